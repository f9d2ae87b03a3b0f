// SPDX-License-Identifier: Apache-2.0
//
// A picture that several lanes want is decoded once, and is kept no longer than one of them holds it.
#include <filmgate/cpp/draft/shared_pictures.hpp>

#include <catch2/catch.hpp>

#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

namespace {

struct Picture { int64_t frame; };
using Pictures = fg::draft::SharedPictures<Picture>;

}  // namespace

TEST_CASE("lanes that want a picture at the same time wait for the one that makes it") {
  Pictures pictures;
  std::atomic<int> made{0}, ready{0};
  std::vector<std::shared_ptr<const Picture>> held(4);
  std::vector<std::thread> lanes;
  for (auto& one : held)
    lanes.emplace_back([&] {
      ++ready;
      while (ready < 4) std::this_thread::yield();
      one = pictures.get(7, [&] {
        ++made;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        return std::make_shared<const Picture>(Picture{7});
      });
    });
  for (auto& lane : lanes) lane.join();
  CHECK(made == 1);
  for (const auto& one : held) CHECK(one == held.front());
}

TEST_CASE("a picture that no lane holds is made anew, and so is one whose making failed") {
  Pictures pictures;
  int made = 0;
  const auto make = [&](int64_t frame) { return [&made, frame] { return ++made, std::make_shared<const Picture>(Picture{frame}); }; };
  auto first = pictures.get(1, make(1));
  CHECK(pictures.get(1, make(1)) == first);
  CHECK(made == 1);
  CHECK(pictures.get(2, make(2))->frame == 2);
  first.reset();
  CHECK(pictures.get(1, make(1))->frame == 1);
  CHECK(made == 3);
  CHECK_THROWS(pictures.get(3, []() -> std::shared_ptr<const Picture> { throw std::runtime_error("spoilt"); }));
  CHECK(pictures.get(3, make(3))->frame == 3);
}

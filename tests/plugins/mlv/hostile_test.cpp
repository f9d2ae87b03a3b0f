// SPDX-License-Identifier: Apache-2.0
//
// Files cut short and files that lie: an error or a report each time. Run under the sanitizers too.
#include "mlv_writer.hpp"
#include "plugins/stranger_reader.hpp"

#include <catch2/catch.hpp>
#include <random>

using mlv_test::Bytes;
using mlv_test::Movie;

namespace {

stranger::Plugin& plugin() {
  static stranger::Plugin loaded("org.filmgate.mlv");
  return loaded;
}

// Everything a host would call; true when all of it worked and nothing was reported as an error.
bool survives(const FolderOfItsOwn& folder, const Bytes& bytes) {
  const auto path = folder.write("a.MLV", mlv_test::text(bytes));
  plugin().host().reports.clear();
  (void)stranger::probe(plugin(), path);
  try {
    const stranger::Clip clip(plugin(), {path});
    (void)clip.metadata();
    const auto count = std::min<int64_t>(clip.info().frame_count, 4);
    (void)clip.metadata(0, count);
    const stranger::Lane lane(clip);
    for (int64_t i = 0; i < count; ++i)
      if (lane.frame(i).state == FG_FRAME_OK) (void)lane.rows(i);
    for (const auto& report : plugin().reports())
      if (report.severity == FG_SEVERITY_ERROR) return false;
    return count == 3;
  } catch (const stranger::Error& error) {
    CHECK(error.status() != FG_E_INTERNAL);
    CHECK(std::string(error.what()).size() > 8);
    return false;
  }
}

}  // namespace

TEST_CASE("an MLV cut within a block is never taken for whole") {
  const FolderOfItsOwn folder;
  for (const uint16_t video_class : {uint16_t{1}, uint16_t{0x21}}) {
    const Movie movie{.video_class = video_class};
    const auto whole = movie.write();
    REQUIRE(survives(folder, whole));
    for (size_t size = 0; size < whole.size(); size += 53) {
      INFO("class " << video_class << ", " << size << " bytes");
      CHECK_FALSE(survives(folder, {whole.begin(), whole.begin() + static_cast<ptrdiff_t>(size)}));
    }
  }
}

TEST_CASE("damaged bytes never crash the reader") {
  const FolderOfItsOwn folder;
  std::mt19937 random(7);
  for (const uint16_t video_class : {uint16_t{1}, uint16_t{0x21}}) {
    const auto whole = Movie{.video_class = video_class}.write();
    for (int i = 0; i < 300; ++i) {
      auto bytes = whole;
      for (int flips = 0; flips < 3; ++flips) bytes[random() % std::min<size_t>(bytes.size(), 1200)] ^= static_cast<uint8_t>(1u << random() % 8);
      (void)survives(folder, bytes);
    }
  }
}

TEST_CASE("a block without a size and a frame number far away end what is read, and are told") {
  const FolderOfItsOwn folder;
  const Movie movie;
  auto empty = movie.write();
  Movie::block(empty, "VIDF", 1, {});
  mlv_test::poke<uint32_t>(empty, empty.size() - 12, 0);
  CHECK_FALSE(survives(folder, empty));
  CHECK_FALSE(survives(folder, Movie{.numbers = {0, 1, 2, 0xFFFFFFFF}}.write()));
  CHECK(plugin().reports().front().text.find("frame number 4294967295") != std::string::npos);
}

// SPDX-License-Identifier: Apache-2.0
#include "recorded_mosaic.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <thread>

using namespace recorded;
using stranger::Settings;

namespace {

struct Planned {
  fg::ImageDesc desc;
  fg::Sensor levels = sensor(64, 4000);
  stranger::Image image;
  stranger::Plugin plugin{develop_id};
  fg_frame_info frame;
  stranger::Stage stage;
  Planned(uint32_t width, uint32_t height, const std::string& method)
      : desc(mosaic(width, height)),
        image(frame_of(desc, random_codes(width, height, 12))),
        frame(frame_info(desc, &levels)),
        stage(plugin, desc, frame, Settings{{"demosaic", method}, {"colourspace", "camera"}}) {}
};

}  // namespace

TEST_CASE("bands of any height give the pixels of the whole frame, and nothing beside them is written") {
  const std::string method = GENERATE("fast", "hq");
  const int32_t rows = GENERATE(1, 7, 16);
  Planned p(131, 45, method);
  const auto whole = p.stage.process(p.image, p.frame);
  for (int32_t y = 0; y < 45; y += rows) {
    const fg_rect tile{0, y, 131, std::min(rows, 45 - y)};
    const auto band = p.stage.process(p.image, p.frame, tile, {1, 0, 6});  // throws when a fence falls
    CAPTURE(method, rows, y);
    CHECK(same_pixels(band, whole, tile));
  }
}

TEST_CASE("pictures smaller than the halo are developed") {
  const std::string method = GENERATE("fast", "hq");
  const uint32_t width = GENERATE(2u, 3u, 5u), height = GENERATE(2u, 3u, 9u);
  Planned p(width, height, method);
  const auto out = p.stage.process(p.image, p.frame);
  bool all_finite = true;
  for (uint32_t k = 0; k < 3; ++k)
    for (int32_t y = 0; y < static_cast<int32_t>(height); ++y)
      for (int32_t x = 0; x < static_cast<int32_t>(width); ++x)
        all_finite = all_finite && std::isfinite(out.real(x, y, k));
  CAPTURE(method, width, height);
  CHECK(all_finite);
}

TEST_CASE("rows asked for are the tile's with the halo, inside the active area only") {
  stranger::Plugin plugin(develop_id);
  auto desc = mosaic(64, 100);
  desc.active = {8, 20, 48, 60};
  const auto levels = sensor();
  const auto frame = frame_info(desc, &levels);
  stranger::Stage stage(plugin, desc, frame, Settings{{"colourspace", "camera"}, {"demosaic", "hq"}});
  CHECK(stage.output().width == 48);
  CHECK(stage.output().height == 60);
  const auto top = stage.needs({0, 0, 48, 4}), bottom = stage.needs({0, 56, 48, 4});
  CHECK(top.y == 20);
  CHECK(top.w == 64);
  CHECK(bottom.y + bottom.h == 80);
}

TEST_CASE("masked pixels outside the active area change nothing, wherever the mosaic starts") {
  const std::string method = GENERATE("fast", "hq");
  const auto codes = random_codes(75, 51, 12), other = random_codes(75, 51, 12, 2);
  auto desc = mosaic(75, 51, "RGGB");
  desc.active = {3, 5, 60, 40};
  const auto inside = [&](int32_t x, int32_t y) { return x >= 3 && x < 63 && y >= 5 && y < 45; };
  const auto a = frame_of(desc, codes);
  const auto b = frame_of(desc, [&](int32_t x, int32_t y) { return inside(x, y) ? codes(x, y) : other(x, y); });
  const auto cut = mosaic(60, 40, "BGGR");  // an odd corner on both axes
  const auto c = frame_of(cut, [&](int32_t x, int32_t y) { return codes(x + 3, y + 5); });
  stranger::Plugin plugin(develop_id);
  const auto levels = sensor();
  const auto frame = frame_info(desc, &levels), frame_c = frame_info(cut, &levels);
  const Settings settings{{"demosaic", method}, {"colourspace", "camera"}};
  stranger::Stage stage(plugin, desc, frame, settings), stage_c(plugin, cut, frame_c, settings);
  const auto from_a = stage.process(a, frame), from_b = stage.process(b, frame), from_c = stage_c.process(c, frame_c);
  CHECK(same_pixels(from_a, from_b, {0, 0, 60, 40}));
  CHECK(same_pixels(from_a, from_c, {0, 0, 60, 40}));
}

TEST_CASE("many threads develop bands of one stage at once") {
  const std::string method = GENERATE("fast", "hq");
  Planned p(200, 96, method);
  const auto whole = p.stage.process(p.image, p.frame);
  std::atomic<int> wrong{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&, t] {
      for (int round = 0; round < 6; ++round) {
        const fg_rect tile{0, (t + round) % 6 * 16, 200, 16};
        if (!same_pixels(p.stage.process(p.image, p.frame, tile), whole, tile)) ++wrong;
      }
    });
  for (auto& thread : threads) thread.join();
  CHECK(wrong == 0);
}

TEST_CASE("memory for a tile does not grow with the picture's height") {
  stranger::Plugin plugin(develop_id);
  const auto levels = sensor();
  const auto bytes = [&](uint32_t width, uint32_t height) {
    const auto desc = mosaic(width, height);
    const auto frame = frame_info(desc, &levels);
    return stranger::Stage(plugin, desc, frame, Settings{{"demosaic", "hq"}, {"colourspace", "camera"}})
        .info()
        .scratch_bytes;
  };
  CHECK(bytes(4448, 100) == bytes(4448, 60000));
  CHECK(bytes(4448, 3096) < 4u << 20);
}

// SPDX-License-Identifier: Apache-2.0
//
// Transforms on frames of noise: pure, within their tile, and honest about what they need.
#include "checks.hpp"

#include <algorithm>
#include <random>
#include <thread>

namespace check {
namespace {

constexpr uint8_t poisons[] = {0xA5, 0x5A};

void each_format(const Case& subject, const std::function<void(const Stage&, const Picture&)>& look) {
  const Plugin plugin(subject.bundle);
  for (const auto& format : accepted_formats(plugin, subject.transform, subject.level)) {
    const Stage stage(plugin, subject.transform, format);
    look(stage, noise(format.desc, subject.seed));
  }
}

std::vector<std::pair<int32_t, int32_t>> tiles_of(const Stage& stage, int32_t rows) {
  if (stage.whole_frame()) return {{0, stage.height()}};
  std::vector<std::pair<int32_t, int32_t>> out;
  for (int32_t first = 0; first < stage.height(); first += rows) out.emplace_back(first, std::min(rows, stage.height() - first));
  return out;
}

void expect_rows(const Picture& whole, const std::string& tile, int32_t first, int32_t rows, const std::string& how) {
  expect(whole.rows(first, rows) == tile, "rows ", first, " .. ", first + rows - 1, ": other pixels ", how);
}

// Every pixel of the input that needs() does not name.
void spoil_outside(Picture& in, const fg_rect& needed, uint8_t byte) {
  const auto window = in.window();
  if (in.desc().sample == FG_SAMPLE_PACKED) return; // a column is no whole byte; rows are spoilt by a window without them
  const uint64_t pixel = in.row_bytes() / static_cast<uint64_t>(window.w);
  const auto left = static_cast<uint64_t>(std::clamp(needed.x, 0, window.w)), right = static_cast<uint64_t>(std::clamp<int64_t>(int64_t{needed.x} + needed.w, 0, window.w));
  for (uint32_t plane = 0; plane < in.planes(); ++plane)
    for (int32_t y = window.y; y < window.y + window.h; ++y) {
      const bool within = y >= needed.y && y < needed.y + needed.h;
      uint8_t* row = in.row(y, plane);
      std::fill(row, row + (within ? left * pixel : in.row_bytes()), byte);
      if (within) std::fill(row + right * pixel, row + in.row_bytes(), byte);
    }
}

}  // namespace

void check_stage_plans(const Case& subject) {
  (void)stage_parameters(Plugin(subject.bundle), subject.transform);
  each_format(subject, [](const Stage& stage, const Picture& whole) { (void)stage.process(whole, 0, stage.height()); });
}

void check_stage_fills(const Case& subject) {
  each_format(subject, [&](const Stage& stage, const Picture& whole) {
    for (const auto& [first, rows] : tiles_of(stage, 7))
      for (const auto edge : {Edge::end, Edge::begin}) {
        const auto one = stage.process(whole, first, rows, poisons[0], edge).pixels(), other = stage.process(whole, first, rows, poisons[1], edge).pixels();
        const auto at = static_cast<size_t>(std::mismatch(one.begin(), one.end(), other.begin()).first - one.begin());
        expect(one == other, "rows ", first, " .. ", first + rows - 1, " on ", stage.format().name, ": byte ", at,
               " is not written, or depends on what output or scratch memory held before");
      }
  });
}

void check_stage_needs(const Case& subject) {
  each_format(subject, [&](const Stage& stage, const Picture& whole) {
    const auto expected = stage.process(whole, 0, stage.height());
    for (const int32_t size : {1, 5, 16})
      for (const auto& [first, rows] : tiles_of(stage, size)) {
        const auto needed = stage.needs(first, rows);
        const auto again = stage.needs(first, rows);
        expect(std::memcmp(&needed, &again, sizeof needed) == 0, "needs of rows ", first, ": another answer at the second time");
        expect_rows(expected, stage.tile(whole, first, rows), first, rows, "from exactly the rows that needs() names than from the whole frame, on " + stage.format().name);
        if (size != 5) continue;
        auto spoilt = noise(stage.input(), subject.seed);
        for (const uint8_t byte : {uint8_t{0}, uint8_t{0x3F}}) {
          spoil_outside(spoilt, needed, byte);
          expect_rows(expected, stage.process(spoilt, first, rows).pixels(), first, rows, "when pixels change that needs() does not name, on " + stage.format().name);
        }
      }
  });
}

void check_stage_order(const Case& subject) {
  each_format(subject, [&](const Stage& stage, const Picture& whole) {
    const auto expected = stage.process(whole, 0, stage.height());
    auto tiles = tiles_of(stage, 4);
    std::mt19937_64 random(subject.seed);
    std::shuffle(tiles.begin(), tiles.end(), random);
    for (const auto& [first, rows] : tiles) expect_rows(expected, stage.tile(whole, first, rows), first, rows, "at random than at once, on " + stage.format().name);
    std::vector<std::thread> threads;
    std::mutex turn;
    std::string finding;
    for (size_t number = 0; number < 4; ++number)
      threads.emplace_back([&, number] {
        try {
          for (size_t i = 0; i < tiles.size(); ++i) {
            const auto& [first, rows] = tiles[(i + number * 3) % tiles.size()];
            expect_rows(expected, stage.tile(whole, first, rows), first, rows, "when several threads work at once, on " + stage.format().name);
          }
        } catch (const Finding& one) {
          const std::lock_guard hold(turn);
          finding = one.text;
        } catch (const Refusal& one) {
          const std::lock_guard hold(turn);
          finding = one.text;
        }
      });
    for (auto& thread : threads) thread.join();
    if (!finding.empty()) found(finding);
  });
}

}  // namespace check

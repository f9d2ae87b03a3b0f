// SPDX-License-Identifier: Apache-2.0
//
// Levels as a DNG states them, and the part of them that development can be told.
#include "sensor.hpp"
#include "dng/tags.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace dng {
namespace {

constexpr uint64_t most_table_entries = 65536;

// Rounds of a pattern that says the same twice are dropped.
void shorten(Levels& levels) {
  while (levels.rows % 2 == 0 && levels.repeats(levels.rows / 2, levels.columns)) {
    levels.rows /= 2;
    levels.pattern.resize(levels.rows * levels.columns * levels.channels);
  }
}

std::vector<double> finite_numbers(const DngTags& tags, uint16_t wanted, DngSensor& out) {
  auto numbers = tags.numbers(wanted);
  const auto bad = [](double n) { return !std::isfinite(n); };
  if (std::any_of(numbers.begin(), numbers.end(), bad)) {
    std::replace_if(numbers.begin(), numbers.end(), bad, 0.0);
    out.notes.push_back({FG_SEVERITY_WARNING, "black-level", "a black level is no number; 0 is taken"});
  }
  return numbers;
}

void read_black(const DngTags& tags, const RawImage& raw, DngSensor& out) {
  auto& levels = out.levels;
  levels.channels = raw.channels;
  const auto repeat = tags.integers(tag::black_level_repeat_dim);
  if (repeat.size() == 2) levels.rows = repeat[0], levels.columns = repeat[1];
  fg::require(levels.rows >= 1 && levels.columns >= 1 && levels.rows <= 64 && levels.columns <= 64 && levels.channels <= 8, FG_E_CORRUPT,
              tags.uri(), ": black levels repeat every ", levels.rows, " x ", levels.columns);
  levels.pattern = finite_numbers(tags, tag::black_level, out);
  if (levels.pattern.empty() && tags.find(tag::masked_areas))
    out.notes.push_back({FG_SEVERITY_WARNING, "black-level", "no black level is stated, although there are masked pixels (MaskedAreas) to measure it; 0 is taken"});
  const uint64_t count = levels.rows * levels.columns * levels.channels;
  if (levels.pattern.size() == 1) levels.pattern.assign(count, levels.pattern[0]); // some writers state one for all
  if (levels.pattern.empty()) levels.pattern.assign(count, 0.0);
  fg::require(levels.pattern.size() == count, FG_E_CORRUPT, tags.uri(), ": ", levels.pattern.size(), " black levels are recorded, ", count, " are needed");
  shorten(levels);
}

// Deltas that are the same for every line are part of the pattern.
std::vector<double> read_deltas(const DngTags& tags, uint16_t wanted, int32_t lines, DngSensor& out) {
  auto deltas = finite_numbers(tags, wanted, out);
  if (deltas.empty()) return deltas;
  fg::require(deltas.size() == static_cast<uint64_t>(lines), FG_E_CORRUPT, tags.uri(), ": ", deltas.size(), " black level deltas for ", lines, " lines");
  if (std::any_of(deltas.begin(), deltas.end(), [&](double d) { return d != deltas[0]; })) return deltas;
  for (auto& level : out.levels.pattern) level += deltas[0];
  return {};
}

// filmgate's sensor has one black a mosaic site or a channel, so it takes patterns that repeat as the mosaic does.
void put_black(const RawImage& raw, DngSensor& out) {
  const auto& levels = out.levels;
  const bool mosaic = raw.desc.layout == FG_LAYOUT_CFA;
  const uint64_t w = mosaic ? raw.desc.cfa_w : 1, h = mosaic ? raw.desc.cfa_h : 1;
  out.sensor.black_level(0);
  if (w == 0) return; // refused already
  out.levels.fit_sensor = levels.across.empty() && levels.down.empty() && (levels.repeats(h, w) || levels.rows * levels.columns == 1);
  const auto left = static_cast<uint64_t>(raw.desc.active.x), top = static_cast<uint64_t>(raw.desc.active.y);
  if (!mosaic)
    for (uint64_t c = 0; c < 64; ++c) out.sensor.black[c] = levels.black(0, 0, c % raw.channels);
  else
    for (uint64_t y = 0; y < h; ++y)
      for (uint64_t x = 0; x < w; ++x) out.sensor.black[(y + top) % h * w + (x + left) % w] = levels.black(y, x, 0);
}

void add_black(const DngTags& tags, const RawImage& raw, DngSensor& out) {
  read_black(tags, raw, out);
  out.levels.across = read_deltas(tags, tag::black_level_delta_h, raw.desc.active.w, out);
  out.levels.down = read_deltas(tags, tag::black_level_delta_v, raw.desc.active.h, out);
  put_black(raw, out);
}

void add_linear_table(const DngTags& tags, DngSensor& out) {
  const auto table = tags.integers(tag::linearization_table);
  if (table.empty()) return;
  fg::require(table.size() <= most_table_entries, FG_E_CORRUPT, tags.uri(), ": LinearizationTable has ", table.size(), " entries");
  out.linear.reserve(table.size());
  for (const uint64_t entry : table) {
    fg::require(entry <= 65535, FG_E_CORRUPT, tags.uri(), ": LinearizationTable goes up to ", entry);
    out.linear.push_back(static_cast<uint16_t>(entry));
  }
  out.sensor.linear = out.linear.data();
  out.sensor.linear_count = static_cast<uint32_t>(out.linear.size());
  out.sensor.has |= FG_SENSOR_LINEAR;
}

void add_white(const DngTags& tags, const RawImage& raw, DngSensor& out) {
  auto white = tags.numbers(tag::white_level);
  const double highest_code = static_cast<double>((uint64_t{1} << std::min<uint64_t>(raw.file_bits, 32)) - 1);
  const double highest = out.linear.empty() ? highest_code : static_cast<double>(*std::max_element(out.linear.begin(), out.linear.end()));
  if (white.empty() || !std::all_of(white.begin(), white.end(), [](double w) { return std::isfinite(w) && w > 0; })) {
    white.assign(1, highest);
    out.notes.push_back({FG_SEVERITY_INFO, "white-level", fg::concat("no white level is recorded; the highest value, ", highest, ", is taken")});
  }
  out.sensor.white_level(white[0]);
  auto& levels = out.levels;
  const auto most = [](const std::vector<double>& deltas) { return deltas.empty() ? 0.0 : *std::max_element(deltas.begin(), deltas.end()); };
  for (uint64_t c = 0; c < 4; ++c) {
    levels.white[c] = out.sensor.white[c] = white[std::min<uint64_t>(c, white.size() - 1)];
    levels.highest_black[c] = levels.pattern[std::min(c, levels.channels - 1)];
    for (uint64_t i = std::min(c, levels.channels - 1); i < levels.pattern.size(); i += levels.channels)
      levels.highest_black[c] = std::max(levels.highest_black[c], levels.pattern[i]);
    levels.highest_black[c] += most(levels.across) + most(levels.down);
    if (levels.white[c] <= levels.highest_black[c]) levels.sound = false;
  }
  if (levels.sound) return;
  out.sensor.has &= ~static_cast<uint32_t>(FG_SENSOR_WHITE);
  out.notes.push_back({FG_SEVERITY_ERROR, "white-level", "the white level is not above the black level"});
}

}  // namespace

bool Levels::repeats(uint64_t shorter_rows, uint64_t shorter_columns) const {
  for (uint64_t y = 0; y < std::lcm(rows, shorter_rows); ++y)
    for (uint64_t x = 0; x < std::lcm(columns, shorter_columns); ++x)
      for (uint64_t c = 0; c < channels; ++c)
        if (black(y, x, c) != black(y % shorter_rows, x % shorter_columns, c)) return false;
  return true;
}

void add_levels(const DngTags& tags, const RawImage& raw, DngSensor& out) {
  add_linear_table(tags, out);
  add_black(tags, raw, out);
  add_white(tags, raw, out);
}

}  // namespace dng

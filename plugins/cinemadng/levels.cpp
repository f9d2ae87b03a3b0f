// SPDX-License-Identifier: Apache-2.0
//
// DNG's order: code -> LinearizationTable -> minus black (repeat pattern + DeltaH by column + DeltaV by row) -> over
// white minus black. filmgate's sensor has one black a site, so deltas are averaged over the sites' rows and columns.
#include "sensor.hpp"
#include "tags.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace cinemadng {
namespace {

constexpr uint64_t most_table_entries = 65536;

struct BlackPattern { // anchored at the active area
  uint64_t rows = 1, columns = 1, channels = 1;
  std::vector<double> levels;
  [[nodiscard]] double at(uint64_t y, uint64_t x, uint64_t channel) const {
    return levels[(y % rows * columns + x % columns) * channels + channel];
  }
  [[nodiscard]] bool repeats(uint64_t shorter_rows, uint64_t shorter_columns) const {
    for (uint64_t y = 0; y < rows; ++y)
      for (uint64_t x = 0; x < columns; ++x)
        for (uint64_t c = 0; c < channels; ++c)
          if (at(y, x, c) != at(y % shorter_rows, x % shorter_columns, c)) return false;
    return true;
  }
};

BlackPattern read_black(const DngTags& tags, const RawImage& raw, DngSensor& out) {
  BlackPattern black;
  black.channels = raw.channels;
  const auto repeat = tags.integers(tag::black_level_repeat_dim);
  if (repeat.size() == 2) black.rows = repeat[0], black.columns = repeat[1];
  fg::require(black.rows >= 1 && black.columns >= 1 && black.rows <= 64 && black.columns <= 64 && black.channels <= 8, FG_E_CORRUPT,
              tags.uri(), ": black levels repeat every ", black.rows, " x ", black.columns);
  black.levels = tags.numbers(tag::black_level);
  const uint64_t count = black.rows * black.columns * black.channels;
  if (black.levels.size() == 1) black.levels.assign(count, black.levels[0]); // some writers state one for all
  if (black.levels.empty()) black.levels.assign(count, 0.0);
  fg::require(black.levels.size() == count, FG_E_CORRUPT, tags.uri(), ": ", black.levels.size(), " black levels are recorded, ", count,
              " are needed");
  for (auto& level : black.levels)
    if (!std::isfinite(level)) {
      level = 0;
      out.notes.push_back({FG_SEVERITY_WARNING, "black-level", "a black level is no number; 0 is taken"});
    }
  while (black.rows > 1 && black.rows % 2 == 0 && black.repeats(black.rows / 2, black.columns)) {
    black.rows /= 2;
    black.levels.resize(black.rows * black.columns * black.channels);
  }
  return black;
}

// The mosaic's repeat becomes one that the black pattern repeats in as well.
bool lengthen_mosaic(const BlackPattern& black, fg::ImageDesc& desc) {
  const uint64_t w = desc.cfa_w, h = desc.cfa_h;
  const uint64_t wide = std::lcm(w, black.repeats(black.rows, 1) ? uint64_t{1} : black.columns), high = std::lcm(h, black.rows);
  if (wide > 8 || high > 8) return false;
  std::array<uint8_t, 64> sites{};
  for (uint64_t y = 0; y < high; ++y)
    for (uint64_t x = 0; x < wide; ++x) sites[y * wide + x] = desc.cfa[y % h * w + x % w];
  std::copy(sites.begin(), sites.end(), desc.cfa);
  desc.cfa_w = static_cast<uint8_t>(wide), desc.cfa_h = static_cast<uint8_t>(high);
  return true;
}

// Mean of the deltas of each phase; how far single rows or columns are from it goes to `strays`.
std::vector<double> mean_by_phase(const std::vector<double>& deltas, uint64_t phases, double& strays) {
  std::vector<double> mean(phases, 0.0), count(phases, 0.0);
  for (uint64_t i = 0; i < deltas.size(); ++i)
    if (std::isfinite(deltas[i])) mean[i % phases] += deltas[i], count[i % phases] += 1;
  for (uint64_t i = 0; i < phases; ++i) mean[i] /= std::max(1.0, count[i]);
  for (uint64_t i = 0; i < deltas.size(); ++i)
    if (std::isfinite(deltas[i])) strays = std::max(strays, std::abs(deltas[i] - mean[i % phases]));
  return mean;
}

void add_black(const DngTags& tags, RawImage& raw, DngSensor& out) {
  const auto black = read_black(tags, raw, out);
  auto& sensor = out.sensor;
  sensor.black_level(0);
  if (raw.desc.layout != FG_LAYOUT_CFA) {
    for (uint64_t c = 0; c < 64; ++c) sensor.black[c] = black.at(0, 0, c % raw.channels);
    if (!black.repeats(1, 1)) out.notes.push_back({FG_SEVERITY_WARNING, "black-level", "black differs by pixel; the first one is taken for all"});
    return;
  }
  if (raw.desc.cfa_w == 0) return; // refused already
  if (!lengthen_mosaic(black, raw.desc)) {
    raw.refusal = fg::concat("its black levels repeat every ", black.rows, " x ", black.columns, " pixels, which the mosaic can not follow");
    return;
  }
  double strays = 0;
  const auto across = mean_by_phase(tags.numbers(tag::black_level_delta_h), raw.desc.cfa_w, strays);
  const auto down = mean_by_phase(tags.numbers(tag::black_level_delta_v), raw.desc.cfa_h, strays);
  const uint64_t w = raw.desc.cfa_w, h = raw.desc.cfa_h;
  const auto left = static_cast<uint64_t>(raw.desc.active.x), top = static_cast<uint64_t>(raw.desc.active.y);
  for (uint64_t y = 0; y < h; ++y)
    for (uint64_t x = 0; x < w; ++x) { // (y, x) counts from the active area's corner, as DNG does
      sensor.black[(y + top) % h * w + (x + left) % w] = black.at(y, x, 0) + across[x] + down[y];
    }
  if (strays > 0)
    out.notes.push_back({FG_SEVERITY_WARNING, "black-level-deltas",
                         fg::concat("black differs by row or column (BlackLevelDeltaH/V); the mean is subtracted, single lines are off by up to ", strays)});
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
  for (uint64_t c = 0; c < 4; ++c) out.sensor.white[c] = white[std::min<uint64_t>(c, white.size() - 1)];
  const double darkest = *std::min_element(out.sensor.white, out.sensor.white + 4);
  if (*std::max_element(out.sensor.black, out.sensor.black + 64) < darkest) return;
  out.sensor.has &= ~static_cast<uint32_t>(FG_SENSOR_WHITE);
  out.notes.push_back({FG_SEVERITY_ERROR, "white-level", "the white level is not above the black level"});
}

}  // namespace

void add_levels(const DngTags& tags, RawImage& raw, DngSensor& out) {
  add_linear_table(tags, out);
  add_black(tags, raw, out);
  add_white(tags, raw, out);
}

}  // namespace cinemadng

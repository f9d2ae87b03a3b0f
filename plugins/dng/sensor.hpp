// SPDX-License-Identifier: Apache-2.0
//
// What development needs of a DNG: levels (linearisation table, black, white) and colour (white balance, matrices,
// exposure), turned into filmgate's terms. Source: Adobe DNG 1.7, chapters 2, 5 and 6.
#pragma once
#include "dng/raw_image.hpp"

#include <array>

namespace dng {

struct Note { // what the user must know although reading goes on
  int32_t severity; // FG_SEVERITY_*
  const char* code;
  std::string text;
};

// DNG's levels in full: code -> table -> minus black (pattern + delta by column + delta by row) -> over white minus the
// highest black. All of it counts from the active area's corner.
struct Levels {
  uint64_t rows = 1, columns = 1, channels = 1; // how often the black pattern repeats
  std::vector<double> pattern;                  // row, column, channel
  std::vector<double> across, down;             // BlackLevelDeltaH by column, DeltaV by row; empty: none
  std::array<double, 4> white{}, highest_black{}; // by channel
  bool sound = true;                            // white lies above black
  bool fit_sensor = true;                       // development can be told all of it
  [[nodiscard]] double black(uint64_t y, uint64_t x, uint64_t channel) const {
    return pattern[(y % rows * columns + x % columns) * channels + channel];
  }
  [[nodiscard]] bool repeats(uint64_t shorter_rows, uint64_t shorter_columns) const;
};

struct DngSensor {
  fg::Sensor sensor; // sensor.linear points into `linear`: move it, never copy it
  std::vector<uint16_t> linear;
  Levels levels;
  std::vector<Note> notes;

  DngSensor() = default;
  DngSensor(DngSensor&&) = default;
  DngSensor& operator=(DngSensor&&) = default;
};

void add_levels(const DngTags& tags, const RawImage& raw, DngSensor& out);
void add_colour(const DngTags& tags, const RawImage& raw, DngSensor& out);

}  // namespace dng

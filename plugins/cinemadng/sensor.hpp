// SPDX-License-Identifier: Apache-2.0
//
// What development needs of a DNG: levels (linearisation table, black, white) and colour (white balance, matrices,
// exposure), turned into filmgate's terms. Source: Adobe DNG 1.7, chapters 2, 5 and 6.
#pragma once
#include "raw_image.hpp"

namespace cinemadng {

struct Note { // what the user must know although reading goes on
  int32_t severity; // FG_SEVERITY_*
  const char* code;
  std::string text;
};

struct DngSensor {
  fg::Sensor sensor; // sensor.linear points into `linear`: move it, never copy it
  std::vector<uint16_t> linear;
  std::vector<Note> notes;

  DngSensor() = default;
  DngSensor(DngSensor&&) = default;
  DngSensor& operator=(DngSensor&&) = default;
};

// May lengthen the repeat of raw.desc's mosaic when the black pattern repeats less often than the colours do.
void add_levels(const DngTags& tags, RawImage& raw, DngSensor& out);
void add_colour(const DngTags& tags, const RawImage& raw, DngSensor& out);

}  // namespace cinemadng

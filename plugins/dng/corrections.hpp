// SPDX-License-Identifier: Apache-2.0
//
// Which opcodes of a file are applied, and their work on rows. List 1 works on codes (65535 being 1) of the whole raster,
// list 2 on linear values (white being 1) of the active area, list 3 on the developed picture. Of list 3 a mosaic takes
// what is a gain by position and colour, since demosaicing does not change that. Coordinates here are the raster's.
#pragma once
#include "opcode_list.hpp"
#include "sensor.hpp"

namespace dng {

struct Corrections {
  std::vector<Correction> on_codes, on_linear, on_picture;
  std::string refusal;     // why the pixels can not be given as the camera's maker wants; empty: they can
  std::vector<Note> notes; // what is applied and what is not
  [[nodiscard]] bool any() const { return !on_codes.empty() || !on_linear.empty() || !on_picture.empty(); }
  // Rows above and below that are needed to correct a row.
  [[nodiscard]] int32_t halo() const;
};
[[nodiscard]] Corrections read_corrections(const DngTags& tags, const RawImage& raw);

// Rows first .. first + count of a raster in memory, channels interleaved.
template <class Sample>
struct RowBlock {
  const fg_image_desc& desc;
  int32_t channels, first, count;
  Sample* samples;
  [[nodiscard]] int64_t row_samples() const { return int64_t{desc.width} * channels; }
  [[nodiscard]] Sample* row(int32_t y) const { return samples + (y - first) * row_samples(); }
};

void correct_codes(const Corrections& corrections, const RowBlock<uint16_t>& codes);
void correct_linear(const Corrections& corrections, const RowBlock<float>& linear); // lists 2 and 3

}  // namespace dng

// SPDX-License-Identifier: Apache-2.0
//
// Where two pictures differ, as a picture: each cell has the largest difference of its pixels over all frames. Black is
// equal; from dark blue over red and yellow to white each step is a doubling, up to the whole range of the samples, so that
// a difference of one code is seen, and two maps of the same samples can be compared. Private to this folder.
#pragma once
#include <array>
#include <cstdint>
#include <vector>

namespace filmgate {

class HeatMap {
 public:
  HeatMap(int32_t width, int32_t height);
  // share: the difference over the whole range; more than 1, infinite too, counts as 1.
  void add(int32_t x, int32_t y, double share);
  [[nodiscard]] int32_t width() const { return width_; }   // in cells
  [[nodiscard]] int32_t height() const { return height_; }
  [[nodiscard]] int32_t cell() const { return cell_; }     // pixels a side
  [[nodiscard]] std::vector<uint8_t> rgb() const;

 private:
  int32_t cell_, width_, height_;
  std::vector<float> shares_;
};

[[nodiscard]] std::array<uint8_t, 3> heat_of(double share);

}  // namespace filmgate

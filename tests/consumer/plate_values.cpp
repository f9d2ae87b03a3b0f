// SPDX-License-Identifier: Apache-2.0
//
// plate_values PLATE FRAME CURVE GAIN M0 … M8: holds every pixel of a plate of the template's sample against its code,
// curve and matrix in double precision. A half may be off by its own rounding and by what single precision costs.
#include "e2e/plate_reader.hpp"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

// The template's camera log, from its numbers: base 10, slope 0.25, offset 0.4, 5 x + 0.05, straight below x = 0.01.
double linear(double y) {
  const double joint = 5 * 0.01 + 0.05, at = 0.25 * std::log10(joint) + 0.4, slope = 0.25 * 5 / (joint * std::log(10.0));
  return y > at ? (std::pow(10.0, (y - 0.4) / 0.25) - 0.05) / 5 : 0.01 + (y - at) / slope;
}

}  // namespace

int main(int count, char** words) {
  if (count != 14 || std::strcmp(words[3], "camera-log") != 0) return std::fprintf(stderr, "usage: plate_values PLATE FRAME camera-log GAIN M0 … M8\n"), 64;
  const ReadPlate plate(words[1]);
  const int frame = std::atoi(words[2]);
  double m[9];
  for (int i = 0; i < 9; ++i) m[i] = std::atof(words[4]) * std::atof(words[5 + i]);
  if (plate.width != 64 || plate.height != 48) return std::fprintf(stderr, "%d x %d pixels\n", plate.width, plate.height), 1;
  int wrong = 0;
  for (int y = 0; y < 48; ++y)
    for (int x = 0; x < 64; ++x) {
      double v[3];
      for (int c = 0; c < 3; ++c) v[c] = linear((16 * x + 3 * y + 100 * c + 7 * frame) % 1024 / 1023.0);
      for (int c = 0; c < 3; ++c) {
        const double want = m[3 * c] * v[0] + m[3 * c + 1] * v[1] + m[3 * c + 2] * v[2];
        const double size = std::fabs(m[3 * c] * v[0]) + std::fabs(m[3 * c + 1] * v[1]) + std::fabs(m[3 * c + 2] * v[2]);
        const double got = static_cast<float>(plate.planes[c][static_cast<size_t>(y * 64 + x)]);
        if (std::fabs(got - want) <= std::fabs(want) * 0x1p-11 + 0x1p-25 + 2e-6 * size) continue;
        if (++wrong <= 5) std::fprintf(stderr, "%d,%d channel %d: %.9g is wanted, %.9g is there\n", x, y, c, want, got);
      }
    }
  if (wrong) std::fprintf(stderr, "%d of %d values are wrong\n", wrong, 64 * 48 * 3);
  return wrong ? 1 : 0;
}

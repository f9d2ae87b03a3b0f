// SPDX-License-Identifier: Apache-2.0
//
// DNG's opcode lists: what the camera's maker wants done to the picture. Always big-endian:
//   u32 count, then each: u32 id, u32 version of DNG, u32 flags (1 may be skipped, 2 may be skipped for a preview), u32 size, data
// Area, the head of most data: u32 top, left, bottom, right, plane, planes, row pitch, column pitch.
// Source: Adobe DNG 1.7 chapter 7.
#pragma once
#include <filmgate/cpp/byte_view.hpp>

#include <array>
#include <string>
#include <variant>
#include <vector>

namespace dng {

enum class OpcodeId : uint32_t {
  warp_rectilinear = 1, warp_fisheye = 2, fix_vignette_radial = 3, fix_bad_pixels_constant = 4, fix_bad_pixels_list = 5, trim_bounds = 6,
  map_table = 7, map_polynomial = 8, gain_map = 9, delta_per_row = 10, delta_per_column = 11, scale_per_row = 12, scale_per_column = 13,
  warp_rectilinear_2 = 14
};

struct Area { // every row_pitch-th row and column_pitch-th column of [top, bottom) x [left, right)
  uint32_t top, left, bottom, right, plane, planes, row_pitch, column_pitch;
  [[nodiscard]] bool has_row(int64_t y) const { return y >= top && y < bottom && (y - top) % row_pitch == 0; }
  [[nodiscard]] bool has_column(int64_t x) const { return x >= left && x < right && (x - left) % column_pitch == 0; }
  [[nodiscard]] bool has_plane(uint64_t p) const { return p >= plane && p - plane < planes; }
};

struct BadPixel { int32_t y, x; };
struct BadRectangle { int32_t top, left, bottom, right; };

struct FixBadConstant { uint32_t code; };
struct FixBadList { std::vector<BadPixel> pixels; std::vector<BadRectangle> rectangles; }; // pixels sorted by row, then column
struct FixVignette { std::array<double, 5> k; double x, y; }; // gain 1 + k0 r^2 + … + k4 r^10; r is 1 at the farthest corner
struct MapTable { Area area; std::vector<uint16_t> table; };
struct MapPolynomial { Area area; std::vector<double> coefficients; };
struct PerLine { Area area; bool rows, scale; std::vector<float> values; }; // added, or multiplied by when `scale`
struct GainMap {
  Area area;
  uint32_t points_v, points_h, planes;
  double spacing_v, spacing_h, origin_v, origin_h; // of the picture's height and width
  std::vector<float> gains;                        // row, column, plane
};
using Correction = std::variant<std::monostate, FixBadConstant, FixBadList, FixVignette, MapTable, MapPolynomial, PerLine, GainMap>;

struct Opcode {
  uint32_t id = 0, version = 0, flags = 0;
  Correction correction; // monostate: one that is not applied, known or not
  [[nodiscard]] bool may_be_skipped() const { return (flags & 1) != 0; }
  [[nodiscard]] std::string name() const; // "GainMap", "opcode 99"
};

// FG_E_CORRUPT, FG_E_TRUNCATED when the list contradicts itself.
[[nodiscard]] std::vector<Opcode> read_opcodes(fg::ByteView list);

}  // namespace dng

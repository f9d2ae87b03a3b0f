// SPDX-License-Identifier: Apache-2.0
#include "opcode_list.hpp"

#include <algorithm>
#include <cmath>

namespace dng {
namespace {

constexpr uint32_t most_opcodes = 64, newest_version = 0x01070100;

class Data { // of one opcode, read in order
 public:
  explicit Data(fg::ByteView view) : view_(view) {}
  uint32_t u32() { return view_.u32be(take(4)); }
  uint16_t u16() { return view_.u16be(take(2)); }
  float f32() { return finite(view_.f32be(take(4))); }
  double f64() { return finite(view_.get<double>(take(8), fg::Order::big)); }
  Area area() {
    Area out{u32(), u32(), u32(), u32(), u32(), u32(), u32(), u32()};
    check(out.top <= out.bottom && out.left <= out.right && out.bottom <= 65535 && out.right <= 65535 && out.row_pitch >= 1 && out.column_pitch >= 1,
          "its area is no area");
    return out;
  }
  // A count of items of `bytes` each that must still be there.
  uint32_t count(uint64_t bytes) {
    const uint32_t out = u32();
    check(uint64_t{out} * bytes <= view_.size() - at_, "it counts more items than it holds");
    return out;
  }
  void check(bool holds, const char* why) const {
    if (!holds) fg::fail(FG_E_CORRUPT, view_.name(), ": offset ", view_.base(), ": an opcode: ", why);
  }

 private:
  template <class Real>
  Real finite(Real value) const {
    check(std::isfinite(value), "a number of it is none");
    return value;
  }
  uint64_t take(uint64_t count) {
    const uint64_t at = at_;
    at_ += count;
    return at;
  }
  fg::ByteView view_;
  uint64_t at_ = 0;
};

FixBadList read_bad_list(Data& data) {
  FixBadList out;
  (void)data.u32(); // the mosaic's phase, which the raw directory states
  const uint32_t pixels = data.u32(), rectangles = data.count(16);
  for (uint32_t i = 0; i < pixels; ++i) {
    const uint32_t y = data.u32(), x = data.u32();
    if (y <= 65535 && x <= 65535) out.pixels.push_back({static_cast<int32_t>(y), static_cast<int32_t>(x)});
  }
  for (uint32_t i = 0; i < rectangles; ++i) {
    const uint32_t top = data.u32(), left = data.u32(), bottom = data.u32(), right = data.u32();
    data.check(top <= bottom && left <= right && bottom <= 65535 && right <= 65535, "a bad rectangle is none");
    out.rectangles.push_back({static_cast<int32_t>(top), static_cast<int32_t>(left), static_cast<int32_t>(bottom), static_cast<int32_t>(right)});
  }
  std::sort(out.pixels.begin(), out.pixels.end(), [](const BadPixel& a, const BadPixel& b) { return a.y != b.y ? a.y < b.y : a.x < b.x; });
  return out;
}

MapTable read_map_table(Data& data) {
  MapTable out{data.area(), {}};
  const uint32_t count = data.count(2);
  data.check(count >= 1 && count <= 65536, "its table has no entry, or too many");
  for (uint32_t i = 0; i < count; ++i) out.table.push_back(data.u16());
  return out;
}

MapPolynomial read_polynomial(Data& data) {
  MapPolynomial out{data.area(), {}};
  const uint32_t degree = data.u32();
  data.check(degree <= 8, "its polynomial is of more than degree 8");
  for (uint32_t i = 0; i <= degree; ++i) out.coefficients.push_back(data.f64());
  return out;
}

PerLine read_per_line(Data& data, bool rows, bool scale) {
  PerLine out{data.area(), rows, scale, {}};
  const uint32_t extent = rows ? out.area.bottom - out.area.top : out.area.right - out.area.left, pitch = rows ? out.area.row_pitch : out.area.column_pitch;
  const uint32_t count = data.count(4);
  data.check(count == (uint64_t{extent} + pitch - 1) / pitch, "it has not one value a line");
  for (uint32_t i = 0; i < count; ++i) out.values.push_back(data.f32());
  return out;
}

GainMap read_gain_map(Data& data) {
  GainMap out{};
  out.area = data.area();
  out.points_v = data.u32(), out.points_h = data.u32();
  out.spacing_v = data.f64(), out.spacing_h = data.f64(), out.origin_v = data.f64(), out.origin_h = data.f64();
  out.planes = data.u32();
  if (out.points_v == 1) out.spacing_v = 1, out.origin_v = 0;
  if (out.points_h == 1) out.spacing_h = 1, out.origin_h = 0;
  data.check(out.points_v >= 1 && out.points_h >= 1 && out.points_v <= 4096 && out.points_h <= 4096 && out.planes >= 1 && out.planes <= 8 &&
                 out.spacing_v > 0 && out.spacing_h > 0, "its map is none");
  const uint64_t count = uint64_t{out.points_v} * out.points_h * out.planes;
  for (uint64_t i = 0; i < count; ++i) out.gains.push_back(data.f32());
  return out;
}

FixVignette read_vignette(Data& data) {
  FixVignette out{};
  for (auto& k : out.k) k = data.f64();
  out.x = data.f64(), out.y = data.f64();
  return out;
}

Correction read_correction(uint32_t id, Data data) {
  switch (static_cast<OpcodeId>(id)) {
    case OpcodeId::fix_vignette_radial: return read_vignette(data);
    case OpcodeId::fix_bad_pixels_constant: return FixBadConstant{data.u32()};
    case OpcodeId::fix_bad_pixels_list: return read_bad_list(data);
    case OpcodeId::map_table: return read_map_table(data);
    case OpcodeId::map_polynomial: return read_polynomial(data);
    case OpcodeId::gain_map: return read_gain_map(data);
    case OpcodeId::delta_per_row: return read_per_line(data, true, false);
    case OpcodeId::delta_per_column: return read_per_line(data, false, false);
    case OpcodeId::scale_per_row: return read_per_line(data, true, true);
    case OpcodeId::scale_per_column: return read_per_line(data, false, true);
    default: return {};
  }
}

}  // namespace

std::string Opcode::name() const {
  constexpr std::array names{"WarpRectilinear", "WarpFisheye", "FixVignetteRadial", "FixBadPixelsConstant", "FixBadPixelsList", "TrimBounds",
                             "MapTable", "MapPolynomial", "GainMap", "DeltaPerRow", "DeltaPerColumn", "ScalePerRow", "ScalePerColumn",
                             "WarpRectilinear2"};
  return id >= 1 && id <= names.size() ? names[id - 1] : fg::concat("opcode ", id);
}

std::vector<Opcode> read_opcodes(fg::ByteView list) {
  const uint32_t count = list.u32be(0);
  fg::require(count <= most_opcodes, FG_E_CORRUPT, list.name(), ": offset ", list.base(), ": ", count, " opcodes are more than any DNG has");
  std::vector<Opcode> out;
  uint64_t at = 4;
  for (uint32_t i = 0; i < count; ++i) {
    Opcode one{list.u32be(at), list.u32be(at + 4), list.u32be(at + 8), {}};
    const uint64_t size = list.u32be(at + 12);
    const auto data = list.sub(at + 16, size);
    // A newer version may have changed what the data mean.
    if (one.version <= newest_version) one.correction = read_correction(one.id, Data(data));
    out.push_back(std::move(one));
    at += 16 + size;
  }
  return out;
}

}  // namespace dng

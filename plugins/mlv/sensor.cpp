// SPDX-License-Identifier: Apache-2.0
//
// RAWI: 16 u16 width, height · 28 i32 height, width, pitch, size of the sensor's buffer, which no frame has · 44 i32 bits ·
// 48 i32 black, white · 96 u32 mosaic, 0x02010100 is RGGB · 100 u32 light of the matrix, as Exif counts them · 104 9 x i32
// numerator, denominator: XYZ to camera. RAWC: 24 u8 columns added, skipped, rows added, skipped.
#include "sensor.hpp"

#include <filmgate/cpp/draft/colour_temperature.hpp>

#include <algorithm>
#include <cmath>

namespace mlv {
namespace {

constexpr uint64_t raw_bytes = 180;
enum : uint16_t { class_mask = 0x0F, class_raw = 1, cineform = 0x10, lossless_jpeg = 0x20, delta = 0x40, lzma = 0x80 };

std::string refusal_of(uint16_t video_class, uint32_t bits) {
  if ((video_class & class_mask) != class_raw) return fg::concat("its video (class ", video_class & class_mask, ") is not raw");
  if (video_class & lzma) return "its frames are packed with LZMA";
  if (video_class & delta) return "its frames are differences from others (delta)";
  if (video_class & cineform) return "its frames are coded as CineForm";
  if (video_class & ~(class_mask | lossless_jpeg)) return fg::concat("its video class ", video_class, " is not published");
  if (bits != 10 && bits != 12 && bits != 14 && !(bits == 16 && (video_class & lossless_jpeg))) return fg::concat("its samples have ", bits, " bits");
  return "";
}

double kelvin_of_light(uint32_t exif) {
  switch (exif) {
    case 17: return 2856;
    case 20: return 5500;
    case 21: return 6500;
    case 22: return 7500;
    case 23: return 5000;
    default: return 0;
  }
}

std::optional<std::array<double, 9>> matrix_of(fg::ByteView raw) {
  std::array<double, 9> out{};
  for (uint64_t i = 0; i < 9; ++i) {
    const double denominator = raw.i32le(104 + 8 * i + 4);
    if (denominator == 0) return std::nullopt;
    out[i] = raw.i32le(104 + 8 * i) / denominator;
  }
  const bool empty = std::all_of(out.begin(), out.end(), [](double value) { return value == 0; });
  return empty ? std::nullopt : std::optional(out);
}

// The camera's response to the white of that temperature, the largest 1.
std::optional<std::array<double, 3>> neutral_of(double kelvin, const std::array<double, 9>& xyz_to_camera) {
  if (kelvin < 1000 || kelvin > 15000) return std::nullopt;
  const auto white = fg::draft::white_of_kelvin(kelvin);
  const double xyz[3] = {white.x / white.y, 1, (1 - white.x - white.y) / white.y};
  std::array<double, 3> out{};
  for (size_t row = 0; row < 3; ++row)
    for (size_t i = 0; i < 3; ++i) out[row] += xyz_to_camera[3 * row + i] * xyz[i];
  const double largest = *std::max_element(out.begin(), out.end());
  if (*std::min_element(out.begin(), out.end()) <= 0) return std::nullopt;
  for (auto& value : out) value /= largest;
  return out;
}

}  // namespace

Picture picture_of(const ClipHeader& header, fg::ByteView raw, const std::optional<fg::Bytes>& binning) {
  fg::require(raw.size() >= raw_bytes, FG_E_CORRUPT, raw.name(), ": offset ", raw.base(), ": a RAWI block of ", raw.size(), " bytes");
  Picture out;
  const uint32_t width = raw.u16le(16), height = raw.u16le(18), bits = raw.u32le(44);
  fg::require(width > 0 && height > 0, FG_E_CORRUPT, raw.name(), ": offset ", raw.base() + 16, ": pictures of ", width, " x ", height, " pixels");
  out.refusal = refusal_of(header.video_class, bits);
  out.desc.size(width, height);
  out.desc.encoding = "linear.camera";
  const uint32_t mosaic = raw.u32le(96);
  if (mosaic == 0x02010100) out.desc.bayer("RGGB");
  else if (mosaic == 0x01020001) out.desc.bayer("GRBG");
  else if (mosaic == 0x01000201) out.desc.bayer("GBRG");
  else if (mosaic == 0x00010102) out.desc.bayer("BGGR");
  else {
    out.desc.bayer("RGGB");
    if (out.refusal.empty()) out.refusal = fg::concat("its mosaic ", mosaic, " is not known");
  }
  out.coding = !out.refusal.empty() ? Coding::none : header.video_class & lossless_jpeg ? Coding::lossless_jpeg : Coding::packed;
  if (out.coding == Coding::packed && uint64_t{width} * bits % 16 != 0) {
    out.refusal = fg::concat("rows of ", width, " samples of ", bits, " bits do not end on a word of 16 bits");
    out.coding = Coding::none;
  }
  if (out.coding == Coding::packed) out.desc.samples(FG_SAMPLE_PACKED, bits, FG_PACK_MSB16);
  else out.desc.samples(FG_SAMPLE_U16, std::clamp(bits, 1u, 16u));
  if (binning && binning->view().size() >= 28) {
    const auto view = binning->view();
    const int64_t across = view.u8(24) + view.u8(25), down = view.u8(26) + view.u8(27);
    if (across > 0 && down > 0 && across != down) out.desc.pixel_aspect = {across, down};
  }
  return out;
}

WhiteBalance white_balance_of(fg::ByteView block) {
  WhiteBalance out;
  if (block.size() < 36) return out;
  out.kelvin = block.u32le(20);
  for (uint64_t i = 0; i < 3; ++i) out.gains[i] = block.u32le(24 + 4 * i) / 1024.0;
  return out;
}

fg::Sensor sensor_of(const Picture& picture, fg::ByteView raw, const WhiteBalance& balance, std::string_view whites) {
  fg::Sensor out;
  const double highest = static_cast<double>((uint32_t{1} << picture.desc.bits) - 1);
  const double black = raw.i32le(48), white = raw.i32le(52);
  const bool sound = black >= 0 && white > black && white <= highest;
  out.black_level(sound ? black : 0).white_level(sound ? white : highest).exposure_gain(1);
  const auto matrix = matrix_of(raw);
  if (matrix) {
    std::copy(matrix->begin(), matrix->end(), out.xyz_to_camera[0]);
    out.illuminant_k[0] = kelvin_of_light(raw.u32le(100));
    if (out.illuminant_k[0] == 0) out.illuminant_k[0] = 6500; // every matrix that Magic Lantern has is of D65
    out.has |= FG_SENSOR_XYZ_TO_CAMERA | FG_SENSOR_ILLUMINANTS;
  }
  const auto& gains = balance.gains;
  if (whites == "gains" && *std::min_element(gains.begin(), gains.end()) > 0) {
    const double largest = *std::max_element(gains.begin(), gains.end());
    out.neutral_rgb(gains[0] / largest, gains[1] / largest, gains[2] / largest);
  } else if (const auto neutral = matrix ? neutral_of(balance.kelvin, *matrix) : std::nullopt; whites == "kelvin" && neutral) {
    out.neutral_rgb((*neutral)[0], (*neutral)[1], (*neutral)[2]);
  }
  return out;
}

}  // namespace mlv

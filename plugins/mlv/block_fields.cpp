// SPDX-License-Identifier: Apache-2.0
//
// Offsets count from the block's start, whose first 16 bytes are type, size and time. A field that the block is too short for is
// left out.
#include "block_fields.hpp"

#include <array>

namespace mlv {
namespace {

enum class Kind { u8, u16, u32, u64, i16, i32, hex64, text8, text32, matrix };
struct Field {
  const char *block, *name;
  uint32_t offset;
  Kind kind;
  const char* unit;
};
constexpr Field fields[] = {
    {"MLVI", "version", 8, Kind::text8, ""}, {"MLVI", "guid", 16, Kind::hex64, ""}, {"MLVI", "fileNum", 24, Kind::u16, ""},
    {"MLVI", "fileCount", 26, Kind::u16, ""}, {"MLVI", "fileFlags", 28, Kind::u32, ""}, {"MLVI", "videoClass", 32, Kind::u16, ""},
    {"MLVI", "audioClass", 34, Kind::u16, ""}, {"MLVI", "videoFrameCount", 36, Kind::u32, ""}, {"MLVI", "audioFrameCount", 40, Kind::u32, ""},
    {"MLVI", "sourceFpsNom", 44, Kind::u32, ""}, {"MLVI", "sourceFpsDenom", 48, Kind::u32, ""},
    {"RAWI", "xRes", 16, Kind::u16, "px"}, {"RAWI", "yRes", 18, Kind::u16, "px"}, {"RAWI", "apiVersion", 20, Kind::u32, ""},
    {"RAWI", "height", 28, Kind::i32, "px"}, {"RAWI", "width", 32, Kind::i32, "px"}, {"RAWI", "pitch", 36, Kind::i32, "B"},
    {"RAWI", "frameSize", 40, Kind::i32, "B"}, {"RAWI", "bitsPerPixel", 44, Kind::i32, ""}, {"RAWI", "blackLevel", 48, Kind::i32, ""},
    {"RAWI", "whiteLevel", 52, Kind::i32, ""}, {"RAWI", "cropX", 56, Kind::i32, "px"}, {"RAWI", "cropY", 60, Kind::i32, "px"},
    {"RAWI", "cropWidth", 64, Kind::i32, "px"}, {"RAWI", "cropHeight", 68, Kind::i32, "px"}, {"RAWI", "activeY1", 72, Kind::i32, "px"},
    {"RAWI", "activeX1", 76, Kind::i32, "px"}, {"RAWI", "activeY2", 80, Kind::i32, "px"}, {"RAWI", "activeX2", 84, Kind::i32, "px"},
    {"RAWI", "exposureBiasNum", 88, Kind::i32, ""}, {"RAWI", "exposureBiasDen", 92, Kind::i32, ""}, {"RAWI", "cfaPattern", 96, Kind::u32, ""},
    {"RAWI", "calibrationIlluminant1", 100, Kind::u32, ""}, {"RAWI", "colorMatrix1", 104, Kind::matrix, ""}, {"RAWI", "dynamicRange", 176, Kind::i32, ""},
    {"EXPO", "isoMode", 16, Kind::u32, ""}, {"EXPO", "isoValue", 20, Kind::u32, ""}, {"EXPO", "isoAnalog", 24, Kind::u32, ""},
    {"EXPO", "digitalGain", 28, Kind::u32, ""}, {"EXPO", "shutterValue", 32, Kind::u64, "us"},
    {"LENS", "focalLength", 16, Kind::u16, "mm"}, {"LENS", "focalDist", 18, Kind::u16, "mm"}, {"LENS", "aperture", 20, Kind::u16, "1/100"},
    {"LENS", "stabilizerMode", 22, Kind::u8, ""}, {"LENS", "autofocusMode", 23, Kind::u8, ""}, {"LENS", "flags", 24, Kind::u32, ""},
    {"LENS", "lensID", 28, Kind::u32, ""}, {"LENS", "lensName", 32, Kind::text32, ""}, {"LENS", "lensSerial", 64, Kind::text32, ""},
    {"RTCI", "sec", 16, Kind::u16, ""}, {"RTCI", "min", 18, Kind::u16, ""}, {"RTCI", "hour", 20, Kind::u16, ""}, {"RTCI", "mday", 22, Kind::u16, ""},
    {"RTCI", "mon", 24, Kind::u16, ""}, {"RTCI", "year", 26, Kind::u16, ""}, {"RTCI", "wday", 28, Kind::u16, ""}, {"RTCI", "yday", 30, Kind::u16, ""},
    {"RTCI", "isdst", 32, Kind::u16, ""}, {"RTCI", "gmtoff", 34, Kind::i16, ""}, {"RTCI", "zone", 36, Kind::text8, ""},
    {"IDNT", "cameraName", 16, Kind::text32, ""}, {"IDNT", "cameraModel", 48, Kind::u32, ""}, {"IDNT", "cameraSerial", 52, Kind::text32, ""},
    {"WBAL", "mode", 16, Kind::u32, ""}, {"WBAL", "kelvin", 20, Kind::u32, "K"}, {"WBAL", "gainR", 24, Kind::u32, ""},
    {"WBAL", "gainG", 28, Kind::u32, ""}, {"WBAL", "gainB", 32, Kind::u32, ""}, {"WBAL", "shiftGM", 36, Kind::i32, ""}, {"WBAL", "shiftBA", 40, Kind::i32, ""},
    {"RAWC", "sensorWidth", 16, Kind::u16, "px"}, {"RAWC", "sensorHeight", 18, Kind::u16, "px"}, {"RAWC", "sensorCrop", 20, Kind::u16, "1/100"},
    {"RAWC", "reserved", 22, Kind::u16, ""}, {"RAWC", "binningX", 24, Kind::u8, ""}, {"RAWC", "skippingX", 25, Kind::u8, ""},
    {"RAWC", "binningY", 26, Kind::u8, ""}, {"RAWC", "skippingY", 27, Kind::u8, ""}, {"RAWC", "offsetX", 28, Kind::i16, "px"}, {"RAWC", "offsetY", 30, Kind::i16, "px"},
    {"DISO", "dualMode", 16, Kind::u32, ""}, {"DISO", "isoValue", 20, Kind::u32, ""}, {"ELVL", "roll", 16, Kind::u32, "1/100 deg"}, {"ELVL", "pitch", 20, Kind::u32, "1/100 deg"},
    {"WAVI", "format", 16, Kind::u16, ""}, {"WAVI", "channels", 18, Kind::u16, ""}, {"WAVI", "samplingRate", 20, Kind::u32, "1/s"},
    {"WAVI", "bytesPerSecond", 24, Kind::u32, ""}, {"WAVI", "blockAlign", 28, Kind::u16, ""}, {"WAVI", "bitsPerSample", 30, Kind::u16, ""},
    {"MARK", "type", 16, Kind::u32, ""},
};

uint64_t bytes_of(Kind kind) {
  switch (kind) {
    case Kind::u8: return 1;
    case Kind::u16:
    case Kind::i16: return 2;
    case Kind::u32:
    case Kind::i32: return 4;
    case Kind::u64:
    case Kind::hex64:
    case Kind::text8: return 8;
    case Kind::text32: return 32;
    case Kind::matrix: return 72;
  }
  return 0;
}

std::string hex_of(uint64_t number) {
  std::string out;
  for (int shift = 60; shift >= 0; shift -= 4) out += "0123456789abcdef"[number >> shift & 15];
  return out;
}

fg::Value value_of(Kind kind, fg::ByteView view, uint64_t at) {
  switch (kind) {
    case Kind::u8: return int64_t{view.u8(at)};
    case Kind::u16: return int64_t{view.u16le(at)};
    case Kind::u32: return int64_t{view.u32le(at)};
    case Kind::u64: return static_cast<int64_t>(std::min<uint64_t>(view.u64le(at), INT64_MAX));
    case Kind::i16: return int64_t{static_cast<int16_t>(view.u16le(at))};
    case Kind::i32: return int64_t{view.i32le(at)};
    case Kind::hex64: return hex_of(view.u64le(at));
    case Kind::text8: return view.text(at, 8);
    case Kind::text32: return view.text(at, 32);
    case Kind::matrix: break;
  }
  std::vector<fg_rational> out;
  for (uint64_t i = 0; i < 9; ++i) out.push_back({view.i32le(at + 8 * i), view.i32le(at + 8 * i + 4)});
  return out;
}

}  // namespace

std::vector<BlockValue> values_of(const std::string& type, fg::ByteView view) {
  std::vector<BlockValue> out;
  const std::string front = "mlv." + type + ".";
  bool known = false;
  for (const auto& field : fields) {
    if (type != field.block) continue;
    known = true;
    if (view.has(field.offset, bytes_of(field.kind))) out.push_back({front + field.name, field.unit, value_of(field.kind, view, field.offset)});
  }
  constexpr uint64_t header = 16;
  if (known || view.size() <= header) return out;
  const auto rest = view.bytes(header, view.size() - header);
  if (type == "INFO") out.push_back({front + "text", "", view.text(header, view.size() - header)});
  else out.push_back({front + "bytes", "", std::vector<uint8_t>(rest.begin(), rest.end())});
  return out;
}

}  // namespace mlv

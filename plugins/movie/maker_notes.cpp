// SPDX-License-Identifier: Apache-2.0
#include "maker_notes.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdio>

namespace movie {
namespace {

constexpr size_t most_tags = 10'000;

struct Name { uint32_t tag; const char* name; const char* unit; };
constexpr std::array names{
    Name{0x1, "Make", nullptr}, Name{0x2, "Model", nullptr}, Name{0x3, "Software", nullptr}, Name{0x11, "CreateDate", nullptr}, Name{0x12, "DateTimeOriginal", nullptr},
    Name{0x13, "FrameCount", nullptr}, Name{0x16, "FrameRate", "1/s"}, Name{0x19, "TimeZone", nullptr}, Name{0x22, "FrameWidth", "px"}, Name{0x23, "FrameHeight", "px"},
    Name{0x32, "AudioChannels", nullptr}, Name{0x33, "AudioBitsPerSample", nullptr}, Name{0x34, "AudioSampleRate", "1/s"},
    Name{0x110829a, "ExposureTime", "s"}, Name{0x110829d, "FNumber", nullptr}, Name{0x1108822, "ExposureProgram", nullptr}, Name{0x1109204, "ExposureCompensation", nullptr},
    Name{0x1109207, "MeteringMode", nullptr}, Name{0x110920a, "FocalLength", "mm"}, Name{0x110a431, "SerialNumber", nullptr}, Name{0x110a432, "LensInfo", nullptr},
    Name{0x110a433, "LensMake", nullptr}, Name{0x110a434, "LensModel", nullptr}, Name{0x110a435, "LensSerialNumber", nullptr}};

constexpr std::array<uint32_t, 14> sizes{0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4}; // bytes of a value, by its format

fg::Value value_of(uint32_t format, uint32_t count, const fg::ByteView& body) {
  const auto list = [&](auto read) -> fg::Value {
    std::vector<int64_t> out;
    for (uint32_t i = 0; i < count; ++i) out.push_back(static_cast<int64_t>(read(i)));
    return out.size() == 1 ? fg::Value(out[0]) : fg::Value(out);
  };
  const auto ratios = [&](bool is_signed) -> fg::Value {
    std::vector<fg_rational> out;
    for (uint64_t i = 0; i < count; ++i)
      out.push_back(is_signed ? fg_rational{body.i32be(8 * i), body.i32be(8 * i + 4)} : fg_rational{body.u32be(8 * i), body.u32be(8 * i + 4)});
    for (auto& one : out)
      if (one.den < 0) one = {-one.num, -one.den};
      else if (one.den == 0) one.num = 0;
    return out.size() == 1 ? fg::Value(out[0]) : fg::Value(out);
  };
  switch (format) {
    case 2: return text_or_bytes({reinterpret_cast<const char*>(body.bytes().data()), body.size()});
    case 3: return list([&](uint64_t i) { return body.u16be(2 * i); });
    case 4: return list([&](uint64_t i) { return body.u32be(4 * i); });
    case 5: return ratios(false);
    case 8: return list([&](uint64_t i) { return static_cast<int16_t>(body.u16be(2 * i)); });
    case 9: return list([&](uint64_t i) { return body.i32be(4 * i); });
    case 10: return ratios(true);
    default: return std::vector<uint8_t>(body.bytes().begin(), body.bytes().end());
  }
}

void put_tags(const fg::ByteView& tags, NamedValues& out) {
  for (uint64_t at = 0; tags.has(at, 8) && out.size() < most_tags;) {
    const uint32_t tag = tags.u32be(at), format = tags.u16be(at + 4), count = tags.u16be(at + 6);
    const uint64_t bytes = uint64_t{format < sizes.size() ? sizes[format] : 0} * count;
    if (format == 0 || format >= sizes.size() || !tags.has(at + 8, bytes)) return;
    const auto* known = std::find_if(names.begin(), names.end(), [&](const Name& name) { return name.tag == tag; });
    char number[16];
    std::snprintf(number, sizeof number, "0x%x", tag);
    if (count > 0)
      out.push_back({std::string("nikon.") + (known == names.end() ? number : known->name), value_of(format, count, tags.sub(at + 8, bytes)), known == names.end() ? nullptr : known->unit});
    at += 8 + bytes;
  }
}

}  // namespace

NamedValues nikon_values(const fg::ByteView& boxes) {
  NamedValues out;
  for (uint64_t at = 0; boxes.has(at, 8);) {
    const uint64_t size = boxes.u32be(at);
    if (size < 8 || !boxes.has(at, size)) break;
    if (boxes.starts_with("NCTG", at + 4)) put_tags(boxes.sub(at + 8, size - 8), out);
    at += size;
  }
  return out;
}

}  // namespace movie

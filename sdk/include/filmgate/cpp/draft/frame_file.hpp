// SPDX-License-Identifier: Apache-2.0
//
// Draft. What one file of a clip says whose pictures are a file each: all but its pixels, told as values that do not change.
#pragma once
#include <filmgate/cpp/image.hpp>
#include <filmgate/cpp/value.hpp>

namespace fg {
inline namespace v1 {
namespace draft {

struct FrameValue {
  std::string key;
  Value value;
  const char* unit = nullptr;
  bool of_frame = false; // told of every frame, also where it is that of the clip's first one
};

struct FrameNote { int32_t severity; const char* code; std::string text; }; // FG_SEVERITY_*; the file is named before the text

struct FrameFile { // what a frame's file says
  ImageDesc desc;       // but for its encoding
  std::string encoding; // "": the file names none that is known
  std::string refusal;  // why its pixels are not decoded; "": they are
  fg_rational rate{0, 0};
  fg_timecode timecode{-1, {0, 0}, 0, 0};
  std::vector<FrameValue> values;
  std::vector<FrameNote> notes;
};

inline bool same_raster(const fg_image_desc& a, const fg_image_desc& b) {
  return a.width == b.width && a.height == b.height && a.layout == b.layout && a.sample == b.sample && a.bits == b.bits;
}
inline std::string raster_text(const fg_image_desc& desc) {
  const bool real = desc.sample == FG_SAMPLE_F16 || desc.sample == FG_SAMPLE_F32;
  const char* channels = desc.layout == FG_LAYOUT_RGBA ? " RGBA of " : " RGB of ";
  return concat(desc.width, " x ", desc.height, channels, desc.bits, real ? " bits, floating" : " bits");
}

inline bool same_value(const Value& a, const Value& b) {
  if (a.index() != b.index()) return false;
  return std::visit([&](const auto& held) {
    using T = std::decay_t<decltype(held)>;
    const auto& other = std::get<T>(b);
    if constexpr (requires { held.data(); })
      return held.size() == other.size() && (held.empty() || std::memcmp(held.data(), other.data(), held.size() * sizeof held[0]) == 0);
    else return std::memcmp(&held, &other, sizeof held) == 0; // a NaN is itself
  }, a);
}

}  // namespace draft
}  // namespace v1
}  // namespace fg

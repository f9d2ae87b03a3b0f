// SPDX-License-Identifier: Apache-2.0
#include "exr_sizes.hpp"

#include <algorithm>

namespace images {
namespace {

using fg::ByteView;

struct Type {
  std::string_view name;
  uint64_t bytes;
};
constexpr Type types[]{{"box2i", 16},
                       {"box2f", 16},
                       {"chromaticities", 32},
                       {"compression", 1},
                       {"deepImageState", 1},
                       {"double", 8},
                       {"envmap", 1},
                       {"float", 4},
                       {"int", 4},
                       {"keycode", 28},
                       {"lineOrder", 1},
                       {"m33f", 36},
                       {"m33d", 72},
                       {"m44f", 64},
                       {"m44d", 128},
                       {"rational", 8},
                       {"tiledesc", 9},
                       {"timecode", 8},
                       {"v2i", 8},
                       {"v2f", 8},
                       {"v2d", 16},
                       {"v3i", 12},
                       {"v3f", 12},
                       {"v3d", 24}};

bool is_channel_list(const ByteView& view) { // names and 16 bytes each; one NUL ends it
  uint64_t at = 0;
  while (view.has(at, 1) && view.u8(at) != 0) {
    while (view.has(at, 1) && view.u8(at) != 0) ++at;
    if (!view.has(at, 17)) return false;
    at += 17;
  }
  return at + 1 == view.size();
}

bool is_preview(const ByteView& view) { // u32 width, u32 height, RGBA
  if (!view.has(0, 8)) return false;
  const uint64_t width = view.u32le(0), height = view.u32le(4);
  return width <= 65535 && height <= 65535 && view.size() == 8 + 4 * width * height;
}

bool is_string_vector(const ByteView& view) { // u32 size, text
  uint64_t at = 0;
  while (view.has(at, 4) && view.has(at + 4, view.u32le(at))) at += 4 + uint64_t{view.u32le(at)};
  return at == view.size();
}

bool fits(const ExrAttribute& one) {
  if (one.type == "chlist") return is_channel_list(one.value);
  if (one.type == "preview") return is_preview(one.value);
  if (one.type == "stringvector") return is_string_vector(one.value);
  if (one.type == "floatvector") return one.value.size() % 4 == 0;
  const auto* const known = std::find_if(std::begin(types), std::end(types), [&](const Type& type) { return type.name == one.type; });
  return known == std::end(types) || known->bytes == one.value.size();
}

}  // namespace

std::string wrong_size(const ExrHeader& header) {
  for (const auto& part : header.parts)
    for (const auto& one : part.attributes)
      if (!fits(one))
        return fg::concat("offset ", one.value.base(), ": attribute ", one.name, " has ", one.value.size(), " bytes, which no ", one.type,
                          " has");
  return "";
}

}  // namespace images

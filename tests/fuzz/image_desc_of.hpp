// SPDX-License-Identifier: Apache-2.0
//
// A picture's description from a fuzzer's bytes: mostly one that can be, so that what lies behind the checks is reached.
#pragma once
#include "fuzz/fuzz_input.hpp"

#include <filmgate/image.h>

namespace fuzz {

inline fg_image_desc image_desc_of(FuzzInput& in, uint32_t most_side) {
  fg_image_desc out{};
  out.struct_size = in.between(0, 31) == 0 ? in.number<uint32_t>() % 256 : sizeof out;
  static constexpr uint32_t layouts[]{FG_LAYOUT_CFA, FG_LAYOUT_CFA, FG_LAYOUT_MONO, FG_LAYOUT_RGB}, samples[]{FG_SAMPLE_U16, FG_SAMPLE_PACKED, FG_SAMPLE_U8},
      depths[]{8, 10, 12, 14, 16};
  const bool could_be = in.between(0, 3) > 0;
  out.layout = could_be ? in.one_of(layouts) : static_cast<uint32_t>(in.between(0, FG_LAYOUT_YCBCR + 1));
  out.sample = could_be ? in.one_of(samples) : static_cast<uint32_t>(in.between(0, FG_SAMPLE_PACKED + 1));
  out.bits = could_be ? in.one_of(depths) : static_cast<uint32_t>(in.between(0, 18));
  out.packing = out.sample == FG_SAMPLE_PACKED || in.between(0, 15) == 0 ? static_cast<uint32_t>(in.between(0, FG_PACK_MSB32_PAIRS + 1)) : 0u;
  out.planar = could_be ? 0 : in.between(0, 7) == 0 ? in.number<uint32_t>() : in.flip() ? 1u : 0u;
  const auto side = [&] { return in.between(0, 15) == 0 ? in.number<uint32_t>() : static_cast<uint32_t>(in.between(1, most_side)); };
  out.width = side(), out.height = side();
  const auto rect = [&] {
    fg_rect r{0, 0, static_cast<int32_t>(out.width), static_cast<int32_t>(out.height)};
    switch (in.between(0, 3)) {
      case 0: return fg_rect{in.number<int32_t>(), in.number<int32_t>(), in.number<int32_t>(), in.number<int32_t>()};
      case 1:
        r.x = static_cast<int32_t>(in.between(0, most_side)), r.y = static_cast<int32_t>(in.between(0, most_side));
        r.w = static_cast<int32_t>(out.width - static_cast<uint32_t>(r.x)), r.h = static_cast<int32_t>(out.height - static_cast<uint32_t>(r.y));
        return r;
      default: return r;
    }
  };
  out.active = rect(), out.display = rect();
  out.pixel_aspect = in.flip() ? fg_rational{1, 1} : fg_rational{in.number<int64_t>(), in.number<int64_t>()};
  static constexpr uint8_t bayer[4][4]{{0, 1, 1, 2}, {1, 0, 2, 1}, {1, 2, 0, 1}, {2, 1, 1, 0}};
  if (in.between(0, 3) > 0) {
    out.cfa_w = out.cfa_h = 2;
    const auto* sites = in.one_of(bayer);
    std::copy(sites, sites + 4, out.cfa);
  } else {
    out.cfa_w = in.number<uint8_t>(), out.cfa_h = in.number<uint8_t>();
    for (auto& site : out.cfa) site = static_cast<uint8_t>(in.between(0, 7));
  }
  out.orientation = in.number<uint8_t>();
  out.encoding = in.flip() ? "linear.camera" : nullptr;
  return out;
}

}  // namespace fuzz

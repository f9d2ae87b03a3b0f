// SPDX-License-Identifier: Apache-2.0
//
// What RAWI, RAWC and WBAL say of the pixels.
#pragma once
#include "chunks.hpp"

#include <filmgate/cpp/image.hpp>

#include <array>

namespace mlv {

enum class Coding { packed, lossless_jpeg, none };

struct Picture {
  fg::ImageDesc desc;
  Coding coding = Coding::none;
  std::string refusal; // why the pixels can not be decoded; empty: they can
};

// `raw`: the RAWI block; `binning`: the RAWC block, or empty.
[[nodiscard]] Picture picture_of(const ClipHeader& header, fg::ByteView raw, const std::optional<fg::Bytes>& binning);

struct WhiteBalance {
  double kelvin = 0; // 0: not recorded
  std::array<double, 3> gains{}; // red, green, blue of a neutral, 1024 is 1; 0: not recorded
};
[[nodiscard]] WhiteBalance white_balance_of(fg::ByteView block); // WBAL

// whites: "kelvin" or "gains", which of the two balances; the neutral is left out where it is not recorded.
[[nodiscard]] fg::Sensor sensor_of(const Picture& picture, fg::ByteView raw, const WhiteBalance& balance, std::string_view whites);

}  // namespace mlv

// SPDX-License-Identifier: Apache-2.0
//
// Canon's maker's notes: tags by the names public readers gave them, and the levels within ColorData (0x4001), an array of u16
// whose length tells how it is laid out. Source: exiftool (Canon.pm) for names, lengths and places.
#pragma once
#include "canon.hpp"

#include <array>
#include <optional>

namespace canon {

[[nodiscard]] std::string maker_tag_name(uint16_t tag); // "LensModel"; "0x4050" for one that has no name

struct ColorData {
  int64_t version = 0, as_shot_kelvin = 0, normal_white = 0, specular_white = 0;
  std::array<int64_t, 4> as_shot{}, black{}; // of red, green beside red, green beside blue, blue
};
// Nothing for a length that nobody has described.
[[nodiscard]] std::optional<ColorData> color_data_of(const fg::Value& words);
[[nodiscard]] NamedValues named(const ColorData& data, const std::string& prefix);

}  // namespace canon

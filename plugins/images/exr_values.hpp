// SPDX-License-Identifier: Apache-2.0
//
// Attributes of OpenEXR as values of a record: numbers and lists with their type, text as text; what has a type of its own is
// kept as its bytes.
#pragma once
#include "exr_header.hpp"

#include <filmgate/cpp/value.hpp>

#include <array>

namespace images {

struct ExrChannel {
  std::string name;
  uint32_t type = 0; // 0 whole, 1 half, 2 float
  int32_t step_x = 1, step_y = 1;
};

[[nodiscard]] fg::Value exr_value(const ExrAttribute& attribute);
[[nodiscard]] std::vector<ExrChannel> exr_channels(const ExrPart& part);                                 // empty: none, or unreadable
[[nodiscard]] std::optional<std::array<int32_t, 4>> exr_box(const ExrPart& part, std::string_view name); // first and last column and row
[[nodiscard]] std::optional<std::vector<float>> exr_chromaticities(const ExrPart& part);                 // x, y of red, green, blue, white
[[nodiscard]] std::optional<int64_t> exr_whole(const ExrPart& part, std::string_view name);
[[nodiscard]] std::optional<fg_rational> exr_rational(const ExrPart& part, std::string_view name);
[[nodiscard]] bool is_tiled(const ExrHeader& header); // its first part
[[nodiscard]] bool is_deep(const ExrHeader& header);
[[nodiscard]] std::string exr_text(const ExrPart& part, std::string_view name);

}  // namespace images

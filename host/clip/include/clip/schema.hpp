// SPDX-License-Identifier: Apache-2.0
//
// The normalised fields of a clip record: their names, types and units. Names are those of SMPTE ST 2065-4 and OpenEXR
// where they name a field; ours for the rest.
#pragma once
#include <string_view>

namespace filmgate {

struct FieldRule {
  std::string_view name, type, unit; // type as TypedValue has it; unit "" when it has none
};

[[nodiscard]] const FieldRule* field_rule(std::string_view name); // nullptr when unknown

}  // namespace filmgate

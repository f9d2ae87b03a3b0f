// SPDX-License-Identifier: Apache-2.0
//
// Header attributes from a clip record's fields. Field names are the attributes' names already, and so are the units.
#pragma once
#include "base/json.hpp"
#include "base/timecode.hpp"
#include "write/exr_header.hpp"

namespace filmgate {

// fields: {"reelName": {"value", "unit", "status", …}, …}; only what is present or derived is written.
[[nodiscard]] std::vector<ExrAttribute> standard_attributes(const Json& fields);
void set_attribute(std::vector<ExrAttribute>& attributes, ExrAttribute attribute); // replaces one of that name
void add_timecode(std::vector<ExrAttribute>& attributes, const Timecode& timecode);

}  // namespace filmgate

// SPDX-License-Identifier: Apache-2.0
//
// Parameters as results and records tell them. Private to this folder.
#pragma once
#include "base/json.hpp"
#include "plugin/parameters.hpp"

namespace filmgate {

// [{"key", "label", "type", "default", "unit", "min", "max", "choices"}]
[[nodiscard]] Json json_of(const std::vector<ParameterFact>& facts);

}  // namespace filmgate

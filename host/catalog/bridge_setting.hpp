// SPDX-License-Identifier: Apache-2.0
//
// One key below "bridge." as it comes from a file. Private to this folder.
#pragma once
#include "base/json.hpp"

namespace filmgate {

// Fails when there is no such key, or its value is of another kind.
[[nodiscard]] Status check_bridge_setting(const std::string& key, const Json& value, const std::string& origin);

}  // namespace filmgate

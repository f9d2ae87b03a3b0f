// SPDX-License-Identifier: Apache-2.0
//
// Parameters as the command line has them. Private to this folder.
#pragma once
#include "base/json.hpp"
#include "base/result.hpp"

namespace filmgate {

// Each KEY=VALUE of an option as a member of one object; `option` is named in what is wrong with one.
[[nodiscard]] Result<Json> parameter_list(const std::vector<std::string>& list, const char* option);

}  // namespace filmgate

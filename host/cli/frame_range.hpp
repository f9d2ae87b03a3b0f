// SPDX-License-Identifier: Apache-2.0
//
// What the commands that make files of a clip's frames share. Private to this folder.
#pragma once
#include "base/json.hpp"
#include "base/result.hpp"

namespace filmgate {

// "A-B" or "A" as a request says it: [A, B].
[[nodiscard]] Result<Json> frame_range(const std::string& text);
// Temporary names carry it, so that two runs into one folder never touch each other's files.
[[nodiscard]] std::string new_attempt();

}  // namespace filmgate

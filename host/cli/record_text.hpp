// SPDX-License-Identifier: Apache-2.0
//
// A clip record as people read it, and as a line of CSV. Private to this folder.
#pragma once
#include "base/json.hpp"

namespace filmgate {

[[nodiscard]] std::string text_of(const Json& record, bool native);
[[nodiscard]] std::string unread_text(const Json& unread);
[[nodiscard]] std::string csv_header();
[[nodiscard]] std::string csv_row(const Json& record);

}  // namespace filmgate

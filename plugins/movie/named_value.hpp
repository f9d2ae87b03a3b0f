// SPDX-License-Identifier: Apache-2.0
//
// A value of the file on its way into the record.
#pragma once
#include <filmgate/cpp/value.hpp>

#include <string>
#include <vector>

namespace movie {

struct NamedValue {
  std::string key; // without the plugin's prefix
  fg::Value value;
  const char* unit = nullptr;
};
using NamedValues = std::vector<NamedValue>;

// Text as it is when it is UTF-8, else its bytes.
[[nodiscard]] fg::Value text_or_bytes(std::string_view text);

}  // namespace movie

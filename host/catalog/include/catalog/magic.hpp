// SPDX-License-Identifier: Apache-2.0
//
// Bytes at an offset that tell a format, with a mask.
#pragma once
#include "base/json.hpp"

namespace filmgate {

struct Magic {
  uint64_t offset = 0;
  std::string bytes, mask; // of equal length; a mask byte of 0 ignores that byte

  [[nodiscard]] bool matches(std::string_view head) const;
};

// { offset = 0, hex = "41525249 12345678", mask = "ffffffff ffffffff" }
[[nodiscard]] Result<Magic> read_magic(const Json& table);

}  // namespace filmgate

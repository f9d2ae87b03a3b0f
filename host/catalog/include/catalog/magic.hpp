// SPDX-License-Identifier: Apache-2.0
//
// Bytes that tell a format, with a mask: at an offset, or wherever they begin within so many bytes, for formats whose headers
// have no fixed places.
#pragma once
#include "base/json.hpp"

namespace filmgate {

struct Magic {
  uint64_t offset = 0;
  uint64_t within = 0;     // 0: at the offset and nowhere else
  std::string bytes, mask; // of equal length; a mask byte of 0 ignores that byte

  [[nodiscard]] bool matches(std::string_view head) const;

 private:
  [[nodiscard]] bool matches_at(std::string_view head, uint64_t place) const;
};

inline constexpr size_t discovered_bytes = 65536; // what discovery reads of a file

// { within = 65536, hex = "3c01 0000 0041", mask = "ffff 0000 ffff" }, or
// { offset = 0, hex = "41525249 12345678", mask = "ffffffff ffffffff" }
[[nodiscard]] Result<Magic> read_magic(const Json& table);

}  // namespace filmgate

// SPDX-License-Identifier: Apache-2.0
//
// Draft. Text of two bytes a character, for a boundary that lets through UTF-8 alone.
#pragma once
#include <filmgate/cpp/byte_view.hpp>

namespace fg {
inline namespace v1 {
namespace draft {

// Ends at the first NUL; a lone surrogate becomes U+FFFD.
inline std::string utf8_of_utf16be(const ByteView& bytes) {
  std::string out;
  const auto put = [&](uint32_t code) {
    if (code < 0x80) return out += static_cast<char>(code), void();
    if (code < 0x800) out += static_cast<char>(0xC0 | code >> 6);
    else if (code < 0x10000) out += static_cast<char>(0xE0 | code >> 12);
    else out += static_cast<char>(0xF0 | code >> 18), out += static_cast<char>(0x80 | (code >> 12 & 0x3F));
    if (code >= 0x800) out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  };
  for (uint64_t at = 0; bytes.has(at, 2); at += 2) {
    uint32_t unit = bytes.u16be(at);
    if (unit == 0) break;
    const uint32_t low = unit >= 0xD800 && unit < 0xDC00 && bytes.has(at + 2, 2) ? bytes.u16be(at + 2) : 0u;
    if (low >= 0xDC00 && low < 0xE000) unit = 0x10000 + ((unit & 0x3FF) << 10 | (low & 0x3FF)), at += 2;
    put(unit >= 0xD800 && unit < 0xE000 ? 0xFFFD : unit);
  }
  return out;
}

}  // namespace draft
}  // namespace v1
}  // namespace fg

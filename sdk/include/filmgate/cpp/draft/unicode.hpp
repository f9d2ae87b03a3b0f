// SPDX-License-Identifier: Apache-2.0
//
// Draft. Text as files keep it, for a boundary that lets through UTF-8 alone.
#pragma once
#include <filmgate/cpp/byte_view.hpp>
#include <filmgate/cpp/value.hpp>

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

// Whole characters of the shortest form, no surrogates (RFC 3629).
inline bool is_utf8(std::string_view text) {
  const auto byte = [&](size_t at) { return at < text.size() ? static_cast<uint8_t>(text[at]) : uint8_t{0}; };
  for (size_t at = 0; at < text.size();) {
    const uint8_t lead = byte(at), second = byte(at + 1);
    const size_t length = lead < 0x80 ? 1 : lead >= 0xC2 && lead < 0xE0 ? 2 : lead >= 0xE0 && lead < 0xF0 ? 3 : lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
    if (length == 0) return false;
    for (size_t i = 1; i < length; ++i) if ((byte(at + i) & 0xC0) != 0x80) return false;
    if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) || (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F)) return false;
    at += length;
  }
  return true;
}

// UTF-8 as text, anything else as bytes.
inline Value text_or_bytes(std::string text) {
  if (is_utf8(text)) return text;
  return std::vector<uint8_t>(text.begin(), text.end());
}

}  // namespace draft
}  // namespace v1
}  // namespace fg

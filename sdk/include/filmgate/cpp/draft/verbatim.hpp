// SPDX-License-Identifier: Apache-2.0
//
// Draft. Text of a file as a value of a record: as it is written when it is UTF-8, else its bytes.
#pragma once
#include <filmgate/cpp/value.hpp>

namespace fg {
inline namespace v1 {
namespace draft {

inline bool is_utf8(std::string_view text) { // without NUL, which would end a C string
  for (size_t i = 0; i < text.size();) {
    const auto first = static_cast<unsigned char>(text[i]);
    const size_t tail = first == 0 ? text.size() : first < 0x80 ? 0 : first >= 0xC2 && first < 0xE0 ? 1 : (first & 0xF0) == 0xE0 ? 2 : first >= 0xF0 && first < 0xF5 ? 3 : text.size();
    if (tail >= text.size() - i) return false;
    uint32_t code = first & (tail == 0 ? 0x7F : 0x3F >> tail);
    for (size_t k = 1; k <= tail; ++k) {
      const auto next = static_cast<unsigned char>(text[i + k]);
      if ((next & 0xC0) != 0x80) return false;
      code = code << 6 | (next & 0x3F);
    }
    const bool shortest = tail < 2 || code >= (tail == 2 ? 0x800u : 0x10000u);
    if (!shortest || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return false;
    i += tail + 1;
  }
  return true;
}

inline Value verbatim(std::string text) {
  if (is_utf8(text)) return text;
  return std::vector<uint8_t>(text.begin(), text.end());
}

// A name of the file that ends a key: what no key may hold becomes %XX.
inline std::string key_word(std::string_view name) {
  constexpr char digits[] = "0123456789ABCDEF";
  const bool whole = is_utf8(name);
  std::string out;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte != 0x7F && (whole || byte < 0x80)) out += c;
    else out += '%', out += digits[byte >> 4], out += digits[byte & 15];
  }
  return out;
}

// "/card/A001C001.mov.csv": "A001C001.mov.csv".
inline std::string_view file_name(std::string_view uri) { return uri.substr(uri.find_last_of('/') + 1); }
// "A001C001.mov.csv": "A001C001".
inline std::string_view file_stem(std::string_view uri) {
  const auto name = file_name(uri);
  return name.substr(0, name.find('.', 1));
}

}  // namespace draft
}  // namespace v1
}  // namespace fg

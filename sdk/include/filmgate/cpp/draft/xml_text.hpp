// SPDX-License-Identifier: Apache-2.0
//
// Draft. Characters of an XML text with their references replaced: XML's own five entities and characters by number.
#pragma once
#include <filmgate/cpp/failure.hpp>

#include <algorithm>
#include <charconv>
#include <optional>

namespace fg {
inline namespace v1 {
namespace draft {

// The character that "&…;" stands for, as UTF-8, without the & and the ;. Nothing when it is none that XML knows.
inline std::optional<std::string> xml_reference(std::string_view name) {
  constexpr std::pair<std::string_view, char> known[]{{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
  for (const auto& [word, character] : known)
    if (name == word) return std::string(1, character);
  if (!name.starts_with('#')) return std::nullopt;
  const bool hex = name.substr(1, 1) == "x";
  const auto digits = name.substr(hex ? 2 : 1);
  uint32_t code = 0;
  const auto got = std::from_chars(digits.data(), digits.data() + digits.size(), code, hex ? 16 : 10);
  const bool sound = got.ec == std::errc{} && got.ptr == digits.data() + digits.size() && code > 0 && code < 0x110000 && (code < 0xD800 || code > 0xDFFF);
  if (!sound) return std::nullopt;
  std::string out;
  const auto tail = [&](int shift) { out += static_cast<char>(0x80 | (code >> shift & 0x3F)); };
  if (code < 0x80) out += static_cast<char>(code);
  else if (code < 0x800) out += static_cast<char>(0xC0 | code >> 6), tail(0);
  else if (code < 0x10000) out += static_cast<char>(0xE0 | code >> 12), tail(6), tail(0);
  else out += static_cast<char>(0xF0 | code >> 18), tail(12), tail(6), tail(0);
  return out;
}

// where: of the text's first character, for messages.
inline std::string xml_decoded(std::string_view text, std::string_view file, uint64_t where) {
  constexpr size_t longest_reference = 16;
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const size_t next = std::min(text.find('&', at), text.size());
    out.append(text, at, next - at);
    if (next == text.size()) break;
    const size_t end = text.substr(next, longest_reference).find(';');
    const auto character = end == text.npos ? std::nullopt : xml_reference(text.substr(next + 1, end - 1));
    require(character.has_value(), FG_E_CORRUPT, file, ": offset ", where + next, ": an entity that is not one of XML's own five");
    out += *character;
    at = next + end + 1;
  }
  return out;
}

}  // namespace draft
}  // namespace v1
}  // namespace fg

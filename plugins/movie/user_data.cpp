// SPDX-License-Identifier: Apache-2.0
#include "user_data.hpp"

#include "maker_notes.hpp"

#include <algorithm>

namespace movie {
namespace {

// The length of the character that begins here; 0: it is none.
size_t utf8_character(std::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  const size_t length = first < 0x80 ? 1 : first >= 0xC2 && first < 0xE0 ? 2 : first >= 0xE0 && first < 0xF0 ? 3 : first >= 0xF0 && first < 0xF5 ? 4 : 0;
  if (length == 0 || length > text.size()) return 0;
  for (size_t i = 1; i < length; ++i)
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) return 0;
  return length;
}

bool is_text(std::string_view text) {
  while (!text.empty()) {
    const auto length = utf8_character(text);
    const auto c = static_cast<unsigned char>(text[0]);
    if (length == 0 || (c < 0x20 && c != '\t' && c != '\n' && c != '\r')) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::string_view chars_of(const fg::ByteView& view) { return {reinterpret_cast<const char*>(view.bytes().data()), view.size()}; }

std::string_view without_end(std::string_view text) { return text.substr(0, text.find_last_not_of('\0') + 1); }

// A key for the record: '©mak' is "©mak" in UTF-8, what is no character becomes '_'.
std::string key_of(const std::string& type) {
  std::string out = "udta.";
  for (const char c : type) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte == 0xA9) out += "\xC2\xA9";
    else out += byte > 0x20 && byte < 0x7F ? c : '_';
  }
  return out;
}

}  // namespace

fg::Value text_or_bytes(std::string_view text) {
  const auto plain = without_end(text);
  if (!plain.empty() && is_text(plain)) return std::string(plain);
  return std::vector<uint8_t>(text.begin(), text.end());
}

NamedValues user_values(const std::string& type, const fg::ByteView& body) {
  if (type == "NCDT") return nikon_values(body);
  NamedValues out;
  const auto key = key_of(type);
  if (static_cast<unsigned char>(type[0]) == 0xA9) {
    uint64_t at = 0;
    while (body.has(at, 4) && body.has(at + 4, body.u16be(at)) && body.u16be(at) > 0) {
      const uint64_t size = body.u16be(at);
      out.push_back({key, text_or_bytes(chars_of(body.sub(at + 4, size)))});
      at += 4 + size;
    }
    if (!out.empty()) return out;
  }
  out.push_back({key, text_or_bytes(chars_of(body))});
  return out;
}

}  // namespace movie

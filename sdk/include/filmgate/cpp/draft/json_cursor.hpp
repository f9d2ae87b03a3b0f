// SPDX-License-Identifier: Apache-2.0
//
// Draft. Walks over a hostile JSON text (RFC 8259): strings, numbers and words, one after the other. What is no JSON is
// refused with its offset in the file. json_values.hpp makes values of it.
#pragma once
#include <filmgate/cpp/byte_view.hpp>
#include <filmgate/cpp/value.hpp>

#include <algorithm>
#include <charconv>

namespace fg {
inline namespace v1 {
namespace draft {

class JsonCursor {
 public:
  explicit JsonCursor(const ByteView& text)
      : view_(text), text_(reinterpret_cast<const char*>(text.bytes().data()), text.size()) {}

  bool at_end() { return skip_space(), at_ == text_.size(); }
  char peek() { // the next character that is no space
    if (at_end()) fail(FG_E_TRUNCATED, where(), "the JSON text ends within a value");
    return text_[at_];
  }
  bool take(char wanted) { return peek() == wanted && ++at_ > 0; }
  void expect(char wanted) {
    if (!take(wanted)) refuse("'", wanted, "' is wanted");
  }
  template <class... Parts>
  [[noreturn]] void refuse(const Parts&... why) const { fail(FG_E_CORRUPT, where(), why...); }

  std::string word() { // true, false, null
    peek();
    for (const std::string_view known : {"true", "false", "null"})
      if (text_.substr(at_, known.size()) == known) return at_ += known.size(), std::string(known);
    refuse("no JSON value");
  }
  Value number() { // its digits as text when it fits neither type
    peek();
    const size_t start = at_;
    take_one_of("-");
    digits();
    const bool point = take_one_of(".");
    if (point) digits();
    const bool power = take_one_of("eE");
    if (power) take_one_of("+-"), digits();
    const char *from = text_.data() + start, *to = text_.data() + at_;
    int64_t whole = 0;
    double real = 0;
    if (!point && !power && std::from_chars(from, to, whole).ec == std::errc{}) return whole;
    if ((point || power) && std::from_chars(from, to, real).ec == std::errc{}) return real;
    return std::string(from, to);
  }
  std::string string() { // UTF-8
    expect('"');
    std::string out;
    for (char c = next(); c != '"'; c = next()) {
      if (static_cast<unsigned char>(c) < 0x20) refuse("a control character within a string");
      if (c == '\\') escaped(out);
      else out += c;
    }
    return out;
  }

 private:
  // A text of its own, so it is asked for only when something is wrong.
  std::string where() const { return concat(view_.name(), ": offset ", view_.base() + at_, ": "); }
  void skip_space() { at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size()); }
  char next() {
    if (at_ == text_.size()) fail(FG_E_TRUNCATED, where(), "the JSON text ends within a string");
    return text_[at_++];
  }
  bool take_one_of(std::string_view any) {
    return at_ < text_.size() && any.find(text_[at_]) != std::string_view::npos && ++at_ > 0;
  }
  void digits() {
    if (!take_one_of("0123456789")) refuse("no JSON value");
    while (take_one_of("0123456789")) {}
  }
  uint32_t hex4() {
    uint32_t code = 0;
    for (int i = 0; i < 4; ++i) {
      const auto digit = std::string_view("0123456789abcdef0123456789ABCDEF").find(next());
      if (digit == std::string_view::npos) refuse("an escape without four digits");
      code = code << 4 | static_cast<uint32_t>(digit % 16);
    }
    return code;
  }
  void escaped(std::string& out) {
    const char c = next();
    if (c == 'u') return append(out, hex4());
    const auto known = std::string_view("\"\\/bfnrt").find(c);
    if (known == std::string_view::npos) refuse("an unknown escape");
    out += "\"\\/\b\f\n\r\t"[known];
  }
  void append(std::string& out, uint32_t code) {
    if (code >= 0xD800 && code < 0xDC00 && text_.substr(at_, 2) == "\\u") { // the first of a pair
      at_ += 2;
      const uint32_t low = hex4();
      code = low >= 0xDC00 && low < 0xE000 ? 0x10000 + ((code - 0xD800) << 10 | (low - 0xDC00)) : 0xFFFD;
    }
    if ((code >= 0xD800 && code < 0xE000) || code == 0) code = 0xFFFD; // no character, or one that would end the text
    const auto tail = [&](int shift) { out += static_cast<char>(0x80 | (code >> shift & 0x3F)); };
    if (code < 0x80) out += static_cast<char>(code);
    else if (code < 0x800) out += static_cast<char>(0xC0 | code >> 6), tail(0);
    else if (code < 0x10000) out += static_cast<char>(0xE0 | code >> 12), tail(6), tail(0);
    else out += static_cast<char>(0xF0 | code >> 18), tail(12), tail(6), tail(0);
  }

  ByteView view_;
  std::string_view text_;
  size_t at_ = 0;
};

}  // namespace draft
}  // namespace v1
}  // namespace fg

// SPDX-License-Identifier: Apache-2.0
//
// Takes a fuzzer's bytes apart, front to back, into the arguments of what is tested. Bytes that are not there are 0, so
// that every input means something and a small change of the input is a small change of the meaning.
#pragma once
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <string>
#include <string_view>
#include <type_traits>

namespace fuzz {

class FuzzInput {
 public:
  FuzzInput(const uint8_t* bytes, size_t size) : left_(reinterpret_cast<const char*>(bytes), size) {}

  template <class Number>
  Number number() {
    static_assert(std::is_arithmetic_v<Number> && !std::is_same_v<Number, bool>);
    Number out{};
    const auto raw = take(sizeof out);
    if (!raw.empty()) std::memcpy(&out, raw.data(), raw.size()); // an empty view may have no address
    return out;
  }
  // From first to last, both included.
  int64_t between(int64_t first, int64_t last) {
    const auto span = static_cast<uint64_t>(last) - static_cast<uint64_t>(first) + 1;
    const uint64_t at = span <= 256 ? number<uint8_t>() : number<uint32_t>();
    return first + static_cast<int64_t>(span == 0 ? at : at % span);
  }
  bool flip() { return (number<uint8_t>() & 1) != 0; }
  template <class List>
  const auto& one_of(const List& list) {
    return *(std::begin(list) + between(0, static_cast<int64_t>(std::size(list)) - 1));
  }
  // A length byte, then so many bytes; may hold NUL.
  std::string text(size_t most = 255) { return std::string(take(std::min<size_t>(number<uint8_t>(), most))); }
  // Up to and without the next newline, so that lines of a seed stay whole when others change.
  std::string line() {
    const auto end = left_.find('\n');
    std::string out(left_.substr(0, end));
    left_ = end == left_.npos ? std::string_view() : left_.substr(end + 1);
    return out;
  }
  std::string rest() { return std::string(take(left_.size())); }
  [[nodiscard]] bool done() const { return left_.empty(); }

 private:
  std::string_view take(size_t count) {
    const auto out = left_.substr(0, count);
    left_ = left_.substr(out.size());
    return out;
  }
  std::string_view left_;
};

}  // namespace fuzz

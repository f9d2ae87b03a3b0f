// SPDX-License-Identifier: Apache-2.0
//
// Boxes of a movie that is written anew, in memory: an index is a few megabytes at most.
#pragma once
#include <filmgate/cpp/draft/trim.hpp>

#include <concepts>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace movie {

class BoxWriter {
 public:
  template <std::unsigned_integral Unsigned>
  void put(Unsigned value) { // big-endian
    for (size_t i = sizeof value; i-- > 0;) bytes_.push_back(static_cast<uint8_t>(value >> (8 * i)));
  }
  void put(std::span<const uint8_t> bytes) { bytes_.insert(bytes_.end(), bytes.begin(), bytes.end()); }
  // The body is what `write` puts.
  template <class Write>
  void box(std::string_view type, Write write) {
    const size_t start = bytes_.size();
    put(uint32_t{0});
    for (const char c : type) bytes_.push_back(static_cast<uint8_t>(c));
    write();
    const size_t size = bytes_.size() - start;
    fg::require(size <= UINT32_MAX, FG_E_UNSUPPORTED, "the shorter movie's box '", type, "' has ", size, " bytes; cut less");
    fg::put_be(bytes_, start, static_cast<uint32_t>(size));
  }
  [[nodiscard]] const std::vector<uint8_t>& bytes() const { return bytes_; }

 private:
  std::vector<uint8_t> bytes_;
};

}  // namespace movie

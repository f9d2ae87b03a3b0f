// SPDX-License-Identifier: Apache-2.0
//
// Big-endian bytes one behind the other, and directories of tags made of them.
#pragma once
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

namespace r3d {

using Bytes = std::vector<uint8_t>;

inline void append(Bytes& out, uint64_t value, int bytes) {
  for (int i = bytes - 1; i >= 0; --i) out.push_back(static_cast<uint8_t>(value >> (8 * i)));
}
inline void append(Bytes& out, const std::string& text) { out.insert(out.end(), text.begin(), text.end()); }
inline void append(Bytes& out, const Bytes& bytes) { out.insert(out.end(), bytes.begin(), bytes.end()); }
inline void poke(Bytes& out, size_t at, uint64_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out.at(at + static_cast<size_t>(i)) = static_cast<uint8_t>(value >> (8 * (bytes - 1 - i)));
}
inline void pad(Bytes& out, size_t to) { out.resize((out.size() + to - 1) / to * to); }

class Tags { // a directory, its length first
 public:
  Tags& raw(uint16_t tag, const Bytes& value) {
    append(bytes_, value.size() + 4, 2), append(bytes_, tag, 2), append(bytes_, value);
    return *this;
  }
  Tags& text(uint16_t tag, const std::string& value) { return raw(tag, Bytes(value.begin(), value.end())); }
  Tags& f32(uint16_t tag, float value) {
    uint32_t bits;
    std::memcpy(&bits, &value, 4);
    return number(tag, bits, 4);
  }
  Tags& number(uint16_t tag, uint64_t value, int bytes) {
    Bytes out;
    append(out, value, bytes);
    return raw(tag, out);
  }
  Bytes bytes() const {
    Bytes out;
    append(out, bytes_.size(), 2), append(out, bytes_);
    return out;
  }

 private:
  Bytes bytes_;
};

}  // namespace r3d

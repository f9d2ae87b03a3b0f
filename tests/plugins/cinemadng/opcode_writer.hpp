// SPDX-License-Identifier: Apache-2.0
//
// Opcode lists as DNG chapter 7 describes them, always big-endian, for the tests.
#pragma once
#include "dng_writer.hpp"

#include <bit>

namespace dng {

class OpcodeData {
 public:
  OpcodeData& u16(uint32_t v) { return put_bytes(v, 2); }
  OpcodeData& u32(uint32_t v) { return put_bytes(v, 4); }
  OpcodeData& f32(float v) { return put_bytes(std::bit_cast<uint32_t>(v), 4); }
  OpcodeData& f64(double v) { return put_bytes(std::bit_cast<uint64_t>(v), 8); }
  OpcodeData& area(uint32_t top, uint32_t left, uint32_t bottom, uint32_t right, uint32_t row_pitch = 1, uint32_t column_pitch = 1, uint32_t plane = 0,
                   uint32_t planes = 1) {
    return u32(top).u32(left).u32(bottom).u32(right).u32(plane).u32(planes).u32(row_pitch).u32(column_pitch);
  }
  [[nodiscard]] const Bytes& bytes() const { return bytes_; }

 private:
  OpcodeData& put_bytes(uint64_t v, int count) {
    put(bytes_, v, count, Order::big);
    return *this;
  }
  Bytes bytes_;
};

class OpcodeList {
 public:
  OpcodeList& add(uint32_t id, const OpcodeData& data, uint32_t flags = 0, uint32_t version = 0x01030000) {
    ++count_;
    put(body_, id, 4, Order::big), put(body_, version, 4, Order::big), put(body_, flags, 4, Order::big), put(body_, data.bytes().size(), 4, Order::big);
    body_.insert(body_.end(), data.bytes().begin(), data.bytes().end());
    return *this;
  }
  [[nodiscard]] std::vector<int64_t> value() const { // for Directory::numbers(tag, 7, …)
    Bytes out;
    put(out, count_, 4, Order::big);
    out.insert(out.end(), body_.begin(), body_.end());
    return {out.begin(), out.end()};
  }

 private:
  uint32_t count_ = 0;
  Bytes body_;
};

}  // namespace dng

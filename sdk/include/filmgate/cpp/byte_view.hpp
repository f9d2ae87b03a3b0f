// SPDX-License-Identifier: Apache-2.0
//
// Bounds-checked reading of bytes from a file. Every read states an offset; one that leaves the view
// throws FG_E_TRUNCATED naming file, absolute offset and size. A parser never sees a raw pointer.
#pragma once
#include <filmgate/cpp/failure.hpp>

#include <bit>
#include <span>

namespace fg {
inline namespace v1 {

enum class Order { little, big };

class ByteView {
 public:
  ByteView() = default;
  // name: the file, for messages; it must outlive the view. base: offset of bytes[0] in that file.
  ByteView(std::span<const uint8_t> bytes, std::string_view name, uint64_t base = 0)
      : bytes_(bytes), name_(name), base_(base) {}

  uint64_t size() const { return bytes_.size(); }
  uint64_t base() const { return base_; }
  std::string_view name() const { return name_; }
  std::span<const uint8_t> bytes() const { return bytes_; }
  bool has(uint64_t offset, uint64_t count) const { return offset <= size() && count <= size() - offset; }

  std::span<const uint8_t> bytes(uint64_t offset, uint64_t count) const {
    require(has(offset, count), FG_E_TRUNCATED, name_, ": offset ", base_ + offset, ": need ", count,
            " bytes, the block has ", offset < size() ? size() - offset : 0);
    return bytes_.subspan(offset, count);
  }
  ByteView sub(uint64_t offset, uint64_t count) const { return {bytes(offset, count), name_, base_ + offset}; }
  ByteView from(uint64_t offset) const {
    require(offset <= size(), FG_E_TRUNCATED, name_, ": offset ", base_ + offset, " lies past the end");
    return sub(offset, size() - offset);
  }

  template <class T>
  T get(uint64_t offset, Order order) const {
    auto raw = bytes(offset, sizeof(T));
    uint64_t bits = 0;
    for (size_t i = 0; i < sizeof(T); ++i)
      bits |= uint64_t{raw[order == Order::little ? i : sizeof(T) - 1 - i]} << (8 * i);
    if constexpr (sizeof(T) == 1) return static_cast<T>(bits);
    else if constexpr (sizeof(T) == 2) return std::bit_cast<T>(static_cast<uint16_t>(bits));
    else if constexpr (sizeof(T) == 4) return std::bit_cast<T>(static_cast<uint32_t>(bits));
    else return std::bit_cast<T>(bits);
  }
  uint8_t u8(uint64_t offset) const { return get<uint8_t>(offset, Order::little); }
  uint16_t u16le(uint64_t offset) const { return get<uint16_t>(offset, Order::little); }
  uint16_t u16be(uint64_t offset) const { return get<uint16_t>(offset, Order::big); }
  uint32_t u32le(uint64_t offset) const { return get<uint32_t>(offset, Order::little); }
  uint32_t u32be(uint64_t offset) const { return get<uint32_t>(offset, Order::big); }
  int32_t i32le(uint64_t offset) const { return get<int32_t>(offset, Order::little); }
  int32_t i32be(uint64_t offset) const { return get<int32_t>(offset, Order::big); }
  uint64_t u64le(uint64_t offset) const { return get<uint64_t>(offset, Order::little); }
  uint64_t u64be(uint64_t offset) const { return get<uint64_t>(offset, Order::big); }
  int64_t i64le(uint64_t offset) const { return get<int64_t>(offset, Order::little); }
  int64_t i64be(uint64_t offset) const { return get<int64_t>(offset, Order::big); }
  float f32le(uint64_t offset) const { return get<float>(offset, Order::little); }
  float f32be(uint64_t offset) const { return get<float>(offset, Order::big); }
  double f64le(uint64_t offset) const { return get<double>(offset, Order::little); }

  // A fixed field of text: ends at the first NUL, trailing spaces dropped.
  std::string text(uint64_t offset, uint64_t count) const {
    auto raw = bytes(offset, count);
    std::string_view all(reinterpret_cast<const char*>(raw.data()), raw.size());
    all = all.substr(0, all.find('\0'));
    while (!all.empty() && all.back() == ' ') all.remove_suffix(1);
    return std::string(all);
  }
  bool starts_with(std::string_view magic, uint64_t offset = 0) const {
    return has(offset, magic.size()) && std::memcmp(bytes_.data() + offset, magic.data(), magic.size()) == 0;
  }

 private:
  std::span<const uint8_t> bytes_;
  std::string_view name_;
  uint64_t base_ = 0;
};

}  // namespace v1
}  // namespace fg

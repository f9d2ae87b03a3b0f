// SPDX-License-Identifier: Apache-2.0
//
// Images as the stranger's host makes them: no more aligned and no longer than asked for, poisoned, and fenced so that
// a byte written outside the window is noticed.
#pragma once
#include "plugins/stranger_samples.hpp"

#include <cstring>
#include <vector>

namespace stranger {

struct Room {  // what an image offers beyond its window
  uint32_t align = 1, tail = 0;
  uint64_t row_gap = 24;  // bytes between rows that belong to nobody
};

class Image {
 public:
  static constexpr uint8_t poison = 0xA5, fence = 0x5C;
  static constexpr uint64_t fence_bytes = 256;

  Image(const fg_image_desc& desc, fg_rect window, Room room = {}) : desc_(desc), window_(window), room_(room) {
    const bool planar = desc.planar != 0;
    const uint64_t samples = uint64_t(window.w) * (planar ? 1 : channels_of(desc));
    row_bytes_ = row_bytes_of(desc, samples);
    stride_ = (row_bytes_ + room.row_gap + room.align - 1) / room.align * room.align;
    planes_.resize(planar ? channels_of(desc) : 1);
    for (auto& plane : planes_) {
      const uint64_t size = 2 * fence_bytes + room.align + held_bytes();
      plane.store.assign(size, fence);
      const auto at = reinterpret_cast<uintptr_t>(plane.store.data()) + fence_bytes;
      plane.start = fence_bytes + ((at + room.align - 1) / room.align * room.align - at);
      for (int32_t y = 0; y < window.h; ++y) std::memset(row_at(plane, y), poison, row_bytes_);
    }
  }
  const fg_image_desc& desc() const { return desc_; }
  fg_rect window() const { return window_; }
  uint64_t row_bytes() const { return row_bytes_; }
  // Rows and columns are the raster's.
  uint8_t* row(int32_t y, uint32_t plane = 0) { return row_at(planes_.at(plane), y - window_.y); }
  const uint8_t* row(int32_t y, uint32_t plane = 0) const { return const_cast<Image*>(this)->row(y, plane); }
  float real(int32_t x, int32_t y, uint32_t plane = 0) const {
    if (desc_.sample == FG_SAMPLE_F16) return half_to_float(half(x, y, plane));
    float out;
    std::memcpy(&out, row(y, plane) + 4 * (x - window_.x), 4);
    return out;
  }
  uint16_t half(int32_t x, int32_t y, uint32_t plane = 0) const {
    uint16_t out;
    std::memcpy(&out, row(y, plane) + 2 * (x - window_.x), 2);
    return out;
  }
  void put_real(int32_t x, int32_t y, uint32_t plane, float value) {
    const uint16_t half = float_to_half(value);
    if (desc_.sample == FG_SAMPLE_F16)
      std::memcpy(row(y, plane) + 2 * (x - window_.x), &half, 2);
    else
      std::memcpy(row(y, plane) + 4 * (x - window_.x), &value, 4);
  }
  // Code values of a row of U8, U16 or packed samples; interleaved channels follow one another.
  std::vector<uint16_t> samples(int32_t y) const {
    std::vector<uint16_t> out(uint64_t(window_.w) * (desc_.planar ? 1 : channels_of(desc_)));
    const uint8_t* bytes = row(y);
    for (uint64_t i = 0; i < out.size(); ++i)
      out[i] = desc_.sample == FG_SAMPLE_U8    ? bytes[i]
               : desc_.sample == FG_SAMPLE_U16 ? static_cast<uint16_t>(bytes[2 * i] | bytes[2 * i + 1] << 8)
                                               : packed_sample(desc_, bytes, i);
    return out;
  }
  // True while nothing outside the window (and the tail that was offered) has been written.
  bool fences_stand() const {
    auto untouched = [](const uint8_t* from, const uint8_t* to) {
      return std::all_of(from, to, [](uint8_t b) { return b == fence; });
    };
    for (const auto& plane : planes_) {
      const uint8_t* begin = plane.store.data();
      if (!untouched(begin, begin + plane.start)) return false;
      for (int32_t y = 0; y + 1 < window_.h; ++y) {
        const uint8_t* gap = begin + plane.start + uint64_t(y) * stride_ + row_bytes_;
        if (!untouched(gap, gap + (stride_ - row_bytes_))) return false;
      }
      if (!untouched(begin + plane.start + held_bytes(), begin + plane.store.size())) return false;
    }
    return true;
  }
  fg_image c() const {
    fg_image out{};
    out.struct_size = sizeof out, out.plane_count = static_cast<uint32_t>(planes_.size());
    out.align = room_.align, out.tail_bytes = room_.tail, out.desc = &desc_, out.window = window_;
    for (size_t i = 0; i < planes_.size(); ++i)
      out.plane[i] = {const_cast<uint8_t*>(planes_[i].store.data()) + planes_[i].start, held_bytes(),
                      static_cast<int64_t>(stride_)};
    return out;
  }

 private:
  struct Plane {
    std::vector<uint8_t> store;
    uint64_t start = 0;
  };
  uint64_t held_bytes() const {
    return (uint64_t(window_.h) - (window_.h > 0)) * stride_ + (window_.h > 0 ? row_bytes_ : 0) + room_.tail;
  }
  uint8_t* row_at(Plane& plane, int32_t index) { return plane.store.data() + plane.start + uint64_t(index) * stride_; }
  fg_image_desc desc_;
  fg_rect window_;
  Room room_;
  uint64_t row_bytes_ = 0, stride_ = 0;
  std::vector<Plane> planes_;
};

}  // namespace stranger

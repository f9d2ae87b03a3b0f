// SPDX-License-Identifier: Apache-2.0
//
// Rows for a reader to fill, in memory of exactly their size: a sanitizer sees a write past it, a fence between the rows
// one that is inside, and two bands with different poison show what was left unwritten.
#pragma once
#include "plugins/stranger_samples.hpp"

#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace fuzz {

class PoisonedBand {
 public:
  static constexpr uint64_t gap = 16; // bytes between rows that belong to nobody
  static constexpr uint8_t fence = 0x5C;

  static uint64_t row_bytes(const fg_image_desc& desc) { // of one plane
    return stranger::row_bytes_of(desc, uint64_t{desc.width} * (desc.planar ? 1 : stranger::channels_of(desc)));
  }
  PoisonedBand(const fg_image_desc& desc, fg_rect window, uint32_t tail, uint8_t poison)
      : desc_(desc), window_(window), tail_(tail), row_(row_bytes(desc)) {
    desc_.encoding = nullptr; // it belongs to the reader
    const uint64_t size = held();
    for (uint32_t i = 0; i < (desc.planar ? stranger::channels_of(desc) : 1); ++i) {
      auto& plane = planes_.emplace_back(new uint8_t[size]);
      std::memset(plane.get(), fence, size);
      for (int32_t y = 0; y < window.h; ++y) std::memset(plane.get() + static_cast<uint64_t>(y) * stride(), poison, row_);
    }
  }
  [[nodiscard]] fg_image c() const {
    fg_image out{};
    out.struct_size = sizeof out, out.plane_count = static_cast<uint32_t>(planes_.size());
    out.align = 1, out.tail_bytes = tail_, out.desc = &desc_, out.window = window_;
    for (size_t i = 0; i < planes_.size() && i < 4; ++i) out.plane[i] = {planes_[i].get(), held(), static_cast<int64_t>(stride())};
    return out;
  }
  [[nodiscard]] bool fences_stand() const {
    for (const auto& plane : planes_)
      for (int32_t y = 0; y + 1 < window_.h; ++y) {
        const uint8_t* at = plane.get() + static_cast<uint64_t>(y) * stride() + row_;
        if (!std::all_of(at, at + gap, [](uint8_t b) { return b == fence; })) return false;
      }
    return true;
  }
  [[nodiscard]] bool same_pixels(const PoisonedBand& other) const {
    for (size_t i = 0; i < planes_.size(); ++i)
      for (int32_t y = 0; y < window_.h; ++y) {
        const auto at = static_cast<uint64_t>(y) * stride();
        if (std::memcmp(planes_[i].get() + at, other.planes_[i].get() + at, row_) != 0) return false;
      }
    return true;
  }
  [[nodiscard]] bool same_pixels_as_part_of(const PoisonedBand& whole, int32_t first_row) const {
    for (size_t i = 0; i < planes_.size(); ++i)
      for (int32_t y = 0; y < window_.h; ++y)
        if (std::memcmp(planes_[i].get() + static_cast<uint64_t>(y) * stride(), whole.planes_[i].get() + static_cast<uint64_t>(first_row + y) * stride(), row_) != 0)
          return false;
    return true;
  }
  void fill_from(std::string_view bytes) { // the bytes again and again, the same in each raster row whatever the window
    for (size_t i = 0; i < planes_.size() && !bytes.empty(); ++i)
      for (int32_t y = 0; y < window_.h; ++y) {
        uint8_t* const row = planes_[i].get() + static_cast<uint64_t>(y) * stride();
        size_t from = (static_cast<uint64_t>(window_.y + y) * 131 + i * 7) % bytes.size();
        for (uint64_t x = 0; x < row_; from = 0) {
          const size_t count = std::min<uint64_t>(bytes.size() - from, row_ - x);
          std::memcpy(row + x, bytes.data() + from, count);
          x += count;
        }
      }
  }

 private:
  [[nodiscard]] uint64_t stride() const { return row_ + gap; }
  [[nodiscard]] uint64_t held() const { return static_cast<uint64_t>(window_.h - 1) * stride() + row_ + tail_; }
  fg_image_desc desc_;
  fg_rect window_;
  uint32_t tail_;
  uint64_t row_;
  std::vector<std::unique_ptr<uint8_t[]>> planes_;
};

}  // namespace fuzz

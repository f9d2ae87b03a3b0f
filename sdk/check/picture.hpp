// SPDX-License-Identifier: Apache-2.0
//
// An image as a check gives it to a plugin: no more aligned and no longer than was asked for, poisoned, with gaps between
// its rows that belong to nobody, and against a guard page.
#pragma once
#include "guarded_memory.hpp"

#include <filmgate/image.h>

#include <string>
#include <vector>

namespace check {

struct Room { // what an image offers beyond its pixels
  uint32_t base_align = 1, row_align = 1, tail_bytes = 0;
  uint32_t row_gap = 32;
};

uint32_t channels_of(const fg_image_desc& desc);
uint64_t row_bytes_of(const fg_image_desc& desc, int32_t width); // of one plane
// Throws a Finding when the description is not one that a host can use; says where it came from. Of a clip that is inspected
// and not decoded the mosaic may be unknown.
void check_desc(const fg_image_desc* desc, const std::string& where, bool decoded = true);
std::string text_of(const fg_image_desc& desc); // every member, to be compared

class Picture {
 public:
  Picture(const fg_image_desc& desc, fg_rect window, Room room, Edge edge, uint8_t poison, const char* what = "the image");
  const fg_image_desc& desc() const { return desc_; }
  fg_rect window() const { return window_; }
  uint64_t row_bytes() const { return row_bytes_; }
  uint32_t planes() const { return static_cast<uint32_t>(planes_.size()); }
  uint8_t* row(int32_t y, uint32_t plane = 0) const; // of the raster
  fg_image c() const;
  // The pixels without gaps; of a last byte or word that is not full only what is full, for nobody defines the rest.
  std::string pixels() const { return rows(window_.y, window_.h); }
  std::string rows(int32_t first, int32_t count) const;
  void check_gaps(const std::string& step) const; // throws a Finding when something was written outside the window
  void copy_rows(const Picture& from);            // those of this window, which `from` holds
  void fill_noise(uint64_t seed);                 // samples that mean something: codes, or light from 0 to 2

 private:
  uint64_t full_bytes() const;
  fg_image_desc desc_;
  std::string encoding_;
  fg_rect window_;
  Room room_;
  bool watched_;
  uint64_t row_bytes_ = 0, stride_ = 0;
  std::vector<GuardedMemory> planes_;
};

}  // namespace check

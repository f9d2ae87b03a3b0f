// SPDX-License-Identifier: Apache-2.0
//
// The header of one .ari or .arx file, read once and checked: after read() every size in it can be trusted to be sane,
// not to be true; reach() says what the pixels need of the file.
#pragma once
#include "coded_values.hpp"
#include "layout.hpp"

namespace arriraw {

struct Area {
  uint32_t left, top, width, height;
};

class Header {
 public:
  static Header read(const fg::File& file);

  fg::ByteView view() const { return bytes_.view(); }
  const std::string& file() const { return file_; }
  uint32_t width() const { return width_; }
  uint32_t height() const { return height_; }
  uint64_t pixel_offset() const { return pixel_offset_; }
  uint64_t row_bytes() const { return uint64_t{width_} * 12 / 8; }  // rows are contiguous in the file
  uint64_t reach() const { return pixel_offset_ + row_bytes() * height_; }
  uint64_t file_size() const { return file_size_; }
  const std::string& family() const { return family_; }

  // Why the pixels can not be read, naming the coding; empty: they can.
  std::string undecodable() const;
  bool is_hde() const { return is_hde_; }
  // The header names an area inside the raster there.
  bool has_area(uint64_t offset) const;
  Area area(uint64_t offset) const;
  std::string colour_order() const;  // empty when the header names no Bayer mosaic
  fg_rational project_rate() const { return rate_of_thousandths(view().u32le(at::project_rate)); }
  fg_timecode timecode() const { return timecode_at(view(), at::master_timecode, project_rate()); }
  void put_all(const fg::Record& out) const;

 private:
  Header(fg::Bytes bytes, std::string file, uint64_t file_size);

  fg::Bytes bytes_;
  std::string file_, family_;
  uint64_t file_size_, pixel_offset_ = 0, data_size_ = 0;  // data size 0: not stated
  uint32_t width_ = 0, height_ = 0;
  bool is_hde_ = false;
};

bool has_magic(const fg::ByteView& head);  // and the byte order that the format is always written in
bool is_bayer(std::string_view colours);

}  // namespace arriraw

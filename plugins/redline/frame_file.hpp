// SPDX-License-Identifier: Apache-2.0
//
// A frame that the tool wrote: an OpenEXR file of half floats, uncompressed, little-endian.
//   0 u32 20000630 · 4 u8 version 2, u24 flags (0x04: long names; tiles, depths and parts have others)
//   8 attributes: name NUL, type NUL, i32 bytes, value; a NUL ends them
//     channels   of each, by name: name NUL, i32 kind (1 half, 0 u32, 2 float), u8, u8[3], i32 x and y sampling; a NUL ends them
//     compression u8 0 none · dataWindow i32[4] first and last column and row, both included: x, y, x, y
//   then u64 offset of each row's chunk: i32 row, i32 bytes, of each channel the row's samples
// Source: the OpenEXR project, "OpenEXR File Layout". It is as hostile as any file.
#pragma once
#include <filmgate/cpp/host.hpp>

#include <array>

namespace redline {

class FrameFile {
 public:
  // FG_E_VENDOR_SDK when it is no such file, not whole, or not of this size.
  FrameFile(fg::File file, uint32_t width, uint32_t height);
  // A row of one channel: 0 R, 1 G, 2 B. out: two bytes for each column.
  void read_row(uint32_t y, uint32_t channel, std::span<uint8_t> out) const;

 private:
  void read_channels(const fg::ByteView& list);
  fg::File file_;
  fg::Bytes offsets_;
  uint32_t width_, height_;
  int32_t first_row_ = 0;
  uint64_t row_bytes_ = 0;              // of all channels
  std::array<uint64_t, 3> channel_at_{}; // within a row's samples
};

}  // namespace redline

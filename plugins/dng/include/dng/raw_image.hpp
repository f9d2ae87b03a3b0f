// SPDX-License-Identifier: Apache-2.0
//
// Where the raw picture lies in a DNG and what its samples are: the directory with NewSubfileType 0 and the mosaic (or
// LinearRaw), its strips or tiles, its crops. Uncompressed rows start on a byte; below 16 bits they are packed with the
// first sample in the high bits, whatever the file's byte order. A lossless JPEG holds one strip or tile. Source: TIFF 6.0, DNG 1.7 chapters 2-4.
#pragma once
#include "dng/tiff_file.hpp"

#include <filmgate/cpp/image.hpp>

namespace dng {

// Does it hold a raw picture in full size?
[[nodiscard]] bool is_raw(const fg::draft::Tiff& tiff, const Directory& directory);

// Tags of the raw directory, then of IFD0, where DNG keeps what holds for the camera.
class DngTags {
 public:
  explicit DngTags(const TiffFile& tiff); // FG_E_NOT_THIS_FORMAT without DNGVersion, FG_E_UNSUPPORTED without a raw picture
  [[nodiscard]] const TiffFile& tiff() const { return tiff_; }
  [[nodiscard]] const Directory& raw() const { return *raw_; }
  [[nodiscard]] const std::string& uri() const { return tiff_.file().uri(); }
  [[nodiscard]] const Entry* find(uint16_t tag) const;
  [[nodiscard]] std::vector<double> numbers(uint16_t tag) const;    // empty when absent
  [[nodiscard]] std::vector<uint64_t> integers(uint16_t tag) const; // empty when absent
  [[nodiscard]] uint64_t integer(uint16_t tag, uint64_t otherwise) const;
  [[nodiscard]] std::string text(uint16_t tag) const;

 private:
  const TiffFile& tiff_;
  const Directory* raw_ = nullptr;
};

struct RawImage {
  fg::ImageDesc desc;
  uint64_t compression = 1, file_bits = 0, channels = 1;
  fg::Order order = fg::Order::little;
  std::string refusal; // why its pixels can not be decoded; empty: they can

  // Pieces are strips (as wide as the raster) or tiles, row by row. Only filled when refusal is empty.
  uint64_t piece_width = 0, piece_height = 0, across = 1;
  uint64_t piece_row_bytes = 0;
  std::vector<uint64_t> offsets, sizes; // sizes: only what the file states
  bool bits_behind_16 = false; // its lossless JPEGs are as DNG before 1.1 had them, see fg::draft::HuffmanTable
  bool own_codec = false;      // the dialect decodes it
  bool unpack = false; // rows are unpacked to U16 because the file's bytes can not be rows as they are
};

class Dialect;
[[nodiscard]] RawImage describe_raw_image(const DngTags& tags, const Dialect& dialect);
// The first byte past all pixels, to compare with the file's size; 0 when they are refused.
[[nodiscard]] uint64_t end_of_pixels(const RawImage& raw);

}  // namespace dng

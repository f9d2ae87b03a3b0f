// SPDX-License-Identifier: Apache-2.0
//
// Rows of a raw picture from strips or tiles in lossless JPEG. The JPEG's samples, read line by line, are the piece's samples
// row by row, whatever shape the JPEG has: two components of half the width, one of twice the width and half the height, …
#pragma once
#include <filmgate/cpp/draft/lossless_jpeg.hpp>
#include "dng/dialect.hpp"

#include <map>
#include <memory>

namespace dng {

// One piece, read forwards. It keeps the rows it gave last, and begins again when earlier ones are wanted.
class JpegPiece {
 public:
  JpegPiece(fg::draft::CodedPiece coded, const RawImage& raw, uint64_t rows); // rows: of the raster, that the piece must give
  // Samples of `count` rows of the piece from `first` on, valid until the next call.
  std::span<const uint16_t> rows(uint64_t first, uint64_t count, const fg::Host& host, const fg_job* job);

 private:
  void check_shape(const RawImage& raw, uint64_t rows) const;
  void read_line();

  fg::draft::CodedPiece coded_;
  uint64_t row_samples_, highest_code_;
  bool bits_behind_16_;
  std::unique_ptr<fg::draft::LosslessJpeg> jpeg_;
  std::vector<uint16_t> held_; // samples of the piece from held_from_ to read_
  uint64_t held_from_ = 0, read_ = 0;
};

class JpegRows : public CodedRows {
 public:
  JpegRows(const fg::File& file, const RawImage& raw) : file_(file), raw_(raw) {}
  // Holds no more than the pieces that the window touches.
  void read(const fg::Host& host, const fg_job* job, const fg_image& out) override;

 private:
  JpegPiece& piece(uint64_t index);
  const fg::File& file_;
  const RawImage& raw_;
  std::map<uint64_t, JpegPiece> pieces_;
};

}  // namespace dng

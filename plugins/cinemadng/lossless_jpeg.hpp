// SPDX-License-Identifier: Apache-2.0
//
// Lossless JPEG (ITU-T T.81 annex H, Huffman-coded, "LJ92") line by line: differences from a prediction. What picture the
// lines make is not its business.
#pragma once
#include "coded_bytes.hpp"
#include "jpeg_header.hpp"

namespace cinemadng {

// Reads no more of the piece than its header needs.
[[nodiscard]] JpegHeader read_jpeg_header(const CodedPiece& piece, bool bits_behind_16);

class LosslessJpeg {
 public:
  explicit LosslessJpeg(CodedPiece piece, bool bits_behind_16 = false);
  LosslessJpeg(const LosslessJpeg&) = delete;

  [[nodiscard]] const JpegHeader& header() const { return header_; }
  // The next line: width * components samples, components interleaved. FG_E_TRUNCATED, FG_E_CORRUPT name file and offset.
  void next_line(uint16_t* out);

 private:
  void next_unit_lines();
  void restart();
  void read_differences();
  void predict(uint16_t* line, const uint16_t* above) const; // above nullptr: the first line of an interval
  [[noreturn]] void fail(fg_status status, const char* why) const;
  template <size_t Count>
  void read_plain_differences();

  CodedPiece piece_;
  JpegHeader header_;
  CodedBytes bytes_;
  uint64_t padded_samples_;        // of a line, whole units
  std::vector<uint16_t> lines_;    // `down` lines of the present row of units, then the last one of the row before
  uint64_t unit_row_ = 0;          // the next one
  uint32_t ready_ = 0;             // lines of the present row of units not yet given
  uint64_t line_ = 0;              // the next one to give
  int used_bits_ = 0;              // of the byte at bytes_.at()
};

}  // namespace cinemadng

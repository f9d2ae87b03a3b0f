// SPDX-License-Identifier: Apache-2.0
//
// Draft. Lossless JPEG (ITU-T T.81 annex H, Huffman-coded, "LJ92") line by line: differences from a prediction. What picture the
// lines make is not its business.
//
// Two passes a line: first the differences, in a loop that holds its bits in a register, then the prediction. Each line's
// longest possible coding is in memory before it is read, so the loop needs no checks; what it read of the zeros behind a
// segment's end is found afterwards.
#pragma once
#include <filmgate/cpp/draft/coded_bytes.hpp>
#include <filmgate/cpp/draft/jpeg_header.hpp>

#include <algorithm>

namespace fg {
inline namespace v1 {
namespace draft {

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

namespace ljpeg {

constexpr uint64_t usual_head = 4 << 10, longest_head = 256 << 10;
constexpr uint64_t most_bytes_a_sample = 4; // a code of 16 bits and a difference of 16
constexpr uint64_t slack = 16;              // what the bit buffer may look ahead

inline JpegHeader header_within(const CodedPiece& piece, uint64_t size, bool bits_behind_16) {
  std::vector<uint8_t> head(std::min(piece.size, size));
  piece.read(0, head);
  return read_jpeg_header({head, piece.name, piece.base}, bits_behind_16);
}

}  // namespace ljpeg

inline JpegHeader read_jpeg_header(const CodedPiece& piece, bool bits_behind_16) {
  try {
    return ljpeg::header_within(piece, ljpeg::usual_head, bits_behind_16);
  } catch (const fg::Failure& failure) {
    if (failure.status() != FG_E_TRUNCATED || piece.size <= ljpeg::usual_head) throw;
    return ljpeg::header_within(piece, ljpeg::longest_head, bits_behind_16);
  }
}

inline LosslessJpeg::LosslessJpeg(CodedPiece piece, bool bits_behind_16)
    : piece_(std::move(piece)), header_(read_jpeg_header(piece_, bits_behind_16)), bytes_(piece_, header_.entropy_offset) {
  if (header_.frame_type != 3)
    fg::fail(FG_E_UNSUPPORTED, piece_.name, ": offset ", piece_.base, ": ", name_of_frame_type(header_.frame_type), " is not decoded");
  const uint64_t units = (header_.width + header_.across - 1) / header_.across;
  padded_samples_ = units * header_.across * header_.components;
  lines_.resize(padded_samples_ * (header_.down + 1));
}

inline void LosslessJpeg::fail(fg_status status, const char* why) const {
  fg::fail(status, piece_.name, ": offset ", bytes_.file_offset(), ": lossless JPEG that begins at ", piece_.base, ", line ", line_, ": ", why);
}

inline void LosslessJpeg::next_line(uint16_t* out) {
  if (line_ == header_.lines) fail(FG_E_CORRUPT, "there are no more lines");
  if (ready_ == 0) next_unit_lines();
  const auto* line = lines_.data() + (header_.down - ready_) * padded_samples_;
  const uint64_t samples = header_.row_samples();
  if (header_.point_transform == 0) std::copy_n(line, samples, out);
  else for (uint64_t i = 0; i < samples; ++i) out[i] = static_cast<uint16_t>(line[i] << header_.point_transform);
  --ready_, ++line_;
}

inline void LosslessJpeg::next_unit_lines() {
  const uint64_t last = (header_.down - 1) * padded_samples_, before = header_.down * padded_samples_;
  std::copy_n(lines_.begin() + static_cast<ptrdiff_t>(last), padded_samples_, lines_.begin() + static_cast<ptrdiff_t>(before));
  const bool first_of_interval = unit_row_ == 0 || (header_.restart_lines != 0 && unit_row_ % header_.restart_lines == 0);
  if (first_of_interval && unit_row_ != 0) restart();
  bytes_.need(padded_samples_ * header_.down * ljpeg::most_bytes_a_sample + ljpeg::slack);
  read_differences();
  for (uint64_t i = 0; i < header_.down; ++i) {
    auto* line = lines_.data() + i * padded_samples_;
    predict(line, i > 0 ? line - padded_samples_ : first_of_interval ? nullptr : lines_.data() + before);
  }
  ++unit_row_, ready_ = header_.down;
}

inline void LosslessJpeg::restart() {
  bytes_.need(ljpeg::slack);
  const auto expected = static_cast<uint8_t>(0xD0 + (unit_row_ / header_.restart_lines - 1) % 8);
  if (bytes_.left() > (used_bits_ > 0 ? 1u : 0u)) fail(FG_E_CORRUPT, "a restart marker is missing");
  if (bytes_.marker() != expected) fail(bytes_.marker() == 0 ? FG_E_TRUNCATED : FG_E_CORRUPT, "the next restart marker is missing");
  bytes_.next_segment();
  used_bits_ = 0;
}

}  // namespace draft
}  // namespace v1
}  // namespace fg

#include <filmgate/cpp/draft/lossless_jpeg_lines.hpp> // differences and predictions

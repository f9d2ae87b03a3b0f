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

class Bits { // the next ones on top of `window`
 public:
  Bits(const uint8_t* at, int used) : at_(at) {
    refill();
    skip(used);
  }
  void refill() { // to at least 56
    uint64_t more;
    std::memcpy(&more, at_, sizeof more);
    window_ |= __builtin_bswap64(more) >> have_;
    at_ += (63 - have_) >> 3;
    have_ |= 56;
  }
  void skip(int count) { window_ <<= count, have_ -= count; }
  [[nodiscard]] uint64_t window() const { return window_; }
  // The byte that the next bit is in, and how many of its bits are used.
  [[nodiscard]] const uint8_t* byte() const { return at_ - (have_ + 7) / 8; }
  [[nodiscard]] int used() const { return (8 - have_ % 8) % 8; }

 private:
  const uint8_t* at_;
  uint64_t window_ = 0;
  int have_ = 0;
};

// False when no code begins so. Two may follow a refill: a look-up and the difference behind it take 25 bits at most.
inline bool read_symbol(Bits& bits, const HuffmanTable& table, uint16_t& out) {
  const auto entry = table.fast(bits.window());
  if (entry.bits != 0) [[likely]] {
    out = static_cast<uint16_t>(HuffmanTable::difference(entry, bits.window()));
    bits.skip(entry.bits);
    return true;
  }
  bits.refill();
  const auto symbol = table.slow(bits.window());
  bits.skip(symbol.bits);
  bits.refill();
  out = static_cast<uint16_t>(symbol.difference);
  return symbol.bits != 0;
}

// Left neighbours only: a running sum a component.
template <size_t Count>
inline void add_up(uint16_t* line, size_t samples) {
  std::array<uint32_t, Count> sum{}; // in registers: through memory each step would wait for the one before
  for (size_t i = 0; i + Count <= samples; i += Count)
    for (size_t c = 0; c < Count; ++c) line[i + c] = static_cast<uint16_t>(sum[c] += line[i + c]);
}

inline void add_left(uint16_t* line, size_t samples, size_t count) {
  switch (count) {
    case 1: return add_up<1>(line, samples);
    case 2: return add_up<2>(line, samples);
    case 3: return add_up<3>(line, samples);
    default: return add_up<4>(line, samples);
  }
}

template <class Predictor>
inline void add_predicted(uint16_t* line, const uint16_t* above, size_t samples, size_t count, Predictor predict) {
  for (size_t i = count; i < samples; ++i)
    line[i] = static_cast<uint16_t>(line[i] + predict(int{line[i - count]}, int{above[i]}, int{above[i - count]}));
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

template <size_t Count>
inline void LosslessJpeg::read_plain_differences() {
  std::array<const HuffmanTable*, Count> tables;
  for (size_t i = 0; i < Count; ++i) tables[i] = &header_.table(i);
  ljpeg::Bits bits(bytes_.at(), used_bits_);
  auto* out = lines_.data();
  auto* const end = out + padded_samples_;
  bool sound = true;
  constexpr size_t together = Count % 2 == 0 ? Count : 2 * Count;
  for (; out + together <= end; out += together)
    for (size_t i = 0; i < together; i += 2) {
      bits.refill();
      sound &= ljpeg::read_symbol(bits, *tables[i % Count], out[i]);
      sound &= ljpeg::read_symbol(bits, *tables[(i + 1) % Count], out[i + 1]);
    }
  for (size_t i = 0; out < end; ++out, ++i) {
    bits.refill();
    sound &= ljpeg::read_symbol(bits, *tables[i % Count], *out);
  }
  if (!sound) fail(FG_E_CORRUPT, "a code that the Huffman table has not");
  bytes_.advance(static_cast<uint64_t>(bits.byte() - bytes_.at()));
  used_bits_ = bits.used();
}

inline void LosslessJpeg::read_differences() {
  const size_t count = header_.components;
  if (header_.across == 1 && header_.down == 1) {
    switch (count) {
      case 1: read_plain_differences<1>(); break;
      case 2: read_plain_differences<2>(); break;
      case 3: read_plain_differences<3>(); break;
      default: read_plain_differences<4>(); break;
    }
  } else { // units of across x down samples of one component after the other
    ljpeg::Bits bits(bytes_.at(), used_bits_);
    bool sound = true;
    for (uint64_t left = 0; left < padded_samples_; left += header_.across * count)
      for (size_t c = 0; c < count; ++c)
        for (uint64_t y = 0; y < header_.down; ++y)
          for (uint64_t x = 0; x < header_.across; ++x) {
            bits.refill();
            sound &= ljpeg::read_symbol(bits, header_.table(c), lines_[y * padded_samples_ + left + x * count + c]);
          }
    if (!sound) fail(FG_E_CORRUPT, "a code that the Huffman table has not");
    bytes_.advance(static_cast<uint64_t>(bits.byte() - bytes_.at()));
    used_bits_ = bits.used();
  }
  // The position may lie among the zeros behind the end only when it is exactly the end.
  if (bytes_.past_end(used_bits_)) fail(FG_E_TRUNCATED, bytes_.marker() == 0 ? "the data end early" : "a marker cuts the data short");
}

inline void LosslessJpeg::predict(uint16_t* line, const uint16_t* above) const {
  const size_t count = header_.components, samples = padded_samples_;
  const auto start = static_cast<uint16_t>(1u << (header_.precision - header_.point_transform - 1));
  for (size_t c = 0; c < count; ++c) line[c] = static_cast<uint16_t>(line[c] + (above ? above[c] : start));
  if (!above) return ljpeg::add_left(line, samples, count);
  switch (header_.predictor) { // a left, b above, c above left
    case 1: return ljpeg::add_left(line, samples, count);
    case 2: return ljpeg::add_predicted(line, above, samples, count, [](int, int b, int) { return b; });
    case 3: return ljpeg::add_predicted(line, above, samples, count, [](int, int, int c) { return c; });
    case 4: return ljpeg::add_predicted(line, above, samples, count, [](int a, int b, int c) { return a + b - c; });
    case 5: return ljpeg::add_predicted(line, above, samples, count, [](int a, int b, int c) { return a + ((b - c) >> 1); });
    case 6: return ljpeg::add_predicted(line, above, samples, count, [](int a, int b, int c) { return b + ((a - c) >> 1); });
    default: return ljpeg::add_predicted(line, above, samples, count, [](int a, int b, int) { return (a + b) >> 1; });
  }
}

}  // namespace draft
}  // namespace v1
}  // namespace fg

// SPDX-License-Identifier: Apache-2.0
//
// Draft. The two passes over a row of units of a lossless JPEG: differences, then what was predicted. Comes with
// lossless_jpeg.hpp.
#pragma once
#include <filmgate/cpp/draft/jpeg_bits.hpp>
#include <filmgate/cpp/draft/lossless_jpeg.hpp>

namespace fg {
inline namespace v1 {
namespace draft {
namespace ljpeg {

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

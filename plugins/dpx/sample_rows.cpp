// SPDX-License-Identifier: Apache-2.0
#include "sample_rows.hpp"

#include <algorithm>

namespace dpx {
namespace {

constexpr uint64_t chunk_bytes = 1 << 20; // read at once, and at least a row

uint32_t word32(const uint8_t* at, fg::Order order) {
  return order == fg::Order::big ? uint32_t{at[0]} << 24 | uint32_t{at[1]} << 16 | uint32_t{at[2]} << 8 | at[3]
                                 : uint32_t{at[3]} << 24 | uint32_t{at[2]} << 16 | uint32_t{at[1]} << 8 | at[0];
}
uint16_t word16(const uint8_t* at, fg::Order order) {
  return static_cast<uint16_t>(order == fg::Order::big ? at[0] << 8 | at[1] : at[1] << 8 | at[0]);
}

uint32_t filled10(const uint8_t* bytes, uint64_t i, fg::Order order, uint32_t empty_bits) {
  return word32(bytes + i / 3 * 4, order) >> (20 - 10 * (i % 3) + empty_bits) & 1023u;
}
uint32_t packed(const uint8_t* bytes, uint64_t i, fg::Order order, uint32_t bits) {
  const uint64_t bit = i * bits, word = bit / 32, shift = bit % 32;
  uint64_t held = word32(bytes + word * 4, order);
  if (shift + bits > 32) held |= uint64_t{word32(bytes + word * 4 + 4, order)} << 32;
  return static_cast<uint32_t>(held >> shift) & ((1u << bits) - 1u);
}

// take(i): the row's i-th sample.
template <class Sample, class Take>
void put_row(const SampleRows& rows, std::span<uint8_t> out, const Take& take) {
  const uint32_t shown = rows.channels == 1 ? 3 : rows.channels, turned = rows.alpha_first ? 3 : 0;
  uint8_t* to = out.data();
  for (uint64_t x = 0; x < rows.width; ++x)
    for (uint32_t c = 0; c < shown; ++c, to += sizeof(Sample)) {
      const auto sample = static_cast<Sample>(take(rows.channels == 1 ? x : x * shown + (turned ? turned - c : c)));
      std::memcpy(to, &sample, sizeof sample);
    }
}

void put_recorded_row(const uint8_t* bytes, const SampleRows& rows, std::span<uint8_t> out) {
  const auto order = rows.order;
  const uint32_t empty10 = rows.packing == Packing::filled_a ? 2 : 0, empty12 = rows.packing == Packing::filled_a ? 4 : 0, bits = rows.bits;
  if (bits == 8) put_row<uint8_t>(rows, out, [=](uint64_t i) { return bytes[i]; });
  else if (bits == 16) put_row<uint16_t>(rows, out, [=](uint64_t i) { return word16(bytes + 2 * i, order); });
  else if (bits == 32) put_row<uint32_t>(rows, out, [=](uint64_t i) { return word32(bytes + 4 * i, order); }); // the float's bits
  else if (rows.packing == Packing::packed) put_row<uint16_t>(rows, out, [=](uint64_t i) { return packed(bytes, i, order, bits); });
  else if (bits == 10) put_row<uint16_t>(rows, out, [=](uint64_t i) { return filled10(bytes, i, order, empty10); });
  else put_row<uint16_t>(rows, out, [=](uint64_t i) { return word16(bytes + 2 * i, order) >> empty12 & 4095u; });
}

}  // namespace

uint64_t row_bytes_of(uint32_t width, uint32_t channels, uint32_t bits, Packing packing) {
  const uint64_t samples = uint64_t{width} * channels;
  switch (bits) {
    case 8: return samples;
    case 16: return samples * 2;
    case 32: return samples * 4;
    case 10: return packing == Packing::packed ? (samples * 10 + 31) / 32 * 4 : (samples + 2) / 3 * 4;
    case 12: return packing == Packing::packed ? (samples * 12 + 31) / 32 * 4 : samples * 2;
    default: return 0;
  }
}

void read_sample_rows(const fg::File& file, const SampleRows& rows, const fg_image& out, std::vector<uint8_t>& scratch) {
  const auto first = static_cast<uint64_t>(out.window.y), count = static_cast<uint64_t>(out.window.h);
  const uint64_t sample_bytes = rows.bits == 8 ? 1 : rows.bits == 32 ? 4 : 2;
  const uint64_t row_out = uint64_t{rows.width} * (rows.channels == 1 ? 3 : rows.channels) * sample_bytes;
  const uint64_t at_once = std::max<uint64_t>(1, chunk_bytes / rows.row_distance);
  for (uint64_t done = 0; done < count; done += at_once) {
    const uint64_t now = std::min(at_once, count - done);
    const uint64_t bytes = (now - 1) * rows.row_distance + rows.row_bytes, offset = rows.offset + (first + done) * rows.row_distance;
    fg::require(offset <= file.size() && bytes <= file.size() - offset, FG_E_TRUNCATED, file.uri(), ": offset ", offset, ": need ", bytes,
                " bytes of image, the file has ", file.size(), "; copy it again");
    scratch.resize(bytes);
    file.read_into(offset, scratch);
    for (uint64_t i = 0; i < now; ++i) {
      const auto to = fg::row_bytes(out, out.window.y + static_cast<int32_t>(done + i), row_out);
      put_recorded_row(scratch.data() + i * rows.row_distance, rows, to);
    }
  }
}

}  // namespace dpx

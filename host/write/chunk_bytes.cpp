// SPDX-License-Identifier: Apache-2.0
#include "chunk_bytes.hpp"

#include "kept_bytes.hpp"

#include <algorithm>
#include <array>
#include <isa-l/igzip_lib.h>

namespace filmgate {
namespace {

constexpr uint32_t level = 1; // ten times zlib's speed for five per cent more bytes

// Both loops are plain so that the compiler vectorises them for the machine it finds at run time. What finds it out runs
// before the thread sanitizer does, and must not be looked at by it.
#if defined(__SANITIZE_THREAD__)
#define FILMGATE_FOR_EACH_MACHINE
#else
#define FILMGATE_FOR_EACH_MACHINE __attribute__((target_clones("avx2", "default")))
#endif
FILMGATE_FOR_EACH_MACHINE void split(const uint8_t* in, uint8_t* even, uint8_t* odd, size_t pairs) {
  for (size_t i = 0; i < pairs; ++i) {
    even[i] = in[2 * i];
    odd[i] = in[2 * i + 1];
  }
}
FILMGATE_FOR_EACH_MACHINE void delta(const uint8_t* in, uint8_t* out, size_t count) {
  for (size_t i = 1; i < count; ++i) out[i] = static_cast<uint8_t>(in[i] - in[i - 1] + 128);
}

// ISA-L's fast levels put the third byte of a stream that has no history into a hash slot made from the stream's address
// (igzip_icf_body_h1_gr_bt.asm, .write_first_byte: tmp2 is read before it is set; 2.30 to 2.32), so the bytes it gives would
// vary with address randomisation. A stream with a dictionary never gets there: the first bytes are written as a stored
// block and are the dictionary of the rest.
constexpr size_t lead = 8;
constexpr std::array<uint8_t, 2> zlib_header{0x78, 0x01};
constexpr std::array<uint8_t, 5> stored_lead{0x00, lead, 0x00, 0xff - lead, 0xff}; // RFC 1951 3.2.4, not the last block
constexpr size_t sum_bytes = 4;
constexpr size_t around_rest = zlib_header.size() + stored_lead.size() + lead + sum_bytes;

// Blocks of what follows the lead, the last one marked; bytes written, 0 when they do not fit.
size_t deflate_rest(std::span<const uint8_t> in, std::span<uint8_t> level_buffer, std::span<uint8_t> out) {
  // The library leaves members as they are that choose which matches are found. All begins at zero, so that the same rows
  // give the same bytes whatever was written before.
  std::fill(level_buffer.begin(), level_buffer.end(), uint8_t{0});
  isal_zstream stream{};
  isal_deflate_init(&stream);
  stream.level = level;
  stream.level_buf = level_buffer.data();
  stream.level_buf_size = static_cast<uint32_t>(level_buffer.size());
  stream.end_of_stream = 1;
  stream.flush = NO_FLUSH;
  stream.gzip_flag = IGZIP_DEFLATE;
  if (isal_deflate_set_dict(&stream, const_cast<uint8_t*>(in.data()), lead) != COMP_OK) return 0;
  stream.next_in = const_cast<uint8_t*>(in.data() + lead);
  stream.avail_in = static_cast<uint32_t>(in.size() - lead);
  stream.next_out = out.data();
  stream.avail_out = static_cast<uint32_t>(out.size());
  if (isal_deflate(&stream) != COMP_OK || stream.internal_state.state != ZSTATE_END) return 0;
  return stream.total_out;
}

}  // namespace

void split_and_delta(std::span<const uint8_t> in, std::span<uint8_t> scratch, std::span<uint8_t> out) {
  if (in.empty()) return;
  const size_t pairs = in.size() / 2, first_half = (in.size() + 1) / 2;
  split(in.data(), scratch.data(), scratch.data() + first_half, pairs);
  if (in.size() % 2 != 0) scratch[pairs] = in.back();
  out[0] = scratch[0];
  delta(scratch.data(), out.data(), in.size());
}

std::vector<uint8_t> deflate_smaller(std::span<const uint8_t> in) {
  if (in.size() <= around_rest) return {};
  KeptBytes kept_level(ISAL_DEF_LVL1_DEFAULT), kept_room(in.size());
  const auto room = kept_room.bytes();
  const auto head = std::copy(zlib_header.begin(), zlib_header.end(), room.begin());
  const auto body = std::copy_n(in.begin(), lead, std::copy(stored_lead.begin(), stored_lead.end(), head));
  const auto rest = deflate_rest(in, kept_level.bytes(), room.subspan(static_cast<size_t>(body - room.begin())));
  const size_t before_sum = static_cast<size_t>(body - room.begin()) + rest;
  if (rest == 0 || before_sum + sum_bytes >= in.size()) return {};
  std::vector<uint8_t> out(room.begin(), room.begin() + static_cast<ptrdiff_t>(before_sum));
  const uint32_t sum = isal_adler32(1, in.data(), in.size());
  for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<uint8_t>(sum >> shift));
  return out;
}

}  // namespace filmgate

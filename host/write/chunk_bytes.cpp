// SPDX-License-Identifier: Apache-2.0
#include "chunk_bytes.hpp"

#include "kept_bytes.hpp"

#include <algorithm>
#include <isa-l/igzip_lib.h>

namespace filmgate {
namespace {

constexpr uint32_t level = 1; // ten times zlib's speed for five per cent more bytes

// Both loops are plain so that the compiler vectorises them for the machine it finds at run time.
__attribute__((target_clones("avx2", "default"))) void split(const uint8_t* in, uint8_t* even, uint8_t* odd, size_t pairs) {
  for (size_t i = 0; i < pairs; ++i) {
    even[i] = in[2 * i];
    odd[i] = in[2 * i + 1];
  }
}
__attribute__((target_clones("avx2", "default"))) void delta(const uint8_t* in, uint8_t* out, size_t count) {
  for (size_t i = 1; i < count; ++i) out[i] = static_cast<uint8_t>(in[i] - in[i - 1] + 128);
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
  // The library leaves members as they are that choose which matches are found. All begins at zero, so that the same rows
  // give the same bytes whatever was written before.
  KeptBytes kept_level(ISAL_DEF_LVL1_DEFAULT), kept_room(in.size());
  const auto level_buffer = kept_level.bytes(), room = kept_room.bytes();
  std::fill(level_buffer.begin(), level_buffer.end(), uint8_t{0});
  isal_zstream stream{};
  isal_deflate_stateless_init(&stream);
  stream.level = level;
  stream.level_buf = level_buffer.data();
  stream.level_buf_size = static_cast<uint32_t>(level_buffer.size());
  stream.end_of_stream = 1;
  stream.flush = NO_FLUSH;
  stream.gzip_flag = IGZIP_ZLIB;
  stream.next_in = const_cast<uint8_t*>(in.data());
  stream.avail_in = static_cast<uint32_t>(in.size());
  stream.next_out = room.data();
  stream.avail_out = static_cast<uint32_t>(in.size());
  if (isal_deflate_stateless(&stream) != COMP_OK || stream.total_out >= in.size()) return {};
  return {room.begin(), room.begin() + stream.total_out};
}

}  // namespace filmgate

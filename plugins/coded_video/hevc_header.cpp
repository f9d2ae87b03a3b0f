// SPDX-License-Identifier: Apache-2.0
//
// H.265:
//   hvcC  22 bytes of profile, chroma and depths, u8 arrays, arrays x (u8 type in 6 bits, u16 units, units x (u16 size, unit))
//   a unit begins with 1 bit, 6 bits type (33: sequence parameter set), 6 bits layer, 3 bits
// The set is read as far as its usability information, which lies behind all else.
#include "bit_reader.hpp"
#include "coded_video/sequence_header.hpp"
#include "video_usability.hpp"

#include <algorithm>
#include <vector>

namespace coded_video {
namespace {

constexpr uint8_t sequence_unit = 33;

void skip_profile(BitReader& in, uint32_t sub_layers, StreamFacts& out) {
  in.skip(3);
  const auto profile = in.bits(5);
  out.profile = profile == 1 ? "Main" : profile == 2 ? "Main 10" : profile == 4 ? "Range Extensions" : "";
  in.skip(32 + 48 + 8);
  std::vector<bool> with_profile, with_level;
  for (uint32_t i = 0; i < sub_layers; ++i) with_profile.push_back(in.flag()), with_level.push_back(in.flag());
  if (sub_layers > 0) in.skip(2 * (8 - sub_layers));
  for (uint32_t i = 0; i < sub_layers; ++i) in.skip((with_profile[i] ? 88u : 0u) + (with_level[i] ? 8u : 0u));
}

void skip_scaling_lists(BitReader& in) {
  for (int size = 0; size < 4; ++size)
    for (int matrix = 0; matrix < 6; matrix += size == 3 ? 3 : 1) {
      if (!in.flag()) {
        (void)in.unsigned_golomb();
        continue;
      }
      if (size > 1) (void)in.signed_golomb();
      for (int i = 0; i < std::min(64, 1 << (4 + 2 * size)) && !in.over(); ++i) (void)in.signed_golomb();
    }
}

// How many pictures each set names, for one may be told as a change of another. False: no such set.
bool skip_reference_sets(BitReader& in) {
  const uint32_t count = in.unsigned_golomb();
  if (count > 64) return false;
  std::vector<uint32_t> sizes;
  for (uint32_t i = 0; i < count; ++i) {
    if (i > 0 && in.flag()) { // as a change of the one before
      in.skip(1);
      (void)in.unsigned_golomb();
      uint32_t size = 0;
      for (uint32_t k = 0; k <= sizes[i - 1]; ++k) {
        const bool used = in.flag();
        if (used || in.flag()) ++size;
      }
      sizes.push_back(size);
      continue;
    }
    const uint32_t negative = in.unsigned_golomb(), positive = in.unsigned_golomb();
    if (negative > 16 || positive > 16) return false;
    for (uint32_t k = 0; k < negative + positive; ++k) (void)in.unsigned_golomb(), in.skip(1);
    sizes.push_back(negative + positive);
  }
  return !in.over();
}

void read_size(BitReader& in, StreamFacts& out) {
  const uint32_t chroma = in.unsigned_golomb();
  if (chroma == 3) out.order.planes = in.flag();
  out.grey = chroma == 0;
  out.log2_sub_w = chroma == 1 || chroma == 2 ? 1 : 0, out.log2_sub_h = chroma == 1 ? 1 : 0;
  const uint64_t width = in.unsigned_golomb(), height = in.unsigned_golomb();
  uint64_t cut[4] = {};
  if (in.flag())
    for (auto& side : cut) side = in.unsigned_golomb();
  const uint64_t cut_w = (cut[0] + cut[1]) << out.log2_sub_w, cut_h = (cut[2] + cut[3]) << out.log2_sub_h;
  if (width > 65535 || height > 65535 || cut_w >= width || cut_h >= height) return;
  out.width = static_cast<uint32_t>(width - cut_w), out.height = static_cast<uint32_t>(height - cut_h);
}

// Everything between the size and the usability information; false when it can not be followed.
bool skip_coding(BitReader& in, uint32_t sub_layers, StreamFacts& out) {
  out.bits = 8 + std::min(in.unsigned_golomb(), 8u);
  (void)in.unsigned_golomb();
  const uint32_t order_bits = std::min(in.unsigned_golomb(), 28u) + 4;
  out.order.bits = static_cast<uint8_t>(order_bits);
  for (uint32_t i = in.flag() ? 0 : sub_layers; i <= sub_layers; ++i)
    for (int k = 0; k < 3; ++k) (void)in.unsigned_golomb();
  for (int k = 0; k < 6; ++k) (void)in.unsigned_golomb();
  if (in.flag() && in.flag()) skip_scaling_lists(in);
  in.skip(2);
  if (in.flag()) {
    in.skip(8);
    (void)in.unsigned_golomb();
    (void)in.unsigned_golomb();
    in.skip(1);
  }
  if (!skip_reference_sets(in)) return false;
  if (in.flag()) {
    const uint32_t count = in.unsigned_golomb();
    if (count > 32 || order_bits > 16) return false;
    in.skip(count * (order_bits + 1));
  }
  in.skip(2);
  return !in.over();
}

std::optional<StreamFacts> sequence(std::span<const uint8_t> unit) {
  BitReader in(unit.subspan(2));
  StreamFacts out;
  in.skip(4);
  const uint32_t sub_layers = in.bits(3);
  in.skip(1);
  skip_profile(in, sub_layers, out);
  (void)in.unsigned_golomb();
  read_size(in, out);
  if (out.width == 0 || in.over()) return {};
  if (skip_coding(in, sub_layers, out) && in.flag()) read_usability(in, out);
  out.rgb = out.colour.matrix == 0 && out.log2_sub_w == 0 && !out.grey;
  return out;
}

}  // namespace

std::optional<StreamFacts> hevc_facts(const fg::ByteView& header) {
  if (header.has(0, 23) && header.u8(0) == 1) {
    uint64_t at = 23;
    for (uint32_t arrays = header.u8(22); arrays > 0 && header.has(at, 3); --arrays) {
      const uint32_t type = header.u8(at) & 63u;
      uint32_t units = header.u16be(at + 1);
      for (at += 3; units > 0 && header.has(at, 2); --units) {
        const uint64_t size = header.u16be(at);
        if (!header.has(at + 2, size)) return {};
        if (type == sequence_unit && size > 8) return sequence(header.bytes(at + 2, size));
        at += 2 + size;
      }
    }
    return {};
  }
  const auto bytes = header.bytes();
  for (size_t i = 0; i + 12 < bytes.size(); ++i)
    if (bytes[i] == 0 && bytes[i + 1] == 0 && bytes[i + 2] == 1 && (bytes[i + 3] >> 1 & 63) == sequence_unit) return sequence(bytes.subspan(i + 3));
  return {};
}

}  // namespace coded_video

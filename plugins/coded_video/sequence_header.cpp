// SPDX-License-Identifier: Apache-2.0
//
// H.264:
//   avcC  u8 version 1, u8 profile, u8 compatibility, u8 level, 6 bits, 2 bits length bytes - 1, 3 bits, 5 bits sets,
//         sets x (u16 size, unit) …
//   a unit begins with 1 bit, 2 bits, 5 bits type: 1 a slice, 5 a slice of an IDR, 7 a sequence parameter set
//   a slice: ue(v) first macroblock, ue(v) kind (modulo 5: 0 P, 1 B, 2 I)
#include "coded_video/sequence_header.hpp"

#include "bit_reader.hpp"
#include "start_codes.hpp"
#include "video_usability.hpp"

#include <algorithm>

namespace coded_video {
namespace {

constexpr uint8_t slice_unit = 1, idr_unit = 5, sequence_unit = 7;
constexpr size_t most_units = 4096;

const char* profile_name(uint32_t profile) {
  switch (profile) {
    case 66: return "Baseline";
    case 77: return "Main";
    case 88: return "Extended";
    case 100: return "High";
    case 110: return "High 10";
    case 122: return "High 4:2:2";
    case 244: return "High 4:4:4 Predictive";
    case 44: return "CAVLC 4:4:4 Intra";
    default: return "";
  }
}

void skip_scaling_list(BitReader& in, int size) {
  int last = 8, next = 8;
  for (int i = 0; i < size && !in.over(); ++i) {
    if (next != 0) next = static_cast<int>((int64_t{last} + in.signed_golomb() + 256) % 256);
    if (next != 0) last = next;
  }
}

void read_format(BitReader& in, StreamFacts& out, uint32_t& chroma) { // of the profiles from High on
  chroma = in.unsigned_golomb();
  if (chroma == 3) out.order.planes = in.flag();
  out.bits = 8 + in.unsigned_golomb();
  (void)in.unsigned_golomb();
  in.skip(1);
  if (!in.flag()) return;
  for (int i = 0; i < (chroma == 3 ? 12 : 8); ++i)
    if (in.flag()) skip_scaling_list(in, i < 6 ? 16 : 64);
}

void read_order(BitReader& in, StreamFacts& out) { // pic_order_cnt_type and what belongs to it
  const uint32_t type = in.unsigned_golomb();
  out.order.kind = static_cast<uint8_t>(std::min(type, 3u));
  if (type == 0) out.order.bits = static_cast<uint8_t>(std::min(in.unsigned_golomb(), 28u) + 4);
  if (type != 1) return;
  in.skip(1);
  (void)in.signed_golomb();
  (void)in.signed_golomb();
  for (uint32_t left = std::min(in.unsigned_golomb(), 255u); left > 0; --left) (void)in.signed_golomb();
}

std::optional<StreamFacts> sequence(std::span<const uint8_t> unit) {
  BitReader in(unit.subspan(1));
  StreamFacts out;
  const uint32_t profile = in.bits(8);
  out.profile = profile_name(profile);
  in.skip(16);
  (void)in.unsigned_golomb();
  uint32_t chroma = 1;
  out.bits = 8;
  constexpr uint8_t with_format[]{100, 110, 122, 244, 44, 83, 86, 118, 128};
  if (std::find(std::begin(with_format), std::end(with_format), profile) != std::end(with_format)) read_format(in, out, chroma);
  out.order.frame_bits = static_cast<uint8_t>(std::min(in.unsigned_golomb(), 28u) + 4);
  read_order(in, out);
  (void)in.unsigned_golomb();
  in.skip(1);
  const uint64_t across = uint64_t{in.unsigned_golomb()} + 1, units_down = uint64_t{in.unsigned_golomb()} + 1;
  const bool frames_only = in.flag();
  out.order.fields = !frames_only;
  if (!frames_only) in.skip(1);
  in.skip(1);
  uint64_t cut[4] = {};
  if (in.flag())
    for (auto& side : cut) side = in.unsigned_golomb();
  if (chroma > 3 || out.bits > 14 || across > 4096 || units_down > 4096) return {};
  out.grey = chroma == 0;
  out.log2_sub_w = chroma == 1 || chroma == 2 ? 1 : 0, out.log2_sub_h = chroma == 1 ? 1 : 0;
  const uint64_t down = units_down * (frames_only ? 1 : 2);
  const uint64_t cut_w = (cut[0] + cut[1]) << out.log2_sub_w, cut_h = ((cut[2] + cut[3]) << out.log2_sub_h) * (frames_only ? 1 : 2);
  if (cut_w >= across * 16 || cut_h >= down * 16) return {};
  out.width = static_cast<uint32_t>(across * 16 - cut_w), out.height = static_cast<uint32_t>(down * 16 - cut_h);
  out.interlaced = !frames_only; // it may be; pictures say for themselves
  if (in.flag()) read_usability(in, out);
  if (out.colour.matrix == 0 && chroma == 3) out.rgb = true;
  return in.over() && out.width == 0 ? std::nullopt : std::optional(out);
}

// each(type, unit) until it says stop.
template <class Each>
void each_unit(const fg::ByteView& packet, uint32_t length_bytes, Each each) {
  uint64_t at = 0;
  for (size_t seen = 0; seen < most_units && packet.has(at, uint64_t{length_bytes} + 1); ++seen) {
    uint64_t size = 0;
    for (uint32_t i = 0; i < length_bytes; ++i) size = size << 8 | packet.u8(at + i);
    at += length_bytes;
    if (size == 0 || !packet.has(at, size)) return;
    if (each(packet.u8(at) & 31u, packet.bytes(at, size))) return;
    at += size;
  }
}
}  // namespace

uint32_t avc_length_bytes(std::span<const uint8_t> header) { return header.size() >= 7 && header[0] == 1 ? (header[4] & 3u) + 1 : 0; }

AvcUnit avc_unit(const fg::ByteView& unit, uint32_t length_bytes) {
  bool idr = false, slices = false, others = false;
  const auto look = [&](uint32_t type, std::span<const uint8_t> bytes) {
    idr = idr || type == idr_unit;
    if (type == slice_unit || type == idr_unit) {
      BitReader in(bytes.subspan(1, std::min<size_t>(bytes.size() - 1, 16)));
      (void)in.unsigned_golomb();
      const uint32_t kind = in.unsigned_golomb() % 5;
      slices = true, others = others || (kind != 2 && kind != 4); // I and SI
    }
    return false;
  };
  if (length_bytes > 0) each_unit(unit, length_bytes, look);
  else each_start_code(unit, [&](std::span<const uint8_t> bytes) { return look(bytes[0] & 31u, bytes); });
  return others || !slices ? AvcUnit::other : idr ? AvcUnit::idr : AvcUnit::intra;
}

std::optional<StreamFacts> avc_facts(const fg::ByteView& header) {
  if (avc_length_bytes(header.bytes()) > 0) {
    const uint64_t size = header.has(6, 2) ? header.u16be(6) : 0;
    if ((header.u8(5) & 31) == 0 || size < 4 || !header.has(8, size)) return {};
    return sequence(header.bytes(8, size));
  }
  std::optional<StreamFacts> out;
  each_start_code(header, [&](std::span<const uint8_t> unit) {
    const bool is_set = (unit[0] & 31) == sequence_unit;
    if (is_set && unit.size() >= 4) out = sequence(unit);
    return is_set;
  });
  return out;
}

}  // namespace coded_video

// SPDX-License-Identifier: Apache-2.0
//
// The heads of slices, as far as the low bits of a picture's count:
//   H.264   u8 unit · ue(v) first macroblock, ue(v) kind, ue(v) set, 2 bits plane when planes are apart, frame number, 1 bit field and
//           1 bit bottom when fields may be, ue(v) of an IDR, count
//   H.265   u16 unit · 1 bit first, 1 bit when it begins a stream (types 16 .. 23), ue(v) set, extra bits, ue(v) kind, 1 bit and 2 bits
//           when sets say so, count when it is no IDR (19, 20)
//   MPEG-2  00 · 10 bits count within its group, 3 bits kind (1 I, 2 P, 3 B)
#include "coded_video/picture_order.hpp"

#include "bit_reader.hpp"
#include "start_codes.hpp"

namespace coded_video {
namespace {

constexpr size_t head_bytes = 64;

BitReader reader_of(std::span<const uint8_t> unit, size_t skip) {
  const size_t from = std::min(skip, unit.size());
  return BitReader(unit.subspan(from, std::min(unit.size() - from, head_bytes)));
}

}  // namespace

// The high bits are those that bring it nearest to the picture before (H.264, 8.2.1.1; H.265, 8.3.1).
PictureOrder::Place PictureOrder::counted(uint32_t low, uint32_t bits, bool resets, bool is_reference, bool key) {
  if (resets) ++group_, high_ = 0, low_ = 0;
  const int64_t span = int64_t{1} << bits, half = span / 2, step = int64_t{low} - int64_t{low_};
  const int64_t high = step <= -half ? high_ + span : step > half ? high_ - span : high_;
  if (is_reference) high_ = high, low_ = low;
  return {group_, high + low, key};
}

std::optional<PictureOrder::Place> PictureOrder::next_avc(const fg::ByteView& packet) {
  std::optional<Place> out;
  each_start_code(packet, [&](std::span<const uint8_t> unit) {
    const uint32_t type = unit[0] & 31u, importance = unit[0] >> 5 & 3u;
    if (type == 7)
      if (auto facts = avc_facts(packet)) facts_ = std::move(facts);
    if (type != 1 && type != 5) return false;
    if (!facts_) return true;
    const auto& order = facts_->order;
    auto in = reader_of(unit, 1);
    (void)in.unsigned_golomb();
    const uint32_t kind = in.unsigned_golomb() % 5;
    (void)in.unsigned_golomb();
    if (order.planes) in.skip(2);
    in.skip(order.frame_bits);
    if (order.fields && in.flag()) in.skip(1);
    if (type == 5) (void)in.unsigned_golomb();
    const bool key = type == 5 || kind == 2 || kind == 4;
    if (order.kind == 0) {
      const uint32_t low = in.bits(order.bits);
      if (!in.over()) out = counted(low, order.bits, type == 5, importance > 0, key);
    } else if (order.kind == 2) {
      out = Place{0, decoded_++, key};
    }
    return true;
  });
  return out;
}

std::optional<PictureOrder::Place> PictureOrder::next_hevc(const fg::ByteView& packet) {
  std::optional<Place> out;
  each_start_code(packet, [&](std::span<const uint8_t> unit) {
    if (unit.size() < 3) return true;
    const uint32_t type = unit[0] >> 1 & 63u, layer = unit[1] & 7u;
    if (type == 33)
      if (auto facts = hevc_facts(packet)) facts_ = std::move(facts);
    if (type == 34) {
      auto in = reader_of(unit, 2);
      (void)in.unsigned_golomb();
      (void)in.unsigned_golomb();
      in.skip(1);
      output_flag_ = in.flag(), extra_bits_ = in.bits(3);
    }
    if (type > 31) return false;
    if (!facts_ || facts_->order.bits == 0) return true;
    const bool begins = type >= 16 && type <= 23, idr = type == 19 || type == 20;
    auto in = reader_of(unit, 2);
    in.skip(begins ? 2 : 1);
    (void)in.unsigned_golomb();
    in.skip(extra_bits_);
    (void)in.unsigned_golomb();
    in.skip((output_flag_ ? 1u : 0u) + (facts_->order.planes ? 2u : 0u));
    const uint32_t low = idr ? 0 : in.bits(facts_->order.bits);
    const bool leads = type >= 6 && type <= 9, is_reference = layer == 1 && !leads && (type > 15 || type % 2 == 1);
    if (!in.over()) out = counted(low, facts_->order.bits, idr, is_reference, begins);
    return true;
  });
  return out;
}

std::optional<PictureOrder::Place> PictureOrder::next_mpeg2(const fg::ByteView& packet) {
  std::optional<Place> out;
  each_start_code(packet, [&](std::span<const uint8_t> unit) {
    if (unit[0] == 0xb8) ++group_;
    if (unit[0] != 0x00 || unit.size() < 3) return false;
    const uint32_t count = uint32_t{unit[1]} << 2 | unit[2] >> 6, kind = unit[2] >> 3 & 7u;
    out = Place{group_, count, kind == 1};
    return true;
  });
  return out;
}

std::optional<PictureOrder::Place> PictureOrder::next(const fg::ByteView& packet) {
  return codec_ == "h264" ? next_avc(packet) : codec_ == "hevc" ? next_hevc(packet) : codec_ == "mpeg2video" ? next_mpeg2(packet) : std::nullopt;
}

}  // namespace coded_video

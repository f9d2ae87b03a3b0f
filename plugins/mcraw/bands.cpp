// SPDX-License-Identifier: Apache-2.0
//
// compressionType 7, little-endian, of a raster padded to W x H, multiples of 64 and 4:
//   0 u32 W, u32 H, u32 place of the bit counts, u32 place of the references · 16 the packed groups
//   band of 4 rows, in it block of 64 columns, in it 4 groups of 64 samples: even columns of rows 0 and 2, odd columns of
//   them, even columns of rows 1 and 3, odd columns of them. Each group has a bit count and a reference to add.
//   both lists: u32 count, then for each 64 of them: 4 bits bit count, 12 bits reference (big-endian), the packed values
// Packed: eight lanes of one byte beside each other; value r of lane l is sample 8 r + l of the group.
// Source: mirsadm/motioncam-decoder.
#include "codec.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace mcraw {
namespace {

constexpr uint64_t group = 64, band_rows = 4, header_bytes = 16;
constexpr std::array<uint8_t, 17> packed_bytes{0, 8, 16, 24, 32, 40, 48, 64, 64, 80, 80, 128, 128, 128, 128, 128, 128};

// One byte a lane, `part` of them one behind the other; out is the group's row r.
template <class Value>
void row(uint16_t* out, unsigned r, Value value) {
  for (unsigned lane = 0; lane < 8; ++lane) out[8 * r + lane] = static_cast<uint16_t>(value(lane));
}

// Counts that divide 8: each byte holds 8 / bits values, the first in its low bits.
template <unsigned bits>
void unpack_whole(const uint8_t* p, uint16_t* out) {
  for (unsigned r = 0; r < 8; ++r)
    row(out, r, [=](unsigned l) { return p[r * bits / 8 * 8 + l] >> (r * bits % 8) & ((1u << bits) - 1); });
}

void unpack_3(const uint8_t* p, uint16_t* out) {
  const uint8_t *a = p, *b = p + 8, *c = p + 16;
  row(out, 0, [=](unsigned l) { return a[l] & 7; });
  row(out, 1, [=](unsigned l) { return a[l] >> 3 & 7; });
  row(out, 2, [=](unsigned l) { return a[l] >> 6 | (c[l] >> 6 & 1) << 2; });
  row(out, 3, [=](unsigned l) { return b[l] & 7; });
  row(out, 4, [=](unsigned l) { return b[l] >> 3 & 7; });
  row(out, 5, [=](unsigned l) { return b[l] >> 6 | c[l] >> 7 << 2; });
  row(out, 6, [=](unsigned l) { return c[l] & 7; });
  row(out, 7, [=](unsigned l) { return c[l] >> 3 & 7; });
}

void unpack_5(const uint8_t* p, uint16_t* out) {
  for (unsigned r = 0; r < 5; ++r) row(out, r, [=](unsigned l) { return p[8 * r + l] & 31; });
  const uint8_t *a = p, *b = p + 8, *c = p + 16, *d = p + 24, *e = p + 32;
  row(out, 5, [=](unsigned l) { return a[l] >> 5 | (d[l] >> 5 & 3) << 3; });
  row(out, 6, [=](unsigned l) { return b[l] >> 5 | (e[l] >> 5 & 3) << 3; });
  row(out, 7, [=](unsigned l) { return c[l] >> 5 | d[l] >> 7 << 3 | e[l] >> 7 << 4; });
}

void unpack_6(const uint8_t* p, uint16_t* out) {
  for (unsigned r = 0; r < 6; ++r) row(out, r, [=](unsigned l) { return p[8 * r + l] & 63; });
  for (unsigned r = 6; r < 8; ++r) {
    const uint8_t* high = p + (r - 6) * 24; // two bits each of three bytes
    row(out, r, [=](unsigned l) { return high[l] >> 6 | high[8 + l] >> 6 << 2 | high[16 + l] >> 6 << 4; });
  }
}

void unpack_10(const uint8_t* p, uint16_t* out) {
  for (unsigned r = 0; r < 8; ++r) {
    const uint8_t *low = p + r / 4 * 40 + r % 4 * 8, *high = p + r / 4 * 40 + 32;
    row(out, r, [=](unsigned l) { return low[l] | (high[l] >> (r % 4 * 2) & 3) << 8; });
  }
}

// p holds packed_bytes[bits].
void unpack(unsigned bits, const uint8_t* p, uint16_t* out) {
  switch (bits) {
    case 0: std::fill_n(out, group, uint16_t{0}); return;
    case 1: return unpack_whole<1>(p, out);
    case 2: return unpack_whole<2>(p, out);
    case 3: return unpack_3(p, out);
    case 4: return unpack_whole<4>(p, out);
    case 5: return unpack_5(p, out);
    case 6: return unpack_6(p, out);
    case 7: case 8: return unpack_whole<8>(p, out);
    case 9: case 10: return unpack_10(p, out);
    default:
      for (size_t i = 0; i < group; ++i) out[i] = static_cast<uint16_t>(p[2 * i] | p[2 * i + 1] << 8);
  }
}

// The list of bit counts or of references at `place` of the frame.
std::vector<uint16_t> read_list(const fg::File& file, const Coded& coded, uint64_t place, uint64_t count) {
  fg::require(place <= coded.bytes, FG_E_CORRUPT, file.uri(), ": offset ", coded.offset, ": a list at ", place, " of a frame of ", coded.bytes, " bytes");
  const uint64_t most = 4 + (count + group - 1) / group * (2 + packed_bytes.back());
  const auto bytes = file.read(coded.offset + place, std::min(coded.bytes - place, most));
  const auto view = bytes.view();
  const uint64_t stated = view.u32le(0);
  fg::require(stated >= count, FG_E_CORRUPT, file.uri(), ": offset ", view.base(), ": a list of ", stated, " groups, ", count, " are needed");
  std::vector<uint16_t> out((count + group - 1) / group * group);
  for (uint64_t at = 4, i = 0; i < count; i += group) {
    const unsigned head = view.u16be(at), bits = head >> 12;
    unpack(bits, view.bytes(at + 2, packed_bytes[bits]).data(), &out[i]);
    for (uint64_t k = 0; k < group; ++k) out[i + k] = static_cast<uint16_t>(out[i + k] + (head & 0xFFF));
    at += 2 + packed_bytes[bits];
  }
  return out;
}

class Bands : public FrameCodec {
 public:
  Bands(const fg::File& file, const Coded& coded, uint32_t width, uint32_t height) : coded_(coded), width_(width), height_(height) {
    const auto head = file.read(coded.offset, std::min(coded.bytes, header_bytes));
    const auto view = head.view();
    const uint64_t wide = view.u32le(0), high = view.u32le(4);
    fg::require(wide % group == 0 && high % band_rows == 0 && wide >= width && high >= height && wide <= 65536 && high <= 65536, FG_E_CORRUPT,
                file.uri(), ": offset ", coded.offset, ": a coded raster of ", wide, " x ", high, " for ", width, " x ", height, " pixels");
    blocks_ = wide / group;
    const uint64_t bands = high / band_rows, groups = bands * blocks_ * 4;
    bits_ = read_list(file, coded, view.u32le(8), groups);
    references_ = read_list(file, coded, view.u32le(12), groups);
    starts_.reserve(bands + 1);
    starts_.push_back(header_bytes);
    for (uint64_t band = 0; band < bands; ++band) {
      uint64_t bytes = 0;
      for (uint64_t i = band * blocks_ * 4; i < (band + 1) * blocks_ * 4; ++i) {
        fg::require(bits_[i] <= 16, FG_E_CORRUPT, file.uri(), ": offset ", coded.offset, ": group ", i, " has samples of ", bits_[i], " bits");
        bytes += packed_bytes[bits_[i]];
      }
      starts_.push_back(starts_.back() + bytes);
    }
    rows_.resize(band_rows * wide);
  }

  void read_rows(const fg::File& file, const fg_image& out) override {
    const auto first = static_cast<uint64_t>(out.window.y), end = first + static_cast<uint64_t>(out.window.h);
    const uint64_t first_band = first / band_rows, end_band = (end + band_rows - 1) / band_rows;
    const uint64_t from = starts_[first_band], to = starts_[end_band];
    fg::require(to <= coded_.bytes, FG_E_TRUNCATED, file.uri(), ": offset ", coded_.offset, ": rows ", first, " to ", end - 1,
                " reach to ", to, " of the frame's ", coded_.bytes, " bytes");
    packed_.resize(to - from);
    file.read_into(coded_.offset + from, packed_);
    for (uint64_t band = first_band; band < end_band; ++band) {
      unpack_band(band, packed_.data() + (starts_[band] - from));
      for (uint64_t y = std::max(first, band * band_rows); y < std::min(end, (band + 1) * band_rows); ++y)
        std::memcpy(fg::row_bytes(out, static_cast<int32_t>(y), uint64_t{width_} * 2).data(), &rows_[y % band_rows * blocks_ * group], size_t{width_} * 2);
    }
  }

 private:
  void unpack_band(uint64_t band, const uint8_t* packed) {
    std::array<uint16_t, group> samples;
    for (uint64_t block = 0; block < blocks_; ++block)
      for (uint64_t part = 0; part < 4; ++part) {
        const uint64_t i = (band * blocks_ + block) * 4 + part;
        unpack(bits_[i], packed, samples.data());
        packed += packed_bytes[bits_[i]];
        uint16_t* upper = &rows_[part / 2 * blocks_ * group + block * group + part % 2];
        uint16_t* lower = upper + 2 * blocks_ * group;
        for (size_t k = 0; k < group / 2; ++k) {
          upper[2 * k] = static_cast<uint16_t>(samples[k] + references_[i]);
          lower[2 * k] = static_cast<uint16_t>(samples[group / 2 + k] + references_[i]);
        }
      }
  }

  Coded coded_;
  uint32_t width_, height_;
  uint64_t blocks_ = 0;                 // of 64 columns
  std::vector<uint16_t> bits_, references_, rows_;
  std::vector<uint64_t> starts_;        // of the bands, in the frame
  std::vector<uint8_t> packed_;
};

}  // namespace

std::unique_ptr<FrameCodec> open_bands(const fg::File& file, const Coded& coded, uint32_t width, uint32_t height) {
  return std::make_unique<Bands>(file, coded, width, height);
}

}  // namespace mcraw

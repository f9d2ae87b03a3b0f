// SPDX-License-Identifier: Apache-2.0
//
// compressionType 6, of rows padded to a multiple of 32: row by row, in it block of 32 columns, in it 2 groups of 16
// samples: even columns, then odd ones. A group: 4 bits bit count, 12 bits reference (big-endian), then the differences,
// the first in the high bits; those of 11 bits and more take 16. A trailer of 5-byte offsets, each ending in FFh, may
// follow and is not needed. Source: mirsadm/motioncam-decoder.
#include "codec.hpp"

#include <algorithm>
#include <cstring>

namespace mcraw {
namespace {

constexpr uint64_t group = 16, block = 2 * group, head_bytes = 2, most_group_bytes = head_bytes + 2 * group;

uint64_t packed_bytes(unsigned bits) { return bits <= 10 ? 2 * bits : 2 * group; }

// p holds packed_bytes(bits).
void unpack(unsigned bits, uint16_t reference, const uint8_t* p, uint16_t* out) {
  if (bits > 10) bits = 16;
  uint32_t held = 0;
  unsigned have = 0;
  for (uint64_t i = 0; i < group; ++i) {
    for (; have < bits; have += 8) held = held << 8 | *p++;
    have -= bits;
    out[i] = static_cast<uint16_t>((held >> have & ((1u << bits) - 1)) + reference);
  }
}

class LegacyRows : public FrameCodec {
 public:
  LegacyRows(const fg::File& file, const Coded& coded, uint32_t width, uint32_t height)
      : coded_(coded), width_(width), blocks_((width + block - 1) / block) {
    const auto bytes = file.read(coded.offset, std::min(coded.bytes, blocks_ * height * 2 * most_group_bytes));
    const auto view = bytes.view();
    starts_.reserve(size_t{height} + 1);
    starts_.push_back(0);
    for (uint32_t y = 0; y < height; ++y) {
      uint64_t at = starts_.back();
      for (uint64_t i = 0; i < blocks_ * 2; ++i) {
        const auto head = view.has(at, head_bytes) ? view.u8(at) : uint8_t{0};
        at += head_bytes + packed_bytes(head >> 4);
      }
      fg::require(at <= view.size(), FG_E_TRUNCATED, file.uri(), ": offset ", coded.offset, ": the frame's ", coded.bytes, " bytes end within row ", y);
      starts_.push_back(at);
    }
    row_.resize(blocks_ * block);
  }

  void read_rows(const fg::File& file, const fg_image& out) override {
    const auto first = static_cast<uint64_t>(out.window.y), end = first + static_cast<uint64_t>(out.window.h);
    packed_.resize(starts_[end] - starts_[first]);
    file.read_into(coded_.offset + starts_[first], packed_);
    const fg::ByteView view(packed_, file.uri(), coded_.offset + starts_[first]); // the file may have changed since it was opened
    uint64_t at = 0;
    for (uint64_t y = first; y < end; ++y) {
      for (uint64_t i = 0; i < blocks_; ++i) {
        uint16_t samples[block];
        for (uint64_t odd = 0; odd < 2; ++odd) {
          const unsigned head = view.u16be(at), bits = head >> 12;
          unpack(bits, static_cast<uint16_t>(head & 0xFFF), view.bytes(at + head_bytes, packed_bytes(bits)).data(), samples + odd * group);
          at += head_bytes + packed_bytes(bits);
        }
        for (uint64_t k = 0; k < group; ++k) row_[i * block + 2 * k] = samples[k], row_[i * block + 2 * k + 1] = samples[group + k];
      }
      std::memcpy(fg::row_bytes(out, static_cast<int32_t>(y), uint64_t{width_} * 2).data(), row_.data(), size_t{width_} * 2);
    }
  }

 private:
  Coded coded_;
  uint32_t width_;
  uint64_t blocks_; // of 32 columns
  std::vector<uint64_t> starts_;
  std::vector<uint16_t> row_;
  std::vector<uint8_t> packed_;
};

}  // namespace

std::unique_ptr<FrameCodec> open_legacy_rows(const fg::File& file, const Coded& coded, uint32_t width, uint32_t height) {
  return std::make_unique<LegacyRows>(file, coded, width, height);
}

}  // namespace mcraw

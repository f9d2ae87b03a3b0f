// SPDX-License-Identifier: Apache-2.0
//
// Draft. The markers of one JPEG stream up to its entropy-coded bytes (ITU-T T.81 annex B):
//   FFD8 SOI · FFC4 DHT · FFC3 SOF3: u16 length, u8 precision, u16 lines, u16 samples a line, u8 components, then
//   {u8 id, u4 H, u4 V, u8} each · FFDD DRI: u16 4, u16 interval · FFDA SOS: u16 length, u8 components, {u8 id, u4 table,
//   u4} each, u8 predictor, u8 0, u4 0, u4 point transform. All numbers are big-endian.
#pragma once
#include <filmgate/cpp/draft/huffman_table.hpp>

#include <algorithm>
#include <optional>

namespace fg {
inline namespace v1 {
namespace draft {

struct JpegHeader {
  uint8_t frame_type = 0; // n of SOFn: 3 is lossless, and only then the rest is filled
  uint32_t precision = 0, lines = 0, width = 0, components = 0;
  uint32_t across = 1, down = 1;    // samples of one component a unit (H and V, the same for all components)
  uint32_t restart_lines = 0;       // lines of units between restart markers; 0: none
  uint32_t predictor = 1, point_transform = 0;
  std::array<std::optional<HuffmanTable>, 4> tables;
  std::array<uint8_t, 4> table_of{}; // of each component
  uint64_t entropy_offset = 0;       // of the first entropy-coded byte

  [[nodiscard]] uint64_t row_samples() const { return uint64_t{width} * components; }
  [[nodiscard]] const HuffmanTable& table(size_t component) const { return *tables[table_of[component]]; }
};

// head: from SOI on, long enough to reach SOS. FG_E_CORRUPT or FG_E_TRUNCATED names what is wrong, FG_E_UNSUPPORTED what
// lossless JPEG allows and no DNG may hold. bits_behind_16: see HuffmanTable.
[[nodiscard]] JpegHeader read_jpeg_header(fg::ByteView head, bool bits_behind_16 = false);
[[nodiscard]] std::string name_of_frame_type(uint8_t frame_type); // "baseline JPEG (SOF0)"

namespace ljpeg {

enum Marker : uint8_t { sof0 = 0xC0, sof3 = 0xC3, dht = 0xC4, jpg = 0xC8, dac = 0xCC, sof15 = 0xCF, soi = 0xD8, sos = 0xDA, dri = 0xDD };

class HeaderReader {
 public:
  HeaderReader(fg::ByteView head, bool bits_behind_16) : head_(head), bits_behind_16_(bits_behind_16) {}

  JpegHeader read() {
    check(head_.u16be(0) == (0xFF00 | soi), 0, "no JPEG begins here");
    uint64_t at = 2;
    for (;;) {
      check(head_.u8(at) == 0xFF, at, "a marker is missing");
      while (head_.u8(at + 1) == 0xFF) ++at;
      const uint8_t marker = head_.u8(at + 1);
      const uint64_t length = head_.u16be(at + 2);
      check(length >= 2, at, "a segment without a length");
      const auto segment = head_.sub(at + 4, length - 2);
      at += 2 + length;
      if (marker == dht) read_tables(segment);
      else if (marker == dri) interval_ = segment.u16be(0);
      else if (marker == sos) return read_scan(segment, at);
      else if (marker >= sof0 && marker <= sof15 && marker != jpg && marker != dac) {
        check(out_.frame_type == 0 && out_.components == 0, at, "a second frame header");
        out_.frame_type = marker - sof0;
        if (marker != sof3) return std::move(out_);
        read_frame(segment);
      }
    }
  }

 private:
  template <class... What>
  void check(bool holds, uint64_t at, const What&... what) const {
    if (!holds) fg::fail(FG_E_CORRUPT, head_.name(), ": offset ", head_.base() + at, ": lossless JPEG: ", what...);
  }

  void read_tables(fg::ByteView segment) {
    for (uint64_t at = 0; at < segment.size();) {
      const uint8_t target = segment.u8(at);
      check(target < 4, segment.base() - head_.base() + at, "Huffman table ", target, " does not exist");
      const auto counts = segment.bytes(at + 1, 16).first<16>();
      uint64_t symbols = 0;
      for (const uint8_t count : counts) symbols += count;
      try {
        out_.tables[target].emplace(counts, segment.bytes(at + 17, symbols), bits_behind_16_);
      } catch (const fg::Failure& failure) {
        check(failure.status() != FG_E_CORRUPT, segment.base() - head_.base() + at, failure.what());
        throw;
      }
      at += 17 + symbols;
    }
  }

  void read_frame(fg::ByteView segment) {
    const uint64_t at = segment.base() - head_.base();
    out_.precision = segment.u8(0), out_.lines = segment.u16be(1), out_.width = segment.u16be(3), out_.components = segment.u8(5);
    check(out_.precision >= 2 && out_.precision <= 16, at, "samples of ", out_.precision, " bits");
    check(out_.lines > 0 && out_.width > 0, at, out_.width, " x ", out_.lines, " samples");
    check(out_.components >= 1 && out_.components <= 4, at, out_.components, " components");
    for (uint32_t i = 0; i < out_.components; ++i) {
      ids_[i] = segment.u8(6 + 3 * i);
      const uint8_t sampling = segment.u8(7 + 3 * i);
      const uint32_t across = sampling >> 4, down = sampling & 15;
      check(across >= 1 && across <= 4 && down >= 1 && down <= 4, at, "sampling factors of ", across, " x ", down);
      fg::require(i == 0 || (across == out_.across && down == out_.down), FG_E_UNSUPPORTED, head_.name(), ": offset ", head_.base() + at,
                  ": lossless JPEG: its components are sampled differently, which no raw picture is");
      out_.across = across, out_.down = down;
    }
    if (out_.components == 1) out_.across = out_.down = 1; // a scan of one component has no units (T.81 A.2.2)
  }

  JpegHeader read_scan(fg::ByteView segment, uint64_t behind) {
    const uint64_t at = segment.base() - head_.base();
    check(out_.components > 0, at, "a scan before any frame header");
    const uint32_t count = segment.u8(0);
    fg::require(count == out_.components, FG_E_UNSUPPORTED, head_.name(), ": offset ", head_.base() + at, ": lossless JPEG: ", count, " of ",
                out_.components, " components in a scan; all must be in one");
    for (uint32_t i = 0; i < count; ++i) {
      check(segment.u8(1 + 2 * i) == ids_[i], at, "the scan's components are not the frame's");
      out_.table_of[i] = segment.u8(2 + 2 * i) >> 4;
      check(out_.table_of[i] < 4 && out_.tables[out_.table_of[i]], at, "Huffman table ", out_.table_of[i], " is missing");
    }
    out_.predictor = segment.u8(1 + 2 * count), out_.point_transform = segment.u8(3 + 2 * count) & 15;
    check(out_.predictor >= 1 && out_.predictor <= 7, at, "predictor ", out_.predictor);
    check(out_.point_transform < out_.precision, at, "a point transform of ", out_.point_transform);
    const uint32_t units = (out_.width + out_.across - 1) / out_.across;
    check(interval_ % units == 0, at, "restarts every ", interval_, " units, which is no whole line of ", units);
    out_.restart_lines = interval_ / units;
    out_.entropy_offset = behind;
    return std::move(out_);
  }

  fg::ByteView head_;
  bool bits_behind_16_;
  JpegHeader out_;
  std::array<uint8_t, 4> ids_{};
  uint32_t interval_ = 0;
};

}  // namespace ljpeg

inline JpegHeader read_jpeg_header(fg::ByteView head, bool bits_behind_16) { return ljpeg::HeaderReader(head, bits_behind_16).read(); }

inline std::string name_of_frame_type(uint8_t frame_type) {
  constexpr std::array names{"baseline JPEG", "extended sequential JPEG, lossy", "progressive JPEG", "lossless JPEG"};
  const std::string name = frame_type < names.size() ? names[frame_type] : frame_type >= 9 ? "arithmetic-coded JPEG" : "hierarchical JPEG";
  return fg::concat(name, " (SOF", int{frame_type}, ")");
}

}  // namespace draft
}  // namespace v1
}  // namespace fg

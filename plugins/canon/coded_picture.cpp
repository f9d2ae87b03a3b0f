// SPDX-License-Identifier: Apache-2.0
#include "coded_picture.hpp"

namespace canon {
namespace {

constexpr uint64_t most_pixels = 150'000'000, record_bytes = 12, most_header_bytes = 1 << 20;
constexpr uint32_t least_tile = 44; // decoders want 22 samples of a plane
constexpr uint32_t most_tiles = 255;

class Headers { // the records before the coded bits, one after another
 public:
  explicit Headers(const fg::ByteView& bytes) : bytes_(bytes) {}
  struct Record {
    uint64_t bytes;
    uint32_t flags;
  };

  // The record of that mark and number; its bytes must lie within `room`.
  Record next(uint16_t mark, uint32_t number, uint32_t number_bits, uint64_t room) {
    const auto view = bytes_.sub(at_, record_bytes);
    const auto where = [&] { return fg::concat(bytes_.name(), ": offset ", view.base(), ": "); };
    fg::require(view.u16be(0) == mark && view.u16be(2) == 8, FG_E_CORRUPT, where(), "the header of a coded picture has mark ",
                view.u16be(0), ", ", mark, " is wanted");
    const Record out{view.u32be(4), view.u32be(8)};
    fg::require(out.flags >> (32 - number_bits) == number, FG_E_CORRUPT, where(), "part ", out.flags >> (32 - number_bits),
                " stands where ", number, " belongs");
    fg::require(out.bytes <= room, FG_E_TRUNCATED, where(), "a part of the picture has ", out.bytes, " bytes, ", room, " are left");
    at_ += record_bytes;
    return out;
  }

 private:
  fg::ByteView bytes_;
  uint64_t at_ = 0;
};

void check_plane(const CodedPicture& picture, Headers& headers, uint64_t room, uint32_t flags, std::string_view name) {
  const bool rounded = (flags >> 25 & 3) != 0, partial = (flags >> 27 & 1) != 0;
  fg::require(!rounded || (picture.levels == 0 && partial), FG_E_CORRUPT, name,
              ": a plane of the coded picture is rounded in a way that does not exist");
  const uint32_t bands = 3 * picture.levels + 1;
  for (uint32_t band = 0; band < bands; ++band) {
    const auto record = headers.next(0xFF03, band, 4, room);
    const uint64_t padding = record.flags & 0x7FF;
    fg::require(padding <= record.bytes && (picture.levels > 0 || padding < record.bytes), FG_E_CORRUPT, name, ": band ", band,
                " of the coded picture has ", record.bytes, " bytes, ", padding, " of them padding");
    room -= record.bytes;
  }
}

}  // namespace

CodedPicture read_coded_picture(const fg::ByteView& cmp1) {
  CodedPicture out;
  const auto head = cmp1.bytes(0, out.head.size());
  std::copy(head.begin(), head.end(), out.head.begin());
  out.version = cmp1.u16be(4);
  out.width = cmp1.u32be(8), out.height = cmp1.u32be(12), out.tile_width = cmp1.u32be(16), out.tile_height = cmp1.u32be(20);
  out.bits = cmp1.u8(24), out.planes = cmp1.u8(25) >> 4, out.mosaic = cmp1.u8(25) & 15;
  out.encoding = cmp1.u8(26) >> 4, out.levels = cmp1.u8(26) & 15;
  out.header_bytes = cmp1.u32be(28);
  const bool more = (cmp1.u8(32) & 0x80) != 0 && cmp1.has(84, 1);
  if (more && (cmp1.u8(56) & 0x40) != 0) out.median_bits = cmp1.u8(84);
  const bool sized =
      out.width > 0 && out.height > 0 && out.width <= 65534 && out.height <= 65534 && uint64_t{out.width} * out.height <= most_pixels;
  fg::require(sized, FG_E_CORRUPT, cmp1.name(), ": offset ", cmp1.base(), ": a coded picture of ", out.width, " x ", out.height, " pixels");
  fg::require(out.bits >= 1 && out.bits <= 16, FG_E_CORRUPT, cmp1.name(), ": offset ", cmp1.base() + 24, ": samples of ", out.bits,
              " bits");
  return out;
}

std::string reason_to_refuse(const CodedPicture& picture) {
  if (picture.version == 0x200) return "its codec is CRX version 2 (CMP1 0x200), which LibRaw 0.20 does not know; LibRaw 0.21 is needed";
  if (picture.version != 0x100) return fg::concat("its codec is CRX version ", picture.version, " (CMP1), which nobody has published");
  if (picture.planes != 4) return fg::concat("its picture has ", picture.planes, " planes, a mosaic of four is decoded");
  if (picture.mosaic > 3) return fg::concat("its mosaic (", picture.mosaic, ") is none that is published");
  if (picture.encoding != 0 && picture.encoding != 1 && picture.encoding != 3)
    return fg::concat("its planes are combined in a way (encoding ", picture.encoding, ") that is not published");
  if (picture.bits < 9 || picture.bits > (picture.encoding == 1 ? 15u : 14u))
    return fg::concat("its samples have ", picture.bits, " bits, which LibRaw 0.20 does not decode");
  if (picture.encoding == 3 && picture.median_bits != 0 && picture.median_bits != picture.bits)
    return fg::concat("its planes are combined around a median of ", picture.median_bits,
                      " bits (CMP1), which LibRaw 0.20 does not know; LibRaw 0.21 is needed");
  if (picture.levels > 3) return fg::concat("its picture has ", picture.levels, " wavelet levels, up to 3 are decoded");
  const uint32_t odd = (picture.width | picture.height | picture.tile_width | picture.tile_height) & 1;
  const bool tiled = odd == 0 && picture.tile_width >= least_tile && picture.tile_height >= least_tile &&
                     picture.tile_width <= picture.width && picture.tile_height <= picture.height && picture.tiles_across() <= most_tiles &&
                     picture.tiles_down() <= most_tiles &&
                     picture.width - picture.tile_width * (picture.tiles_across() - 1) >= least_tile &&
                     picture.height - picture.tile_height * (picture.tiles_down() - 1) >= least_tile;
  if (!tiled)
    return fg::concat("tiles of ", picture.tile_width, " x ", picture.tile_height, " in a picture of ", picture.width, " x ",
                      picture.height, " are not decoded");
  return "";
}

void check_coded(const CodedPicture& picture, const fg::ByteView& coded) {
  const uint64_t tiles = uint64_t{picture.tiles_across()} * picture.tiles_down(),
                 records = tiles * (1 + 4 * (1 + (3 * picture.levels + 1)));
  fg::require(picture.header_bytes <= most_header_bytes && picture.header_bytes >= records * record_bytes, FG_E_CORRUPT, coded.name(),
              ": offset ", coded.base(), ": headers of ", picture.header_bytes, " bytes, ", records, " parts need ",
              records * record_bytes);
  fg::require(coded.size() > picture.header_bytes, FG_E_TRUNCATED, coded.name(), ": offset ", coded.base(), ": the coded picture has ",
              coded.size(), " bytes, its headers alone ", picture.header_bytes);
  Headers headers(coded.sub(0, picture.header_bytes));
  uint64_t room = coded.size() - picture.header_bytes;
  for (uint32_t tile = 0; tile < tiles; ++tile) {
    const auto record = headers.next(0xFF01, tile, 16, room);
    uint64_t inside = record.bytes;
    for (uint32_t plane = 0; plane < 4; ++plane) {
      const auto of_plane = headers.next(0xFF02, plane, 4, inside);
      check_plane(picture, headers, of_plane.bytes, of_plane.flags, coded.name());
      inside -= of_plane.bytes;
    }
    room -= record.bytes;
  }
}

}  // namespace canon

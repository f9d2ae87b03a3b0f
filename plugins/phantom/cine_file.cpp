// SPDX-License-Identifier: Apache-2.0
#include "cine_file.hpp"

#include "setup_fields.hpp"

#include <algorithm>

namespace phantom {
namespace {

constexpr uint64_t header_bytes = 44, bitmap_bytes = 40, most_setup_bytes = 64 << 10, setup_marker_end = 144;
constexpr size_t most_blocks = 256;
constexpr uint64_t most_annotation_bytes = 1 << 20;

fg::Bytes nothing(const std::string& uri) { return {{}, uri, 0}; }

std::string describe_mosaic(const CineFile& cine, fg::ImageDesc& desc) {
  const auto code = static_cast<uint32_t>(integer_field(cine.setup(), "CFA").value_or(0));
  desc.layout = FG_LAYOUT_MONO;
  switch (code & 0xFFFFFF) {
    case 0: return "";
    case 3: desc.bayer("GBRG"); break;
    case 4: desc.bayer("RGGB"); break;
    default: return fg::concat("its mosaic (CFA ", code & 0xFFFFFF, ") is that of an early camera, whose order is not published");
  }
  return code >> 24 == 0 ? "" : "some of its heads are monochrome and others not";
}

std::string describe_samples(const CineFile& cine, Picture& out) {
  const auto bitmap = cine.bitmap();
  const uint32_t compression = bitmap.u32le(16), stored = bitmap.u16le(14);
  const uint32_t real = static_cast<uint32_t>(integer_field(cine.setup(), "RealBPP").value_or(0));
  out.desc.samples(FG_SAMPLE_U16, 16);
  if (cine.header().u16le(4) == 1) return "its pixels are compressed as LEAD JPEG";
  if (compression == packed_10 || compression == packed_12) {
    out.packed_10 = compression == packed_10;
    out.desc.samples(FG_SAMPLE_PACKED, out.packed_10 ? 10 : 12, FG_PACK_MSB);
  } else if (compression != raw_samples) {
    return fg::concat("its pixels are compressed in a way (biCompression ", compression, ") that is not published");
  } else if (stored == 8) {
    out.desc.samples(FG_SAMPLE_U8, 8);
  } else if (stored == 16) {
    out.desc.samples(FG_SAMPLE_U16, real > 8 && real < 16 ? real : 16);
  } else {
    return fg::concat("its pixels have ", stored, " bits, as interpolated colour does");
  }
  const uint64_t bits = uint64_t{out.desc.width} * out.desc.bits;
  return out.desc.sample == FG_SAMPLE_PACKED && bits % 8 != 0 ? "its packed rows do not end on a byte" : "";
}

void describe_display(const CineFile& cine, fg::ImageDesc& desc) {
  const auto enabled = integer_field(cine.setup(), "EnableCrop");
  const auto crop = integers_field(cine.setup(), "CropRect"); // left, top, right, bottom; the last ones belong to it
  if (!enabled || *enabled != 1 || crop.size() != 4) return;
  const int64_t w = crop[2] - crop[0] + 1, h = crop[3] - crop[1] + 1;
  if (crop[0] < 0 || crop[1] < 0 || w < 1 || h < 1 || crop[2] >= desc.width || crop[3] >= desc.height) return;
  desc.display = {static_cast<int32_t>(crop[0]), static_cast<int32_t>(crop[1]), static_cast<int32_t>(w), static_cast<int32_t>(h)};
}

}  // namespace

CineFile::CineFile(const fg::Host& host, const std::string& uri)
    : file_(host.open(uri)), header_(nothing(uri)), bitmap_(nothing(uri)), setup_(nothing(uri)) {
  header_ = file_.read_up_to(0, header_bytes);
  fg::require(header().starts_with(std::string_view("CI\x2c\0", 4)), FG_E_NOT_THIS_FORMAT, uri, ": offset 0: no cine header");
  fg::require(header().size() == header_bytes, FG_E_TRUNCATED, uri, ": ends within its header");
  bitmap_ = file_.read(header().u32le(24), bitmap_bytes);
  read_setup();
  const uint64_t table = header().u32le(32), count = header().u32le(20), size = file_.size();
  const uint64_t room = table < size ? (size - table) / 8 : 0;
  if (room < count)
    problems_.push_back(fg::concat(uri, ": offset ", table, ": the table of ", count, " images is cut off after ", room));
  image_count_ = static_cast<int64_t>(std::min(count, room));
  find_blocks();
}

void CineFile::read_setup() {
  const uint64_t at = header().u32le(28);
  const auto start = file_.read(at, setup_marker_end);
  fg::require(start.view().starts_with("ST", 140), FG_E_CORRUPT, uri(), ": offset ", at + 140, ": SETUP has no marker ST");
  const uint64_t length = start.view().u16le(142);
  fg::require(length >= setup_marker_end && length <= most_setup_bytes, FG_E_CORRUPT, uri(), ": offset ", at + 142, ": SETUP has ", length,
              " bytes");
  setup_ = file_.read_up_to(at, length);
  if (setup_.size() < length) problems_.push_back(fg::concat(uri(), ": offset ", at, ": SETUP is cut off after ", setup_.size(), " bytes"));
}

void CineFile::find_blocks() {
  uint64_t at = header().u32le(28) + setup().size();
  const uint64_t end = std::min<uint64_t>(header().u32le(32), file_.size());
  while (at + 8 <= end && blocks_.size() < most_blocks) {
    const auto head = file_.read(at, 8);
    const uint64_t size = head.view().u32le(0);
    if (size < 8 || size > end - at) {
      problems_.push_back(fg::concat(uri(), ": offset ", at, ": a tagged block of ", size, " bytes does not fit; those behind it are not read"));
      return;
    }
    blocks_.push_back({head.view().u16le(4), at + 8, size - 8});
    at += size;
  }
}

uint64_t CineFile::image_start(int64_t index) const {
  fg::require(index >= 0 && index < image_count_, FG_E_OUT_OF_RANGE, uri(), ": frame ", index, " is not among its ", image_count_);
  const int64_t recorded = file_.read(header().u32le(32) + static_cast<uint64_t>(index) * 8, 8).view().i64le(0);
  fg::require(recorded > 0, FG_E_CORRUPT, uri(), ": frame ", index, ": its offset is ", recorded);
  return static_cast<uint64_t>(recorded);
}

ImagePlace CineFile::image(int64_t index) const {
  const uint64_t size = file_.size(), at = image_start(index);
  const uint64_t annotation = file_.read(at, 4).view().u32le(0);
  fg::require(annotation >= 8 && annotation <= most_annotation_bytes, FG_E_CORRUPT, uri(), ": offset ", at, ": frame ", index,
              ": an annotation of ", annotation, " bytes");
  const uint64_t bytes = file_.read(at + annotation - 4, 4).view().u32le(0);
  fg::require(bytes <= size - at - annotation, FG_E_TRUNCATED, uri(), ": offset ", at + annotation, ": frame ", index, " has ", bytes,
              " bytes, the file ends at ", size);
  return {at + annotation, bytes};
}

std::optional<fg::Bytes> CineFile::entry(uint16_t type, int64_t index, uint64_t bytes) const {
  const auto block = std::find_if(blocks_.begin(), blocks_.end(), [&](const Block& b) { return b.type == type; });
  if (block == blocks_.end() || index < 0 || static_cast<uint64_t>(index) >= block->size / bytes) return std::nullopt;
  return file_.read(block->offset + static_cast<uint64_t>(index) * bytes, bytes);
}

Picture describe_picture(const CineFile& cine) {
  Picture out;
  const auto bitmap = cine.bitmap();
  const int64_t width = bitmap.i32le(4), signed_height = bitmap.i32le(8), height = signed_height < 0 ? -signed_height : signed_height;
  fg::require(width >= 1 && height >= 1 && width <= 65535 && height <= 65535, FG_E_CORRUPT, cine.uri(), ": pictures of ", width, " x ",
              signed_height, " pixels");
  out.desc.size(static_cast<uint32_t>(width), static_cast<uint32_t>(height));
  out.desc.encoding = "linear.camera";
  const std::string mosaic = describe_mosaic(cine, out.desc), samples = describe_samples(cine, out);
  out.refusal = mosaic.empty() ? samples : mosaic;
  describe_display(cine, out.desc);
  out.row_bytes = fg::recorded_row_bytes(out.desc);
  const uint64_t recorded = bitmap.u32le(20), rows = out.desc.height, padded = (out.row_bytes + 3) / 4 * 4;
  out.stride = recorded == padded * rows ? padded : out.row_bytes; // as a Windows bitmap pads its rows
  // Bitmaps are stored from the bottom up, unless their height is negative or the camera flipped them; packed ones never are.
  out.bottom_up = bitmap.u32le(16) == raw_samples && signed_height > 0 && integer_field(cine.setup(), "FlipV").value_or(0) == 0;
  return out;
}

}  // namespace phantom

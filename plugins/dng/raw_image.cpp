// SPDX-License-Identifier: Apache-2.0
//
// What makes a file no DNG throws; what makes only its pixels unreadable becomes a refusal, so that inspecting still works.
#include "dng/raw_image.hpp"

#include <filmgate/cpp/draft/lossless_jpeg.hpp>
#include "dng/dialect.hpp"
#include "dng/tags.hpp"
#include "tag_names.hpp"

#include <algorithm>
#include <cmath>

namespace dng {
namespace {

constexpr uint64_t most_channels = 8;
constexpr uint64_t widest_piece = 1 << 20; // tiles may reach past the raster, but not absurdly

int32_t rounded(double value) { return std::isfinite(value) ? static_cast<int32_t>(std::clamp(std::round(value), -1e6, 1e6)) : 0; }

void describe_active_area(const DngTags& tags, fg::ImageDesc& desc) {
  const auto area = tags.integers(tag::active_area); // top, left, bottom, right
  if (!area.empty()) {
    const bool sound = area.size() == 4 && area[0] < area[2] && area[1] < area[3] && area[2] <= desc.height && area[3] <= desc.width;
    fg::require(sound, FG_E_CORRUPT, tags.uri(), ": ActiveArea leaves the raster of ", desc.width, " x ", desc.height);
    desc.active = {static_cast<int32_t>(area[1]), static_cast<int32_t>(area[0]), static_cast<int32_t>(area[3] - area[1]),
                   static_cast<int32_t>(area[2] - area[0])};
  }
  desc.display = desc.active;
  const auto origin = tags.numbers(tag::default_crop_origin), size = tags.numbers(tag::default_crop_size);
  if (size.size() == 2 && rounded(size[0]) > 0 && rounded(size[1]) > 0)
    desc.display.w = rounded(size[0]), desc.display.h = rounded(size[1]);
  if (origin.size() == 2) desc.display.x += rounded(origin[0]), desc.display.y += rounded(origin[1]);
}

void describe_pixel_aspect(const DngTags& tags, fg::ImageDesc& desc) {
  const auto* entry = tags.find(tag::default_scale);
  if (!entry || entry->count != 2) return;
  const auto scale = tags.tiff().value(*entry);
  const auto* q = std::get_if<std::vector<fg_rational>>(&scale);
  const auto sane = [](int64_t part) { return part > 0 && part <= INT32_MAX; }; // so that products fit
  if (!q || !sane((*q)[0].num) || !sane((*q)[0].den) || !sane((*q)[1].num) || !sane((*q)[1].den)) return;
  desc.pixel_aspect = {(*q)[0].num * (*q)[1].den, (*q)[0].den * (*q)[1].num};
  if (desc.pixel_aspect.num == desc.pixel_aspect.den) desc.pixel_aspect = {1, 1};
}

// DNG anchors the mosaic at the active area's corner, filmgate at the raster's.
std::string describe_mosaic(const DngTags& tags, fg::ImageDesc& desc) {
  desc.layout = FG_LAYOUT_CFA;
  const auto repeat = tags.integers(tag::cfa_repeat_pattern_dim); // rows, columns
  const auto* entry = tags.find(tag::cfa_pattern);
  if (repeat.size() != 2 || !entry || repeat[0] < 1 || repeat[1] < 1 || repeat[0] > 8 || repeat[1] > 8 ||
      entry->bytes != repeat[0] * repeat[1])
    return "its mosaic (CFAPattern) is missing or malformed";
  const auto pattern = tags.tiff().raw_bytes(*entry);
  const uint64_t rows = repeat[0], columns = repeat[1];
  desc.cfa_h = static_cast<uint8_t>(rows), desc.cfa_w = static_cast<uint8_t>(columns);
  const uint64_t down = rows - static_cast<uint64_t>(desc.active.y) % rows, right = columns - static_cast<uint64_t>(desc.active.x) % columns;
  for (uint64_t y = 0; y < rows; ++y)
    for (uint64_t x = 0; x < columns; ++x) {
      const uint8_t colour = pattern[(y + down) % rows * columns + (x + right) % columns];
      if (colour > 6) return fg::concat("its mosaic names colour ", colour, ", which no specification has");
      desc.cfa[y * columns + x] = colour;
    }
  const uint64_t layout = tags.integer(tag::cfa_layout, 1);
  return layout == 1 ? "" : fg::concat("its mosaic is staggered (CFALayout ", layout, ")");
}

std::string describe_samples(const DngTags& tags, RawImage& raw) {
  auto& desc = raw.desc;
  const auto bits = tags.integers(tag::bits_per_sample);
  raw.file_bits = bits.empty() ? 1 : bits.front();
  desc.samples(FG_SAMPLE_U16, static_cast<uint32_t>(std::clamp<uint64_t>(raw.file_bits, 1, 16)));
  const uint64_t format = tags.integer(tag::sample_format, 1), least = raw.compression == tag::jpeg ? 2 : 8;
  if (format == 3) return fg::concat("its samples are floating-point numbers of ", raw.file_bits, " bits; whole numbers are decoded");
  if (format != 1) return "its samples are not unsigned whole numbers";
  if (raw.compression != tag::uncompressed && raw.compression != tag::jpeg && !raw.own_codec)
    return "its pixels are compressed as " + name_of_compression(raw.compression) + "; uncompressed ones and lossless JPEG are decoded";
  if (std::any_of(bits.begin(), bits.end(), [&](uint64_t b) { return b != raw.file_bits; })) return "its channels differ in bits";
  if (raw.file_bits < least || raw.file_bits > 16) return fg::concat("its samples have ", raw.file_bits, " bits; ", least, " to 16 are decoded");
  if (tags.integer(tag::fill_order, 1) != 1) return "its bits are filled from the low end (FillOrder 2)";
  if (raw.channels > 1 && tags.integer(tag::planar_configuration, 1) != 1) return "its channels lie in separate planes";
  if (tags.integer(tag::row_interleave_factor, 1) != 1) return "its rows are interleaved (RowInterleaveFactor)";
  if (tags.integer(tag::column_interleave_factor, 1) != 1) return "its columns are interleaved (ColumnInterleaveFactor)";
  return "";
}

// Bytes that can be rows as they lie keep their packing; the rest is unpacked to U16.
void choose_sample_format(RawImage& raw) {
  auto& desc = raw.desc;
  if (raw.compression != tag::uncompressed) return; // U16 already
  const bool whole_pieces = raw.across == 1 || raw.piece_width * raw.channels * raw.file_bits % 8 == 0;
  raw.unpack = !whole_pieces || (raw.channels > 1 && raw.file_bits != 8 && !(raw.file_bits == 16 && raw.order == fg::Order::little));
  const auto bits = static_cast<uint32_t>(raw.file_bits);
  if (raw.file_bits == 8) desc.samples(FG_SAMPLE_U8, bits);
  else if (raw.unpack || (raw.file_bits == 16 && raw.order == fg::Order::little)) desc.samples(FG_SAMPLE_U16, bits);
  else desc.samples(FG_SAMPLE_PACKED, bits, FG_PACK_MSB);
}

std::string describe_pieces(const DngTags& tags, RawImage& raw) {
  const bool tiled = tags.raw().find(tag::tile_offsets) != nullptr;
  const uint64_t width = raw.desc.width, height = raw.desc.height;
  raw.piece_width = tiled ? tags.integer(tag::tile_width, 0) : width;
  raw.piece_height = tiled ? tags.integer(tag::tile_length, 0) : std::min(tags.integer(tag::rows_per_strip, height), height);
  if (raw.piece_width < 1 || raw.piece_width > widest_piece || raw.piece_height < 1 || raw.piece_height > widest_piece)
    return fg::concat("its ", tiled ? "tiles" : "strips", " are ", raw.piece_width, " x ", raw.piece_height, " pixels");
  raw.across = (width + raw.piece_width - 1) / raw.piece_width;
  raw.piece_row_bytes = (raw.piece_width * raw.channels * raw.file_bits + 7) / 8;
  const uint64_t count = raw.across * ((height + raw.piece_height - 1) / raw.piece_height);
  const char* kind = tiled ? "tile" : "strip";
  raw.offsets = tags.integers(tiled ? tag::tile_offsets : tag::strip_offsets);
  if (raw.offsets.size() != count) return fg::concat("it has ", raw.offsets.size(), " ", kind, "s, its raster needs ", count);
  raw.sizes = tags.integers(tiled ? tag::tile_byte_counts : tag::strip_byte_counts);
  if (raw.compression != tag::uncompressed)
    return raw.sizes.size() == count ? "" : fg::concat("it states the bytes of ", raw.sizes.size(), " ", kind, "s, it has ", count);
  for (uint64_t i = 0; i < raw.sizes.size() && i < count; ++i) {
    const uint64_t rows = std::min(raw.piece_height, height - i / raw.across * raw.piece_height);
    if (raw.sizes[i] < rows * raw.piece_row_bytes)
      return fg::concat(kind, " ", i, " holds ", raw.sizes[i], " bytes, its ", rows, " rows need ", rows * raw.piece_row_bytes);
  }
  return "";
}

// Compression 7 is any JPEG; which one, its first frame header says. What is broken there is left to decoding.
std::string describe_jpeg(const DngTags& tags, RawImage& raw) {
  const auto version = tags.numbers(tag::dng_version);
  raw.bits_behind_16 = version.size() == 4 && version[0] == 1 && version[1] < 1;
  const auto& file = tags.tiff().file();
  if (raw.offsets[0] > file.size() || raw.sizes[0] > file.size() - raw.offsets[0]) return "";
  try {
    const auto header = fg::draft::read_jpeg_header(fg::draft::piece_of(file, raw.offsets[0], raw.sizes[0]), raw.bits_behind_16);
    if (header.frame_type != 3) return "its pixels are compressed as " + fg::draft::name_of_frame_type(header.frame_type) + "; only lossless JPEG is decoded";
  } catch (const fg::Failure& failure) {
    if (failure.status() == FG_E_UNSUPPORTED) return failure.what();
  }
  return "";
}

}  // namespace

bool is_raw(const fg::draft::Tiff& tiff, const Directory& directory) {
  if (directory.place != Place::main && directory.place != Place::sub) return false;
  const auto first = [&](uint16_t wanted, uint64_t otherwise) {
    const auto* entry = directory.find(wanted);
    if (!entry || entry->count == 0 || entry->count > 16) return otherwise;
    return tiff.integers(*entry).front();
  };
  const uint64_t photometric = first(tag::photometric, 0);
  return first(tag::new_subfile_type, 0) == 0 && (photometric == tag::photometric_cfa || photometric == tag::photometric_linear_raw);
}

DngTags::DngTags(const TiffFile& tiff) : tiff_(tiff) {
  fg::require(tiff.directories().front().find(tag::dng_version) != nullptr, FG_E_NOT_THIS_FORMAT, uri(),
              ": a TIFF without DNGVersion is no DNG");
  for (const auto& directory : tiff.directories())
    if (is_raw(tiff.tiff(), directory)) {
      raw_ = &directory;
      return;
    }
  fg::fail(FG_E_UNSUPPORTED, uri(), ": a DNG without a raw picture: no directory with NewSubfileType 0 holds a mosaic or LinearRaw");
}

const Entry* DngTags::find(uint16_t wanted) const {
  const auto* own = raw_->find(wanted);
  return own ? own : tiff_.directories().front().find(wanted);
}
std::vector<double> DngTags::numbers(uint16_t wanted) const {
  const auto* entry = find(wanted);
  return entry ? tiff_.numbers(*entry) : std::vector<double>{};
}
// The raster's own structure is never borrowed from a preview.
std::vector<uint64_t> DngTags::integers(uint16_t wanted) const {
  const auto* entry = raw_->find(wanted);
  return entry ? tiff_.integers(*entry) : std::vector<uint64_t>{};
}
uint64_t DngTags::integer(uint16_t wanted, uint64_t otherwise) const {
  const auto all = integers(wanted);
  return all.empty() ? otherwise : all.front();
}
std::string DngTags::text(uint16_t wanted) const {
  const auto* entry = find(wanted);
  if (!entry) return {};
  const auto bytes = tiff_.raw_bytes(*entry);
  return fg::ByteView(bytes, uri(), entry->offset).text(0, bytes.size());
}

RawImage describe_raw_image(const DngTags& tags, const Dialect& dialect) {
  RawImage raw;
  raw.order = tags.tiff().order();
  const uint64_t width = tags.integer(tag::image_width, 0), height = tags.integer(tag::image_length, 0);
  fg::require(width >= 1 && height >= 1 && width <= tag::largest_side && height <= tag::largest_side, FG_E_CORRUPT, tags.uri(),
              ": a raw picture of ", width, " x ", height, " pixels");
  auto& desc = raw.desc.size(static_cast<uint32_t>(width), static_cast<uint32_t>(height));
  desc.encoding = "linear.camera";
  raw.compression = tags.integer(tag::compression, 1);
  raw.own_codec = dialect.decodes(raw.compression);
  raw.channels = tags.integer(tag::samples_per_pixel, 1);
  fg::require(raw.channels >= 1 && raw.channels <= most_channels, FG_E_CORRUPT, tags.uri(), ": ", raw.channels, " samples a pixel");
  describe_active_area(tags, desc);
  describe_pixel_aspect(tags, desc);
  const auto* orientation = tags.find(tag::orientation);
  const auto turned = orientation ? tags.tiff().integers(*orientation) : std::vector<uint64_t>{};
  desc.orientation = !turned.empty() && turned[0] >= 1 && turned[0] <= 8 ? static_cast<uint8_t>(turned[0]) : uint8_t{1};

  const bool mosaic = tags.integer(tag::photometric, 0) == tag::photometric_cfa;
  desc.layout = raw.channels == 3 ? FG_LAYOUT_RGB : FG_LAYOUT_MONO;
  if (raw.channels != 1 && (mosaic || raw.channels != 3)) raw.refusal = fg::concat("it has ", raw.channels, " samples a pixel");
  const std::string reasons[]{mosaic ? describe_mosaic(tags, desc) : "", describe_samples(tags, raw)};
  for (const auto& reason : reasons)
    if (raw.refusal.empty()) raw.refusal = reason;
  if (!raw.refusal.empty()) return raw;
  raw.refusal = describe_pieces(tags, raw);
  if (raw.refusal.empty() && raw.compression == tag::jpeg) raw.refusal = describe_jpeg(tags, raw);
  if (raw.refusal.empty() && raw.own_codec) raw.refusal = dialect.describe_coded(tags, raw);
  if (raw.refusal.empty()) choose_sample_format(raw);
  return raw;
}

uint64_t end_of_pixels(const RawImage& raw) {
  uint64_t end = 0;
  if (!raw.refusal.empty()) return end;
  for (uint64_t i = 0; i < raw.offsets.size(); ++i) {
    const uint64_t rows = std::min(raw.piece_height, raw.desc.height - i / raw.across * raw.piece_height);
    end = std::max(end, raw.offsets[i] + (raw.compression == tag::uncompressed ? rows * raw.piece_row_bytes : raw.sizes[i]));
  }
  return end;
}

}  // namespace dng

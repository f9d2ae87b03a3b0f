// SPDX-License-Identifier: Apache-2.0
#include "tiff_frame.hpp"

#include "icc_profile.hpp"
#include "tag_values.hpp"

namespace images {
namespace {

using fg::concat;
using fg::draft::Tiff;

constexpr uint64_t densest = 2048; // bytes of picture in a byte of file: deflate reaches 1032, LZW some more
constexpr uint64_t unchecked_bytes = 1 << 20;
namespace tag {
constexpr uint16_t width = 256, height = 257, bits = 258, compression = 259, photometric = 262, strip_offsets = 273,
                   samples_per_pixel = 277, rows_per_strip = 278, strip_bytes = 279, planar = 284, tile_width = 322, tile_height = 323,
                   tile_offsets = 324, tile_bytes = 325, extra_samples = 338, sample_format = 339, icc_profile = 34675;
}  // namespace tag
enum : uint64_t { unsigned_samples = 1, real_samples = 3 };        // SampleFormat
enum : uint64_t { white_is_zero = 0, black_is_zero = 1, rgb = 2 }; // PhotometricInterpretation
enum : uint64_t { associated_alpha = 1, unassociated_alpha = 2 };  // ExtraSamples

std::vector<uint64_t> wholes(const Tiff& tiff, uint16_t wanted, std::vector<uint64_t> otherwise) {
  const auto* entry = tiff.directories().front().find(wanted);
  if (!entry || entry->count == 0 || !fg::draft::tiff_is_unsigned(entry->type)) return otherwise;
  return tiff.integers(*entry);
}
uint64_t whole(const Tiff& tiff, uint16_t wanted, uint64_t otherwise) { return wholes(tiff, wanted, {otherwise}).front(); }

std::string name_of_photometric(uint64_t code) {
  switch (code) {
    case white_is_zero: return "grey whose white is 0";
    case 3: return "a palette";
    case 4: return "a mask";
    case 5: return "separations (CMYK)";
    case 6: return "YCbCr";
    case 8:
    case 9:
    case 10: return "CIELab";
    case 32803: return "a mosaic";
    case 32844:
    case 32845: return "LogLuv";
    case 34892: return "LinearRaw";
    default: return concat("photometric interpretation ", code);
  }
}
bool is_lossless(uint64_t compression) {
  constexpr uint64_t known[]{1, 5, 8, 32773, 32946, 34925, 50000}; // none, LZW, deflate, PackBits, deflate, LZMA, Zstandard
  return std::find(std::begin(known), std::end(known), compression) != std::end(known);
}

fg::File opened(const fg::Host& host, const std::string& uri) {
  auto file = host.open(uri);
  fg::require(!is_big_tiff(file.read_up_to(0, 4).view()), FG_E_UNSUPPORTED, uri, ": offset 2: BigTIFF is not read; save it as TIFF");
  return file;
}

}  // namespace

bool is_tiff(const fg::ByteView& head) {
  return head.starts_with(std::string_view("II\x2a\0", 4)) || head.starts_with(std::string_view("MM\0\x2a", 4));
}
bool is_big_tiff(const fg::ByteView& head) {
  return head.starts_with(std::string_view("II\x2b\0", 4)) || head.starts_with(std::string_view("MM\0\x2b", 4));
}

TiffFrame::TiffFrame(const fg::Host& host, const std::string& uri) : file_(opened(host, uri)), picture_(file_, "tiff") {
  const Tiff tiff(fg::draft::tiff_bytes_of(file_));
  put_tags(tiff, "tiff.", *this);
  describe(tiff);
  name_encoding(tiff);
  if (!refusal.empty()) return;
  require_plausible();
  find_cut(tiff);
}

void TiffFrame::describe(const Tiff& tiff) {
  const auto side = [&](uint16_t wanted, const char* what) {
    const auto count = whole(tiff, wanted, 0);
    fg::require(count >= 1 && count <= 65535, FG_E_CORRUPT, file_.uri(), ": tag ", wanted, ": ", what, " ", count,
                " is outside 1 .. 65535");
    return static_cast<uint32_t>(count);
  };
  desc.size(side(tag::width, "width"), side(tag::height, "height"));
  desc.layout = FG_LAYOUT_RGB, desc.samples(FG_SAMPLE_U8, 8), desc.orientation = orientation_of(tiff);
  const auto pages = std::count_if(tiff.directories().begin(), tiff.directories().end(),
                                   [](const auto& one) { return one.place == fg::draft::TiffPlace::main; });
  if (pages > 1) notes.push_back({FG_SEVERITY_INFO, "several-pages", concat("of its ", pages, " pages the first one is the picture")});

  const auto refuse = [&](const auto&... why) { refusal = concat(why...); };
  const auto kind = whole(tiff, tag::photometric, 65535), compression = whole(tiff, tag::compression, 1);
  if (kind != black_is_zero && kind != rgb) return refuse(name_of_photometric(kind), " is not decoded");
  if (!is_lossless(compression)) return refuse("compression ", compression, " is not decoded");
  const auto channels = whole(tiff, tag::samples_per_pixel, 1), shown = kind == rgb ? uint64_t{3} : uint64_t{1};
  if (channels < shown || channels > 4) return refuse(channels, " channels are not decoded");
  const auto bits = wholes(tiff, tag::bits, {1}), formats = wholes(tiff, tag::sample_format, {unsigned_samples});
  const auto differ = [](const std::vector<uint64_t>& all) {
    return std::any_of(all.begin(), all.end(), [&](auto one) { return one != all[0]; });
  };
  if (differ(bits) || differ(formats)) return refuse("channels of different kinds are not decoded");
  const auto extra = whole(tiff, tag::extra_samples, 0);
  const bool alpha = channels == shown + 1 && (extra == associated_alpha || extra == unassociated_alpha);
  if (channels > shown && !alpha && shown == 1) return refuse("grey with a channel of no stated meaning is not decoded");
  desc.layout = alpha ? FG_LAYOUT_RGBA : FG_LAYOUT_RGB;
  const bool real = formats[0] == real_samples;
  if (!real && formats[0] != unsigned_samples)
    return refuse("sample format ", formats[0], " is not decoded; known are 1, unsigned, and 3, floating");
  if (!real && bits[0] == 8)
    desc.samples(FG_SAMPLE_U8, 8);
  else if (!real && bits[0] == 16)
    desc.samples(FG_SAMPLE_U16, 16);
  else if (real && bits[0] == 16)
    desc.samples(FG_SAMPLE_F16, 16);
  else if (real && bits[0] == 32)
    desc.samples(FG_SAMPLE_F32, 32);
  else
    refuse(real ? "floating " : "", "samples of ", bits[0], " bits are not decoded; known are 8 and 16, floating 16 and 32");
}

// An embedded profile rules; without one Exif may state sRGB. TIFF itself says nothing of colours.
void TiffFrame::name_encoding(const Tiff& tiff) {
  if (const auto* entry = tiff.directories().front().find(tag::icc_profile); entry && entry->bytes <= Tiff::most_value_bytes) {
    const auto bytes = tiff.raw_bytes(*entry);
    const auto profile = read_icc_profile({bytes, file_.uri(), entry->offset});
    if (!profile.description.empty()) values.push_back({"tiff.ICCProfile.Description", profile.description});
    encoding = profile.encoding;
  } else if (exif_says_srgb(tiff)) {
    encoding = "iec.61966-2-1";
  }
}

// Before memory is taken for a picture that the file can not hold.
void TiffFrame::require_plausible() const {
  const uint64_t bytes = uint64_t{desc.width} * desc.height * (desc.layout == FG_LAYOUT_RGBA ? 4 : 3) * ((desc.bits + 7) / 8);
  fg::require(bytes <= unchecked_bytes || bytes / densest <= file_.size(), FG_E_CORRUPT, file_.uri(), ": ", desc.width, " x ", desc.height,
              " pixels can not be held by ", file_.size(), " bytes");
}

// libtiff gives what is left of a block that the file ends in, and calls it well.
void TiffFrame::find_cut(const Tiff& tiff) {
  const bool tiled = tiff.directories().front().find(tag::tile_offsets) != nullptr;
  const auto offsets = wholes(tiff, tiled ? tag::tile_offsets : tag::strip_offsets, {});
  const auto sizes = wholes(tiff, tiled ? tag::tile_bytes : tag::strip_bytes, {});
  const auto parts = [](uint64_t all, uint64_t step) { return step == 0 ? uint64_t{0} : (all + step - 1) / step; };
  const uint64_t planes = whole(tiff, tag::planar, 1) == 2 ? whole(tiff, tag::samples_per_pixel, 1) : 1;
  const uint64_t across = tiled ? parts(desc.width, whole(tiff, tag::tile_width, 0)) : 1;
  const uint64_t rows = whole(tiff, tiled ? tag::tile_height : tag::rows_per_strip, tiled ? 0 : desc.height),
                 a_plane = across * parts(desc.height, rows);
  const uint64_t told = std::min(offsets.size(), sizes.size()); // blocks; the first that is not told is looked at too
  whole_rows_ = a_plane == 0 || told < a_plane * (planes - 1) ? 0 : desc.height;
  for (uint64_t i = 0; i < std::min(a_plane * planes, told + 1) && whole_rows_ > 0; ++i) {
    const bool held = i < told && sizes[i] > 0 && offsets[i] <= file_.size() && sizes[i] <= file_.size() - offsets[i];
    if (!held) whole_rows_ = std::min(whole_rows_, i % a_plane / across * rows);
  }
  if (whole_rows_ < desc.height) notes.push_back({FG_SEVERITY_ERROR, "truncated", cut_text()});
}

std::string TiffFrame::cut_text() const {
  return concat("the file of ", file_.size(), " bytes does not hold its rows from ", whole_rows_, " on; copy it again");
}

void TiffFrame::read_rows(const fg_image& out) {
  fg::require(static_cast<uint64_t>(out.window.y) + static_cast<uint64_t>(out.window.h) <= whole_rows_, FG_E_TRUNCATED, file_.uri(), ": ",
              cut_text());
  picture_.read_rows(desc, out);
}

}  // namespace images

// SPDX-License-Identifier: Apache-2.0
#include "jpeg_frame.hpp"

#include "icc_profile.hpp"
#include "tag_values.hpp"

#include <algorithm>
#include <map>

namespace images {
namespace {

using fg::ByteView;
using fg::concat;

constexpr uint64_t densest = 2048, unchecked_bytes = 1 << 20; // bytes of picture in a byte of file: one colour reaches some hundreds
constexpr uint64_t tail_bytes = 64 << 10;
constexpr uint8_t app0 = 0xE0, app1 = 0xE1, app2 = 0xE2, app14 = 0xEE, comment = 0xFE;
constexpr std::string_view exif_name("Exif\0\0", 6), icc_name("ICC_PROFILE\0", 12), jfif_name("JFIF\0", 5), adobe_name("Adobe", 5),
    xmp_name("http://ns.adobe.com/xap/1.0/\0", 29);

std::string chars_of(const ByteView& view) { return {reinterpret_cast<const char*>(view.bytes().data()), view.size()}; }

}  // namespace

bool is_jpeg(const ByteView& head) { return head.starts_with("\xff\xd8\xff"); }

JpegFrame::JpegFrame(const fg::Host& host, const std::string& uri) : file_(host.open(uri)), rows_(file_) {
  fg::require(is_jpeg(file_.read_up_to(0, 3).view()), FG_E_NOT_THIS_FORMAT, uri, ": offset 0: no JPEG begins here");
  const auto header = rows_.header();
  describe(header);
  put_markers(header);
  if (!profile_.empty()) { // it rules over what Exif says
    const auto profile = read_icc_profile({profile_, file_.uri(), 0});
    put_bytes("jpeg.ICCProfile", profile_, *this);
    if (!profile.description.empty()) values.push_back({"jpeg.ICCProfile.Description", profile.description});
    encoding = profile.encoding;
  } else if (exif_srgb_) {
    encoding = "iec.61966-2-1";
  }
  for (const auto& warning : header.warnings) notes.push_back({FG_SEVERITY_WARNING, "odd-marker", warning});
  find_end(header);
}

void JpegFrame::describe(const JpegHeader& header) {
  desc.size(header.width, header.height), desc.layout = FG_LAYOUT_RGB, desc.samples(FG_SAMPLE_U8, 8);
  const uint64_t bytes = uint64_t{header.width} * header.height * 3;
  fg::require(bytes <= unchecked_bytes || bytes / densest <= file_.size(), FG_E_CORRUPT, file_.uri(), ": ", header.width, " x ",
              header.height, " pixels can not be held by ", file_.size(), " bytes");
  values.push_back({"jpeg.Components", int64_t{header.components}});
  values.push_back({"jpeg.Precision", int64_t{header.precision}});
  values.push_back({"jpeg.Progressive", int64_t{header.progressive}});
  values.push_back({"jpeg.Sampling", header.sampling});
  if (!header.is_decoded)
    refusal = concat("its ", header.components, " channels are neither grey, YCbCr nor RGB (", header.colour, "), which is not decoded");
}

void JpegFrame::put_markers(const JpegHeader& header) {
  std::multimap<uint8_t, std::span<const uint8_t>> pieces; // of the profile, by their numbers
  for (const auto& marker : header.markers) {
    const auto place = concat(file_.uri(), ": APP", marker.code - app0); // libjpeg does not tell where it lies
    const ByteView data(marker.bytes, place);
    try {
      if (marker.code == comment)
        values.push_back({"jpeg.Comment", fg::draft::verbatim(chars_of(data))});
      else if (marker.code == app0 && data.starts_with(jfif_name))
        put_jfif(data);
      else if (marker.code == app1 && data.starts_with(exif_name))
        put_exif(data);
      else if (marker.code == app1 && data.starts_with(xmp_name))
        values.push_back({"jpeg.XMP", fg::draft::verbatim(chars_of(data.from(xmp_name.size())))});
      else if (marker.code == app2 && data.starts_with(icc_name) && data.has(14, 0))
        pieces.emplace(data.u8(12), data.from(14).bytes());
      else if (marker.code == app14 && data.starts_with(adobe_name))
        values.push_back({"jpeg.Adobe.Transform", int64_t{data.u8(11)}});
      else
        put_bytes(concat("jpeg.APP", marker.code - app0), data.bytes(), *this);
    } catch (const fg::Failure& failure) {
      notes.push_back({FG_SEVERITY_WARNING, "unreadable-marker", failure.what()});
    }
  }
  for (const auto& [number, piece] : pieces) profile_.insert(profile_.end(), piece.begin(), piece.end());
}

void JpegFrame::put_jfif(const ByteView& data) { // u8 version, u8 its hundredths, u8 unit, u16 across, u16 down
  values.push_back({"jpeg.JFIF.Version", concat(int{data.u8(5)}, ".", data.u8(6) < 10 ? "0" : "", int{data.u8(6)})});
  values.push_back({"jpeg.JFIF.Density", std::vector<int64_t>{data.u16be(8), data.u16be(10), data.u8(7)}});
}

void JpegFrame::put_exif(const ByteView& data) {
  const fg::draft::Tiff tiff(fg::draft::tiff_bytes_of(data.from(exif_name.size())));
  put_tags(tiff, "jpeg.", *this);
  desc.orientation = orientation_of(tiff);
  exif_srgb_ = exif_says_srgb(tiff);
}

// Behind the beginning of the scan, for a thumbnail has an end of its own.
void JpegFrame::find_end(const JpegHeader& header) {
  const uint64_t size = file_.size(), from = std::max(header.scan_offset, size > tail_bytes ? size - tail_bytes : 0);
  const auto tail = file_.read_up_to(from, tail_bytes);
  const auto bytes = tail.view().bytes();
  const uint8_t marker[]{0xFF, 0xD9};
  const auto found = std::search(bytes.begin(), bytes.end(), std::begin(marker), std::end(marker));
  if (found == bytes.end())
    notes.push_back({FG_SEVERITY_ERROR, "truncated", concat("the file ends at ", size, " without the end of its picture; copy it again")});
}

}  // namespace images

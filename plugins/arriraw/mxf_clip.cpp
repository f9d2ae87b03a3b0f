// SPDX-License-Identifier: Apache-2.0
#include "mxf_clip.hpp"

#include "header.hpp"

namespace arriraw {
namespace {

using namespace fg::draft;

constexpr uint64_t side_limit = 65535, most_supplemental = 1 << 20;
// Private sub-descriptor of RDD 54: the colours of the mosaic. How they are written is not public.
constexpr Label mosaic_item{0x06, 0x0e, 0x2b, 0x34, 0x01, 0x01, 0x01, 0x01, 0x0e, 0x17, 0x01, 0x01, 0x01, 0x01, 0x00, 0x00};

bool is_picture(const Label& key) { return key[12] == 0x15 || coding_of_element(key) != MxfCoding::none; }

}  // namespace

MxfClip::MxfClip(fg::File file) : mxf_(std::move(file)), problems_(mxf_.problems()) {
  const auto& metadata = mxf_.metadata();
  const auto* picture = mxf_picture_descriptor(metadata);
  frames_ = mxf_.essence().unit_count();
  if (picture) coding_ = coding_of(picture->label(0x3004).value_or(Label{}), picture->label(0x3201).value_or(Label{}));
  for (const auto& element : frames_ > 0 ? mxf_.essence().elements(0) : std::vector<MxfElement>{})
    if (const auto told = coding_of_element(element.key); told == MxfCoding::arricore || (coding_ == MxfCoding::none && told != MxfCoding::none)) coding_ = told;
  fg::require(coding_ != MxfCoding::none, FG_E_NOT_THIS_FORMAT, uri(), ": none of its labels is ARRI's");
  fg::require(picture != nullptr, FG_E_CORRUPT, uri(), ": no descriptor states the size of a picture");
  const uint64_t fields = picture->number(0x320c).value_or(0) == 4 ? 2 : 1; // segmented frames state the height of a field
  const uint64_t width = *picture->number(0x3203), height = fields * *picture->number(0x3202);
  fg::require(width <= side_limit && height <= side_limit, FG_E_CORRUPT, uri(), ": a raster of ", width, " x ", height, " photosites");
  width_ = static_cast<uint32_t>(width), height_ = static_cast<uint32_t>(height);

  const auto packages = mxf_packages(metadata);
  start_ = mxf_start(packages), rate_ = mxf_.essence().index().rate();
  for (const auto& package : packages) {
    if (package.is_material) umid_ = package.umid;
    for (const auto& track : package.tracks)
      if (track.descriptor == picture && (rate_.num <= 0 || rate_.den <= 0)) rate_ = track.rate;
  }
  if (rate_.num <= 0 || rate_.den <= 0) rate_ = {0, 0};
  for (const auto& set : metadata.sets())
    if (set.kind() == 0x30 && company_.empty()) company_ = set.text(0x3c01), product_ = set.text(0x3c02);
  values_ = json_sets(metadata, problems_);
  find_mosaic();
}

void MxfClip::find_mosaic() {
  for (const auto& set : mxf_.metadata().sets()) {
    const auto* item = set.find(mosaic_item);
    if (!item) continue;
    const auto text = item->value.size() >= 2 && item->value.u8(0) == 0 ? utf8_of_utf16be(item->value) : item->value.text(0, item->value.size());
    if (is_bayer(text)) mosaic_ = text;
  }
}

std::string MxfClip::refusal() const {
  if (is_decodable(coding_)) return {};
  const char* why = coding_ == MxfCoding::packed13                                  ? "how thirteen bits are packed is not published; "
                    : coding_ == MxfCoding::arricore                                ? "its coding is not published; "
                    : coding_ == MxfCoding::unknown                                 ? ""
                                                                                    : "its coding, SMPTE RDD 51, is not implemented here; ";
  return fg::concat(uri(), ": ", coding_name(coding_), ": ", why, "decoding needs a plugin made with the ARRI SDK, or ARRI's own tools");
}

void MxfClip::require_frame(int64_t frame) const {
  fg::require(frame >= 0 && frame < frames_, FG_E_OUT_OF_RANGE, uri(), ": frame ", frame, " is not in this clip of ", frames_);
}

uint64_t MxfClip::pixels_of(int64_t frame) const {
  require_frame(frame);
  const uint64_t wanted = row_bytes() * height_;
  for (const auto& element : mxf_.essence().elements(frame)) {
    if (!is_picture(element.key)) continue;
    fg::require(element.is_whole, FG_E_TRUNCATED, uri(), ": offset ", element.offset, ": frame ", frame, ": need ", wanted, " bytes of image, the file has ", element.bytes);
    if (element.bytes == wanted) return element.offset;
    // Where more than the rows is recorded, only a header of the known layout tells where they begin.
    if (element.bytes >= wanted + header_bytes) {
      const auto head = mxf_.file().read(element.offset, header_bytes);
      const uint64_t pixels = has_magic(head.view()) ? head.view().u32le(at::data_offset) : 0;
      if (pixels >= last_field_end && pixels <= element.bytes - wanted) return element.offset + pixels;
    }
    fg::fail(FG_E_UNSUPPORTED, uri(), ": offset ", element.offset, ": frame ", frame, ": ", element.bytes, " bytes of image where ", width_, " x ", height_,
             " photosites of uncompressed 12-bit have ", wanted, "; it is of another coding than its labels say");
  }
  fg::fail(FG_E_TRUNCATED, uri(), ": frame ", frame, ": the file has no picture of it");
}

std::vector<MxfValue> MxfClip::frame_values(int64_t frame) const {
  require_frame(frame);
  std::vector<MxfValue> out;
  for (const auto& element : mxf_.essence().elements(frame)) {
    if (!is_supplemental(element.key)) continue;
    fg::require(element.is_whole && element.bytes <= most_supplemental, element.is_whole ? FG_E_UNSUPPORTED : FG_E_TRUNCATED, uri(), ": offset ", element.offset, ": frame ", frame,
                element.is_whole ? ": more metadata than a frame has" : ": its metadata are cut off");
    const auto bytes = mxf_.file().read(element.offset, element.bytes);
    for (auto& value : supplemental_values(mxf_.metadata(), bytes.view())) out.push_back(std::move(value));
  }
  return out;
}

}  // namespace arriraw

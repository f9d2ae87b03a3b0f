// SPDX-License-Identifier: Apache-2.0
#include "movie.hpp"

#include "frame_records.hpp"

#include <filmgate/cpp/draft/clock.hpp>
#include <filmgate/cpp/draft/verbatim.hpp>

#include <algorithm>
#include <numeric>

namespace canon {
namespace {

using fg::draft::Box;
constexpr std::array<uint8_t, 16> canon_uuid{0x85, 0xc0, 0xb6, 0x87, 0x82, 0x0f, 0x11, 0xe0,
                                             0x81, 0x11, 0xf4, 0xce, 0x46, 0x2b, 0x6a, 0x48};
constexpr std::array<uint8_t, 16> xmp_uuid{0xbe, 0x7a, 0xcf, 0xcb, 0x97, 0xa9, 0x42, 0xe8, 0x9c, 0x71, 0x99, 0x94, 0x91, 0xe3, 0xaf, 0xac};
constexpr uint64_t most_tiff = 8 << 20, most_timed = 4 << 20, most_text = 256 << 10, visual_bytes = 82;
constexpr size_t most_tracks = 64, most_problems = 64;
constexpr uint32_t drop_flag = 1, counter_flag = 8;

struct CanonTiff {
  const char* box;
  const char* prefix;
};
constexpr CanonTiff tiffs[]{{"CMT1", ""}, {"CMT2", "exif."}, {"CMT3", "maker."}, {"CMT4", "gps."}};

}  // namespace

template <class Read>
void Movie::attempt(Read read) {
  try {
    read();
  } catch (const fg::Failure& failure) {
    if (problems_.size() < most_problems) problems_.emplace_back(failure.what());
  }
}

Movie::Movie(const fg::Host& host, const std::string& uri) : file_(host.open(uri)), boxes_(file_) {
  const auto top = boxes_.top();
  fg::require(!top.empty() && top[0].type == "ftyp" && boxes_.file().read_up_to(top[0].body(), 4).view().starts_with("crx "),
              FG_E_NOT_THIS_FORMAT, uri, ": its brand is not 'crx '");
  const auto moov = std::find_if(top.begin(), top.end(), [](const Box& box) { return box.type == "moov"; });
  fg::require(moov != top.end(), FG_E_TRUNCATED, uri, ": no box 'moov'; the recording was cut, copy it again");
  for (const auto& box : boxes_.children(*moov)) {
    if (box.type == "uuid" && box.user_type == canon_uuid) attempt([&] { read_canon(box); });
    if (box.type == "trak" && tracks_.size() < most_tracks) attempt([&] { read_track(box); });
  }
  for (const auto& box : top) {
    if (!box.whole)
      problems_.push_back(fg::concat(uri, ": offset ", box.offset, ": box '", fg::draft::key_word(box.type),
                                     "' reaches past the end of the file; copy it again"));
    if (box.type == "uuid" && box.user_type == xmp_uuid)
      attempt([&] {
        const auto text = boxes_.read(box, most_text);
        values_.push_back({"xmp", fg::draft::verbatim(text.view().text(0, text.size()))});
      });
  }
  choose_raw();
}

void Movie::read_canon(const Box& uuid) {
  for (const auto& box : boxes_.children(uuid))
    attempt([&] {
      if (box.type == "CNCV") {
        const auto body = boxes_.read(box, most_text);
        values_.push_back({"CompressorVersion", fg::draft::verbatim(body.view().text(0, body.size()))});
      }
      if (box.type == "THMB") {
        const auto body = file_.read(box.body(), std::min<uint64_t>(box.body_bytes(), 12));
        values_.push_back({"ThumbnailWidth", int64_t{body.view().u16be(4)}, "px"});
        values_.push_back({"ThumbnailHeight", int64_t{body.view().u16be(6)}, "px"});
      }
      for (const auto& tiff : tiffs) {
        if (box.type != tiff.box) continue;
        FrameRecords found;
        put_tiff(boxes_.read(box, most_tiff).view(), tiff.prefix, found);
        values_.insert(values_.end(), found.values.begin(), found.values.end());
        problems_.insert(problems_.end(), found.problems.begin(), found.problems.end());
      }
    });
}

void Movie::read_track(const Box& trak) {
  Track out;
  const auto mdia = boxes_.child(trak, "mdia");
  fg::require(mdia.has_value(), FG_E_CORRUPT, uri(), ": offset ", trak.offset, ": a track without 'mdia'");
  std::optional<Box> stbl;
  for (const auto& box : boxes_.children(*mdia)) {
    if (box.type == "mdhd") {
      const auto body = boxes_.read(box);
      out.time_scale = body.view().u32be(body.view().u8(0) == 1 ? 20 : 12);
    }
    if (box.type == "hdlr") {
      const auto body = boxes_.read(box);
      const auto word = body.view().bytes(8, 4);
      out.handler.assign(word.begin(), word.end());
    }
    if (box.type == "minf") stbl = boxes_.child(box, "stbl");
  }
  fg::require(stbl.has_value(), FG_E_CORRUPT, uri(), ": offset ", trak.offset, ": a track without 'stbl'");
  if (const auto stsd = boxes_.child(*stbl, "stsd")) {
    const auto entries = boxes_.children(*stsd, 8);
    if (!entries.empty()) {
      out.format = entries[0].type;
      out.description = file_.read_up_to(entries[0].body(), std::min<uint64_t>(entries[0].body_bytes(), 256));
      if (out.format == "CRAW") attempt([&] { describe_picture(entries[0], out); });
    }
  }
  if (out.handler != "soun") attempt([&] { out.samples.emplace(boxes_, *stbl); });
  tracks_.push_back(std::move(out));
}

void Movie::describe_picture(const Box& entry, Track& out) {
  const auto head = out.description.view();
  out.width = head.u16be(24), out.height = head.u16be(26);
  for (const auto& box : boxes_.children(entry, visual_bytes)) {
    if (box.type == "JPEG" || box.type == "HEVC") out.coding = box.type;
    if (box.type == "CMP1") out.coding = box.type, out.picture = read_coded_picture(boxes_.read(box).view());
    if (box.type != "CDI1") continue;
    const auto areas = boxes_.child(box, "IAD1", 4);
    if (!areas) continue;
    const auto body = boxes_.read(*areas);
    for (uint64_t at = 0; at + 2 <= body.size() && out.areas.size() < 64; at += 2) out.areas.push_back(body.view().u16be(at));
  }
}

void Movie::choose_raw() {
  uint64_t most = 0;
  for (size_t i = 0; i < tracks_.size(); ++i) {
    const auto& picture = tracks_[i].picture;
    const uint64_t pixels = picture && tracks_[i].samples ? uint64_t{picture->width} * picture->height : 0;
    if (pixels > most) most = pixels, raw_ = i; // of two pictures of a dual pixel sensor the first
  }
  fg::require(most > 0, FG_E_UNSUPPORTED, uri(), ": no track holds a raw picture (CRAW with CMP1)",
              problems_.empty() ? "" : "; " + problems_.front());
}

const Track* Movie::find(std::string_view format) const {
  const auto at = std::find_if(tracks_.begin(), tracks_.end(), [&](const Track& track) { return track.format == format && track.samples; });
  return at == tracks_.end() ? nullptr : &*at;
}

std::optional<fg::draft::Sample> Movie::sample_of(const Track& track, int64_t frame) const {
  if (frame < 0 || static_cast<uint64_t>(frame) >= track.samples->count()) return std::nullopt;
  const auto sample = track.samples->at(static_cast<uint64_t>(frame));
  fg::require(sample.offset <= file_.size() && sample.bytes <= file_.size() - sample.offset, FG_E_TRUNCATED, uri(), ": offset ",
              sample.offset, ": frame ", frame, " has ", sample.bytes, " bytes of '", fg::draft::key_word(track.format),
              "', the file ends at ", file_.size());
  return sample;
}

int64_t Movie::frame_count() const {
  return static_cast<int64_t>(std::min<uint64_t>(raw().samples->count(), std::max<uint64_t>(1, file_.size()))); // each has a byte at least
}

fg_rational Movie::rate() const {
  const auto& track = raw();
  if (track.samples->count() < 2) return {0, 0};
  try {
    const auto each = track.samples->at(0).duration;
    if (track.time_scale <= 0 || each <= 0) return {0, 0};
    const auto common = std::gcd(track.time_scale, each);
    return {track.time_scale / common, each / common};
  } catch (const fg::Failure&) { // its place is unknown; reading the frame says so
    return {0, 0};
  }
}

fg_timecode Movie::timecode(int64_t frame) const {
  constexpr fg_timecode none{-1, {0, 0}, 0, 0};
  const auto* track = find("tmcd");
  if (!track || !track->description.view().has(16, 8)) return none;
  const auto view = track->description.view();
  const uint32_t flags = view.u32be(12), scale = view.u32be(16), each = view.u32be(20);
  const auto sample = sample_of(*track, frame);
  if (!sample || sample->bytes < 4 || scale == 0 || each == 0 || (flags & counter_flag) != 0) return none; // a counter tells no time
  const auto common = std::gcd(scale, each);
  const auto number = file_.read(sample->offset, 4).view().u32be(0);
  return {number, {scale / common, each / common}, (flags & drop_flag) != 0 ? uint32_t{FG_TC_DROP} : 0u, 0};
}

fg::draft::Sample Movie::picture_sample(int64_t frame) const {
  const auto sample = sample_of(raw(), frame);
  fg::require(sample.has_value(), FG_E_OUT_OF_RANGE, uri(), ": frame ", frame, " is not among the clip's ", frame_count());
  return *sample;
}

fg::Bytes Movie::timed_metadata(int64_t frame) const {
  const auto* track = find("CTMD");
  const auto sample = track ? sample_of(*track, frame) : std::nullopt;
  if (!sample) return {{}, uri(), 0};
  fg::require(sample->bytes <= most_timed, FG_E_CORRUPT, uri(), ": offset ", sample->offset, ": timed metadata of ", sample->bytes,
              " bytes");
  return file_.read(sample->offset, sample->bytes);
}

}  // namespace canon

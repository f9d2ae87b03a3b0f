// SPDX-License-Identifier: Apache-2.0
#include "movie.hpp"

#include "frame_box.hpp"
#include "measures.hpp"

#include <algorithm>

namespace braw {
namespace {

constexpr uint64_t most_description_bytes = 16384;
constexpr uint64_t usual_start_bytes = 512, coded_head_bytes = 16;
constexpr size_t most_tracks = 64;
constexpr uint32_t drop_flag = 1, counter_flag = 8; // of a timecode's description

std::string four(const fg::ByteView& view, uint64_t at) {
  const auto raw = view.bytes(at, 4);
  return {raw.begin(), raw.end()};
}

}  // namespace

bool is_braw(const std::string& format) {
  static constexpr std::string_view known[]{"brxq", "brhq", "brst", "brlt", "brvl", "brvm"};
  return std::find(std::begin(known), std::end(known), format) != std::end(known);
}

template <class Read>
void Movie::attempt(Read read) try {
  read();
} catch (const fg::Failure& failure) {
  problems_.emplace_back(failure.what());
}

Movie::Movie(const fg::Host& host, const std::string& uri) : file_(host.open(uri)), boxes_(file_) {
  std::optional<fg::draft::Box> moov;
  for (const auto& box : boxes_.top()) {
    if (box.type == "mdat" && media_ == 0) media_ = box.body();
    if (box.type == "moov" && !moov) moov = box;
    if (!box.whole) problems_.push_back(fg::concat(uri, ": offset ", box.offset, ": box '", box.type, "' is cut off, the file ends at ", file_.size()));
  }
  fg::require(moov || media_ > 0, FG_E_NOT_THIS_FORMAT, uri, ": neither a 'moov' nor an 'mdat' box");
  has_index_ = moov.has_value();
  if (!has_index_) problems_.push_back(fg::concat(uri, ": offset ", file_.size(), ": the movie's index (moov) is missing; copy the file again"));
  else attempt([&] {
    for (const auto& child : boxes_.children(*moov)) {
      if (child.type == "trak" && tracks_.size() < most_tracks) attempt([&] { read_track(child); });
      if (child.type == "meta") attempt([&] { items_ = item_list(boxes_, child, 65536, &left_out_); });
    }
  });
  for (const auto& track : tracks_)
    if (track.handler == "tmcd" || track.format == "tmcd") attempt([&] { read_timecode(track); });
}

void Movie::read_track(const fg::draft::Box& trak) {
  Track out;
  const auto mdia = boxes_.child(trak, "mdia");
  if (!mdia) return;
  if (const auto hdlr = boxes_.child(*mdia, "hdlr")) out.handler = four(boxes_.read(*hdlr).view(), 8);
  if (const auto mdhd = boxes_.child(*mdia, "mdhd")) {
    const auto bytes = boxes_.read(*mdhd);
    const auto view = bytes.view();
    const bool wide = view.u8(0) == 1;
    out.time_scale = view.u32be(wide ? 20 : 12);
    out.duration = wide ? view.i64be(24) : int64_t{view.u32be(16)};
  }
  const auto minf = boxes_.child(*mdia, "minf");
  const auto stbl = minf ? boxes_.child(*minf, "stbl") : std::nullopt;
  const auto stsd = stbl ? boxes_.child(*stbl, "stsd") : std::nullopt;
  if (stsd) {
    const auto size = file_.read(stsd->body() + 8, 4).view().u32be(0);
    out.description = file_.read_up_to(stsd->body() + 8, std::min<uint64_t>(size, most_description_bytes));
    if (out.description.size() >= 8) out.format = four(out.description.view(), 4);
  }
  if (stbl && out.handler != "soun") attempt([&] { out.samples.emplace(boxes_, *stbl); });
  tracks_.push_back(std::move(out));
}

void Movie::read_timecode(const Track& track) {
  const auto view = track.description.view();
  const auto flags = view.u32be(20);
  const auto rate = rate_of(view.u32be(24), view.u32be(28));
  const auto first = first_sample(track, 4);
  if (timecode_.start.frame >= 0 || first.size() < 4 || rate.num == 0) return;
  timecode_.flags = flags;
  if ((flags & counter_flag) != 0) return; // counts a tape, tells no time
  timecode_.start = {first.view().u32be(0), rate, (flags & drop_flag) != 0 ? uint32_t{FG_TC_DROP} : 0u, 0};
}

const Track* Movie::video() const {
  const auto at = std::find_if(tracks_.begin(), tracks_.end(), [](const Track& track) { return is_braw(track.format); });
  return at == tracks_.end() ? nullptr : &*at;
}

int64_t Movie::frame_count() const {
  if (!has_index_) return -1;
  const auto* track = video();
  return track && track->samples ? static_cast<int64_t>(std::min(track->samples->count(), file_.size() / 8)) : 0; // each has a box at least
}

fg_rational Movie::rate() const {
  const auto* track = video();
  if (!track || !track->samples || track->samples->count() == 0) return {0, 0};
  try {
    return rate_of(track->time_scale, track->samples->at(0).duration);
  } catch (const fg::Failure&) { // its place is unknown, and with it the clip; open() has said so
    return {0, 0};
  }
}

fg::Bytes Movie::frame_start(int64_t frame) const {
  if (!has_index_ && frame == 0 && media_ > 0) return file_.read_up_to(media_, most_box_bytes); // as recorders begin
  const auto* track = video();
  fg::require(track && track->samples && frame >= 0, FG_E_OUT_OF_RANGE, uri(), ": frame ", frame, " is not in the index");
  const auto sample = track->samples->at(static_cast<uint64_t>(frame));
  fg::require(sample.offset <= file_.size() && sample.bytes <= file_.size() - sample.offset, FG_E_TRUNCATED, uri(), ": offset ", sample.offset,
              ": frame ", frame, " has ", sample.bytes, " bytes, the file ends at ", file_.size());
  auto start = file_.read(sample.offset, std::min(sample.bytes, usual_start_bytes));
  const bool longer = start.view().starts_with("bmdf", 4) && start.view().u32be(0) > usual_start_bytes - coded_head_bytes;
  return longer ? file_.read(sample.offset, std::min(sample.bytes, most_box_bytes + coded_head_bytes)) : std::move(start);
}

fg::Bytes Movie::first_sample(const Track& track, uint64_t bytes) const {
  if (!track.samples || track.samples->count() == 0) return {{}, uri(), 0};
  const auto sample = track.samples->at(0);
  return file_.read_up_to(sample.offset, std::min(sample.bytes, bytes));
}

}  // namespace braw

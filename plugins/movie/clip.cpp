// SPDX-License-Identifier: Apache-2.0
#include "clip.hpp"

#include <algorithm>
#include <cmath>

namespace movie {
namespace {

constexpr uint64_t start_bytes = 4096; // of a frame: what its header may have
constexpr uint32_t drop_flag = 1, counter_flag = 8; // of a timecode's description

// The turn that a track's matrix makes of the stored picture, as TIFF counts them; 0: no such turn.
uint8_t turn_of(const std::array<double, 9>& m) {
  const auto is = [&](double a, double b, double c, double d) { return m[0] == a && m[1] == b && m[3] == c && m[4] == d; };
  return is(1, 0, 0, 1) ? 1 : is(-1, 0, 0, -1) ? 3 : is(0, 1, -1, 0) ? 6 : is(0, -1, 1, 0) ? 8 : is(-1, 0, 0, 1) ? 2 : is(1, 0, 0, -1) ? 4 : 0;
}

}  // namespace

Clip::Clip(const fg::Host& host, const std::string& path) : movie(host, path) {
  uri = path;
  track = movie.picture();
  fg::require(track != nullptr || !movie.fragmented(), FG_E_UNSUPPORTED, uri, ": its samples are told in fragments (moof), which are not read; write it again without");
  fg::require(track != nullptr, movie.tracks().empty() && !movie.problems().empty() ? FG_E_CORRUPT : FG_E_UNSUPPORTED, uri, ": no track of pictures with samples is in its index",
              movie.problems().empty() ? "" : "; ", movie.problems().empty() ? "" : movie.problems().front());
  fg::require(track->description.size() > 0, FG_E_CORRUPT, uri, ": the track of pictures has no sample description");
  entry = read_picture_entry(track->description);
  codec = entry.codec;
  timeline = make_timeline(*track, movie.time_scale(), uri);
  look_at_stream();
  colour = colour_of(movie, entry, facts);
  refusal = refusal_of(entry, *track, movie);
  describe();
  read_timecode();
  for (const auto& one : movie.tracks())
    if (one.format == "gpmd" && one.samples && !gpmf) gpmf.emplace(movie.file(), one);
  packets = std::make_shared<const CodedTrack>(movie.file(), *track, timeline);
  const bool leans = !track->samples->every_sample_is_key() || timeline.reorder > 0;
  if (refusal.empty() && leans)
    shared = std::make_shared<coded_video::Pictures>(packets, stream_of(entry, *track, timeline, uri), coded_video::threads_of(host), coded_video::shared_bytes);
}

void Clip::look_at_stream() try {
  const auto sample = track->samples->at(0);
  const auto first = movie.file().read_up_to(sample.offset, std::min(sample.bytes, start_bytes));
  facts = stream_facts(entry, first.view());
} catch (const fg::Failure& failure) {
  facts_problem = failure.what();
}

void Clip::describe() {
  const uint32_t width = entry.width > 0 ? entry.width : facts ? facts->width : 0, height = entry.height > 0 ? entry.height : facts ? facts->height : 0;
  fg::require(width > 0 && height > 0, FG_E_CORRUPT, movie.uri(), ": no size of the picture is found");
  desc.size(width, height);
  coded_video::describe_rgb(facts && facts->alpha, desc);
  desc.pixel_aspect = entry.pixel_aspect;
  if (const auto turn = turn_of(track->matrix)) desc.orientation = turn;
  if (entry.clean) {
    const auto& [x, y, w, h] = *entry.clean;
    desc.display = {static_cast<int32_t>(x), static_cast<int32_t>(y), static_cast<int32_t>(w), static_cast<int32_t>(h)};
  }
  if (entry.fields == 2) desc.scan = entry.field_order == 6 || entry.field_order == 14 ? FG_SCAN_LOWER_FIRST : FG_SCAN_UPPER_FIRST;
  else if (entry.codec == "prores" && facts && facts->interlaced) desc.scan = facts->upper_first ? FG_SCAN_UPPER_FIRST : FG_SCAN_LOWER_FIRST;
}

// tmcd's description, from its size on: 20 u32 flags (1 drop frame, 8 counts and tells no time), u32 scale, u32 frame duration,
// u8 frames a second; its sample is the u32 number of the first frame.
void Clip::read_timecode() {
  const Track* found = nullptr;
  for (const auto& one : movie.tracks()) {
    if (one.format != "tmcd" || !one.samples || one.sample_count == 0) continue;
    const bool referred = std::find(track->timecode_tracks.begin(), track->timecode_tracks.end(), one.id) != track->timecode_tracks.end();
    if (!found || referred) found = &one;
    if (referred) break;
  }
  if (!found || !found->description.view().has(20, 13)) return;
  const auto view = found->description.view();
  timecode_flags = view.u32be(20);
  const auto base = rate_of(view.u32be(24), view.u32be(28));
  if (base.num == 0 || (timecode_flags & counter_flag) != 0) return;
  try {
    const auto first = movie.file().read(found->samples->at(0).offset, 4);
    start = {first.view().u32be(0), base, (timecode_flags & drop_flag) != 0 ? uint32_t{FG_TC_DROP} : 0u, 0};
  } catch (const fg::Failure&) { // its sample lies outside: the clip has none
  }
}

uint32_t Clip::sample_of(int64_t frame) const {
  fg::require(frame >= 0 && frame < frame_count(), FG_E_OUT_OF_RANGE, movie.uri(), ": frame ", frame, " of ", frame_count());
  return timeline.samples[static_cast<size_t>(frame)];
}

uint32_t Clip::state(int64_t frame) const {
  (void)packets->packet(sample_of(frame)); // it is in the file whole
  return FG_FRAME_OK;
}

fg_timecode Clip::timecode(int64_t frame) const {
  auto out = start;
  if (out.frame < 0 || frame == 0) return out;
  const auto& rate = timeline.rate;
  if (rate.num == out.base.num && rate.den == out.base.den) {
    out.frame += frame;
    return out;
  }
  const double counted = rate.num == 0 ? 0 : static_cast<double>(out.base.num) / static_cast<double>(out.base.den) * static_cast<double>(rate.den) / static_cast<double>(rate.num);
  if (!(counted > 0.001 && counted < 1000)) return {-1, {0, 0}, 0, 0};
  out.frame += static_cast<int64_t>(std::floor(static_cast<double>(frame) * counted + 1e-3)); // several frames may share a number
  return out;
}

double Clip::seconds(int64_t frame) const {
  const auto& rate = timeline.rate;
  return rate.num == 0 ? 0 : static_cast<double>(frame) * static_cast<double>(rate.den) / static_cast<double>(rate.num);
}

std::shared_ptr<coded_video::Pictures> Clip::pictures() const {
  if (shared) return shared;
  return std::make_shared<coded_video::Pictures>(packets, stream_of(entry, *track, timeline, movie.uri()), 1, 0);
}

}  // namespace movie

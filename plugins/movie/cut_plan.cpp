// SPDX-License-Identifier: Apache-2.0
#include "cut_plan.hpp"

#include <filmgate/cpp/draft/trim.hpp>

namespace movie {
namespace {

__extension__ typedef __int128 Wide; // products of times and scales

int64_t floor_of(Wide value, Wide by) {
  const Wide whole = value / by - (value % by < 0 ? 1 : 0);
  fg::require(whole > INT64_MIN / 4 && whole < INT64_MAX / 4, FG_E_UNSUPPORTED, "its times are larger than can be counted");
  return static_cast<int64_t>(whole);
}
int64_t nearest(Wide value, Wide by) { return floor_of(2 * value + by, 2 * by); }

// How a track lies in the movie: nothing for `delay`, then its media from `media_time` on.
struct Placement {
  int64_t delay = 0, media_time = 0; // in the movie's scale; in the track's
};
Placement placement_of(const Track& track, const std::string& uri) {
  Placement out;
  size_t shown = 0;
  for (const auto& edit : track.edits) {
    if (edit.media_time < 0 && shown == 0) {
      out.delay += std::max<int64_t>(edit.duration, 0);
      continue;
    }
    fg::require(edit.media_time >= 0 && edit.rate == 1 && ++shown == 1, FG_E_UNSUPPORTED, uri, ": the edit list of track ", track.id,
                " shows more than one piece, or at another speed; such a movie can not be cut");
    out.media_time = edit.media_time;
  }
  return out;
}

int64_t shift_of(const Track& track, uint64_t sample) {
  for (const auto& run : track.shifts) {
    if (sample < run.samples) return run.offset;
    sample -= run.samples;
  }
  return 0;
}

class Planner {
 public:
  Planner(const Clip& clip, int64_t first, int64_t count) : clip_(clip), movie_(clip.movie), picture_(*clip.track) {
    fg::require(!movie_.fragmented(), FG_E_UNSUPPORTED, movie_.uri(), ": its samples are told in fragments (moof); such a movie can not be cut");
    fg::require(movie_.time_scale() > 0 && picture_.time_scale > 0, FG_E_CORRUPT, movie_.uri(), ": a time scale of 0");
    find_pictures(first, count);
  }

  CutPlan plan() {
    CutPlan out;
    out.duration = nearest(Wide{end_ - begin_} * movie_.time_scale(), picture_.time_scale);
    for (const auto& track : movie_.tracks()) out.tracks.push_back(&track == &picture_ ? picture_cut(out.duration) : other_cut(track, out.duration));
    return out;
  }

 private:
  void find_pictures(int64_t first, int64_t count) {
    first_ = clip_.sample_of(first);
    count_ = static_cast<uint64_t>(count);
    for (int64_t i = 0; i < count; ++i) {
      const uint64_t sample = clip_.sample_of(first + i);
      fg::require(sample == first_ + static_cast<uint64_t>(i) && clip_.timeline.ranks.empty() && picture_.samples->key_at_or_before(sample) == sample, FG_E_UNSUPPORTED, movie_.uri(),
                  ": frame ", first + i, " leans on frames before it; only movies whose frames are coded one by one can be cut without coding them again");
    }
    const auto from = picture_.samples->at(first_), to = picture_.samples->at(first_ + count_ - 1);
    begin_ = from.time + shift_of(picture_, first_);
    end_ = to.time + to.duration + shift_of(picture_, first_ + count_ - 1);
    fg::require(end_ > begin_, FG_E_UNSUPPORTED, movie_.uri(), ": the frames last no time; such a movie can not be cut");
    placement_ = placement_of(picture_, movie_.uri());
  }

  CutTrack picture_cut(int64_t duration) const {
    CutTrack out;
    out.first = first_, out.count = count_, out.shown = duration;
    out.media_time = shift_of(picture_, first_);
    return out;
  }

  // A time of the pictures, in another track's scale; below 0 when the track begins later.
  int64_t time_in(const Track& track, const Placement& place, int64_t time) const {
    const Wide movie = movie_.time_scale(), picture = picture_.time_scale;
    const Wide since = Wide{time - placement_.media_time} * movie + Wide{placement_.delay - place.delay} * picture; // of the movie's begin, in 1 / (movie x picture) s
    return floor_of(since * track.time_scale, movie * picture) + place.media_time;
  }

  // The first sample at or behind a time.
  static uint64_t sample_behind(const Track& track, int64_t time) {
    uint64_t from = 0, to = track.sample_count;
    while (from < to) {
      const uint64_t middle = from + (to - from) / 2;
      if (track.samples->at(middle).time < time) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  CutTrack other_cut(const Track& track, int64_t duration) const {
    CutTrack out;
    if (!track.samples || track.sample_count == 0) return out;
    fg::require(!track.elsewhere && track.time_scale > 0 && track.last_description == 1, FG_E_UNSUPPORTED, movie_.uri(), ": track ", track.id,
                " lies in another file, has no time scale or several descriptions; such a movie can not be cut");
    const auto place = placement_of(track, movie_.uri());
    const int64_t begin = time_in(track, place, begin_), end = time_in(track, place, end_), from = std::max(begin, place.media_time);
    if (begin < from) out.delay = nearest(Wide{from - begin} * movie_.time_scale(), track.time_scale);
    const uint64_t behind = sample_behind(track, end);
    uint64_t first = sample_behind(track, from + 1);
    if (first > 0) --first;
    first = track.samples->key_at_or_before(first);
    if (behind <= first || out.delay >= duration) return {};
    const auto sample = track.samples->at(first), last = track.samples->at(behind - 1);
    if (sample.time + sample.duration <= from && behind == first + 1) return {}; // it had ended
    out.first = first, out.count = behind - first, out.shown = duration - out.delay;
    const int64_t left = last.time + last.duration - from; // it may end before the pictures do
    out.shown = std::min(out.shown, nearest(Wide{std::max<int64_t>(left, 0)} * movie_.time_scale(), track.time_scale));
    if (track.format == "tmcd") count_on(track, sample, from, out);
    else out.media_time = from - sample.time;
    return out;
  }

  // tmcd's description, from its size on: 24 u32 scale, u32 frame duration; its samples are the u32 number of their first frame.
  void count_on(const Track& track, const fg::draft::Sample& sample, int64_t from, CutTrack& out) const {
    const auto view = track.description.view();
    fg::require(view.has(24, 8) && view.u32be(28) > 0, FG_E_CORRUPT, movie_.uri(), ": the timecode's description of track ", track.id, " tells no frame duration");
    const auto recorded = movie_.file().read(sample.offset, std::min<uint64_t>(sample.bytes, 64));
    const uint32_t number = recorded.view().u32be(0);
    const Wide frame = Wide{view.u32be(28)} * track.time_scale, since = Wide{from - sample.time} * view.u32be(24);
    const int64_t now = int64_t{number} + floor_of(since + frame / 100, frame); // (scales may round)
    fg::require(now <= UINT32_MAX, FG_E_UNSUPPORTED, movie_.uri(), ": its timecode counts past what it can hold");
    const auto bytes = recorded.view().bytes();
    out.first_sample.assign(bytes.begin(), bytes.end());
    fg::put_be(out.first_sample, 0, static_cast<uint32_t>(now));
    out.first_lasts = std::max<int64_t>(sample.time + sample.duration - from, 0);
  }

  const Clip& clip_;
  const MovieFile& movie_;
  const Track& picture_;
  uint64_t first_ = 0, count_ = 0;   // samples
  int64_t begin_ = 0, end_ = 0;      // in the picture track's scale
  Placement placement_;
};

}  // namespace

CutPlan plan_cut(const Clip& clip, int64_t first, int64_t count) { return Planner(clip, first, count).plan(); }

}  // namespace movie

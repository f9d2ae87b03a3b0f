// SPDX-License-Identifier: Apache-2.0
#include "timeline.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace movie {
namespace {

constexpr uint64_t most_frames = 1 << 24; // 77 hours at 60 frames a second
constexpr size_t look_back = 32;          // samples; no codec reorders more
constexpr double same_rate = 5e-4;

struct Times { std::vector<int64_t> shown, lasts; }; // of each sample, in units of the track's scale

Times times_of(const Track& track, uint64_t count, Timeline& out, const std::string& uri) {
  Times times;
  size_t run = 0;
  uint64_t within = 0;
  for (uint64_t i = 0; i < count; ++i) {
    fg::draft::Sample sample;
    try {
      sample = track.samples->at(i);
    } catch (const fg::Failure& failure) {
      out.problems.push_back(fg::concat(failure.what(), "; ", count - i, " samples of track ", track.id, " can not be found"));
      break;
    }
    while (run < track.shifts.size() && within >= track.shifts[run].samples) ++run, within = 0;
    const int64_t shift = run < track.shifts.size() ? track.shifts[run].offset : 0;
    ++within;
    if (sample.time > INT64_MAX / 4) {
      out.problems.push_back(fg::concat(uri, ": sample ", i, " of track ", track.id, " is shown too late to be counted"));
      break;
    }
    times.shown.push_back(sample.time + shift);
    times.lasts.push_back(sample.duration);
  }
  return times;
}

std::vector<uint32_t> order_of(const std::vector<int64_t>& shown) {
  std::vector<uint32_t> out(shown.size());
  std::iota(out.begin(), out.end(), 0u);
  std::stable_sort(out.begin(), out.end(), [&](uint32_t a, uint32_t b) { return shown[a] < shown[b]; });
  return out;
}

void rank(const std::vector<uint32_t>& order, Timeline& out) {
  if (std::is_sorted(order.begin(), order.end())) return;
  out.ranks.resize(order.size());
  for (size_t i = 0; i < order.size(); ++i) out.ranks[order[i]] = static_cast<int64_t>(i);
  for (size_t i = 0; i < out.ranks.size(); ++i) {
    uint32_t waiting = 0;
    for (size_t k = i > look_back ? i - look_back : 0; k < i; ++k) waiting += out.ranks[k] > out.ranks[i] ? 1 : 0;
    out.reorder = std::max(out.reorder, waiting);
  }
}

void find_rate(const Track& track, const std::vector<int64_t>& lasts, Timeline& out) {
  if (lasts.empty()) return;
  const size_t judged = lasts.size() > 1 ? lasts.size() - 1 : 1; // recorders close the last one as they stop
  int64_t least = lasts[0], most = lasts[0];
  double sum = 0;
  for (size_t i = 0; i < judged; ++i) least = std::min(least, lasts[i]), most = std::max(most, lasts[i]), sum += static_cast<double>(lasts[i]);
  if (least == most) {
    out.rate = rate_of(track.time_scale, least);
    return;
  }
  const double mean = sum / static_cast<double>(judged);
  out.variable = static_cast<double>(most - least) > std::max(1.5, 0.1 * mean);
  const double exact = mean * 1000;
  if (exact >= 1 && exact < 1e15 && track.time_scale < INT64_MAX / 1000) out.rate = rate_of(track.time_scale * 1000, static_cast<int64_t>(std::llround(exact)));
}

int64_t in_track_scale(int64_t duration, int64_t movie_scale, int64_t track_scale) {
  const double scaled = static_cast<double>(duration) * static_cast<double>(track_scale) / static_cast<double>(movie_scale);
  return scaled < 9e18 ? static_cast<int64_t>(std::llround(scaled)) : INT64_MAX;
}

struct Editor { // picks frames by the edit list
  const Track& track;
  const Times& times;
  const std::vector<uint32_t>& order;
  Timeline& out;

  void pick(const Edit& edit, int64_t length) {
    const int64_t half = std::min(times.lasts.empty() ? 0 : times.lasts[0], edit.media_time < INT64_MAX / 2 ? INT64_MAX / 4 : 0) / 2;
    const auto middle = [&](uint32_t sample) { return times.shown[sample] + half; };
    auto at = std::lower_bound(order.begin(), order.end(), edit.media_time, [&](uint32_t sample, int64_t time) { return middle(sample) < time; });
    for (; at != order.end() && (length == 0 || middle(*at) - edit.media_time < length) && out.samples.size() < most_frames; ++at) out.samples.push_back(*at);
  }
  void run(int64_t movie_scale) {
    for (const auto& edit : track.edits) {
      if (edit.media_time < 0) {
        if (edit.duration > 0) out.notes.push_back(fg::concat("the edit list shows nothing for ", edit.duration, "/", movie_scale, " s; these are no frames"));
        continue;
      }
      if (edit.rate != 1) out.notes.push_back(fg::concat("an edit plays at ", edit.rate, " times the speed; its frames are given one by one"));
      pick(edit, movie_scale > 0 ? in_track_scale(edit.duration, movie_scale, track.time_scale) : 0);
    }
    const auto shown = out.samples.size();
    if (shown != order.size()) out.notes.push_back(fg::concat("the edit list shows ", shown, " of ", order.size(), " recorded frames"));
  }
};

}  // namespace

fg_rational rate_of(int64_t scale, int64_t duration) {
  constexpr fg_rational standards[]{{24000, 1001}, {24, 1}, {25, 1}, {30000, 1001}, {30, 1}, {48000, 1001}, {48, 1}, {50, 1},
                                    {60000, 1001}, {60, 1}, {100, 1}, {120000, 1001}, {120, 1}, {240000, 1001}, {240, 1}};
  if (scale <= 0 || duration <= 0) return {0, 0};
  const double measured = static_cast<double>(scale) / static_cast<double>(duration);
  fg_rational nearest{0, 0};
  double least = same_rate;
  for (const auto& rate : standards) {
    const double off = std::abs(measured * static_cast<double>(rate.den) / static_cast<double>(rate.num) - 1);
    if (off < least) least = off, nearest = rate;
  }
  if (nearest.num > 0) return nearest;
  const int64_t common = std::gcd(scale, duration);
  return {scale / common, duration / common};
}

Timeline make_timeline(const Track& track, int64_t movie_scale, const std::string& uri) {
  Timeline out;
  const uint64_t count = std::min(track.sample_count, most_frames);
  if (count < track.sample_count) out.problems.push_back(fg::concat(uri, ": track ", track.id, " has ", track.sample_count, " samples; ", most_frames, " are the most that is read"));
  const auto times = times_of(track, count, out, uri);
  const auto order = order_of(times.shown);
  rank(order, out);
  find_rate(track, times.lasts, out);
  const bool edited = std::any_of(track.edits.begin(), track.edits.end(), [](const Edit& edit) { return edit.media_time >= 0; });
  if (!edited) out.samples = order;
  else Editor{track, times, order, out}.run(movie_scale);
  return out;
}

}  // namespace movie

// SPDX-License-Identifier: Apache-2.0
//
// The record of a clip: what the file says, verbatim, and what was taken for its pictures.
#include "clip.hpp"

#include <chrono>
#include <cstdio>

namespace movie {
namespace {

void put_all(const fg::Record& record, const NamedValues& values) {
  for (const auto& one : values) record.put("movie." + one.key, one.value, one.unit);
}

std::string shown(const std::string& four) { // a type of four characters as text, whatever they are
  std::string out;
  for (const char c : four) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7F) out += c;
    else if (byte == 0xA9) out += "\xC2\xA9";
    else out += '_';
  }
  return out;
}

// "2017-04-17T19:27:57": the standard counts in UTC, many recorders in their own time, and no file says which.
void put_moment(const fg::Record& record, const char* key, uint64_t since_1904) {
  using namespace std::chrono;
  constexpr uint64_t to_year_10000 = 255'485'145'600; // from 1904
  if (since_1904 == 0 || since_1904 >= to_year_10000) return;
  const auto moment = sys_days{year{1904} / January / 1} + seconds{static_cast<int64_t>(since_1904)};
  const auto day = floor<days>(moment);
  const year_month_day date{day};
  const hh_mm_ss time{moment - day};
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d", int{date.year()}, unsigned{date.month()}, unsigned{date.day()}, static_cast<int>(time.hours().count()),
                static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()));
  record.put(key, std::string(text));
}

void put_track(const fg::Record& record, const Track& track, const std::string& key) {
  record.put(key + "id", track.id);
  record.put(key + "handler", shown(track.handler));
  record.put(key + "format", shown(track.format));
  if (!track.name.empty()) record.put(key + "name", text_or_bytes(track.name));
  if (!track.enabled) record.put(key + "enabled", int64_t{0});
  if (track.time_scale > 0) record.put(key + "duration", fg::Value(fg_rational{track.duration, track.time_scale}), "s");
  if (track.samples) record.put(key + "samples", static_cast<int64_t>(track.sample_count));
  if (track.samples && track.handler == "vide") record.put(key + "everyFrameByItself", int64_t{track.samples->every_sample_is_key()});
  for (const auto& item : track.items) record.put(key + item.key, item.value);
  const auto view = track.description.view();
  if (track.handler == "soun" && view.has(24, 12)) {
    record.put(key + "channels", int64_t{view.u16be(24)});
    record.put(key + "sampleBits", int64_t{view.u16be(26)});
    record.put(key + "sampleRate", int64_t{view.u16be(32)}, "1/s");
  }
  for (const auto& edit : track.edits) {
    record.put(key + "edit.duration", edit.duration);
    record.put(key + "edit.mediaTime", edit.media_time);
  }
}

void put_picture(const fg::Record& record, const Clip& clip) {
  const auto& entry = clip.entry;
  record.put("movie.picture.codec", entry.words.empty() ? shown(clip.track->format) : entry.words);
  record.put("movie.picture.format", shown(clip.track->format));
  if (!entry.vendor.empty()) record.put("movie.picture.vendor", text_or_bytes(entry.vendor));
  if (!entry.encoder.empty()) record.put("movie.picture.encoder", text_or_bytes(entry.encoder));
  record.put("movie.picture.depth", entry.depth);
  if (entry.colour) {
    record.put("movie.colr.type", entry.colour_box);
    record.put("movie.colr.primaries", int64_t{entry.colour->primaries});
    record.put("movie.colr.transfer", int64_t{entry.colour->transfer});
    record.put("movie.colr.matrix", int64_t{entry.colour->matrix});
  }
  if (entry.full) record.put("movie.colr.fullRange", int64_t{*entry.full});
  record.put("movie.picture.pixelAspect", fg::Value(entry.pixel_aspect));
  if (entry.clean) record.put("movie.picture.cleanAperture", fg::Value(std::vector<int64_t>(entry.clean->begin(), entry.clean->end())), "px");
  if (entry.fields == 2) record.put("movie.picture.fieldOrder", int64_t{entry.field_order});
  if (clip.timeline.variable) record.put("movie.picture.variableRate", int64_t{1});
  put_all(record, entry.others);
  coded_video::put_values(clip, "movie.", record);
}

}  // namespace

void put_clip_values(const Clip& clip, const fg::Record& record) {
  const auto& movie = clip.movie;
  record.put("movie.container", movie.brand().empty() || movie.brand() == "qt  " ? "QuickTime" : "MP4");
  put_moment(record, "movie.created", clip.movie.created());
  put_moment(record, "movie.modified", clip.movie.modified());
  if (!movie.brand().empty()) record.put("movie.brand", shown(movie.brand()));
  put_picture(record, clip);
  for (size_t i = 0; i < movie.tracks().size(); ++i) put_track(record, movie.tracks()[i], fg::concat("movie.track.", i + 1, "."));
  if (clip.start.frame >= 0) record.put("movie.timecode", fg::Value(clip.start));
  if (clip.timecode_flags != 0) record.put("movie.timecodeFlags", clip.timecode_flags);
  for (const auto& item : movie.items()) {
    const auto* text = std::get_if<std::string>(&item.value);
    record.put("movie.item." + (item.key.size() == 4 ? shown(item.key) : item.key), text ? text_or_bytes(*text) : item.value);
  }
  put_all(record, movie.user_data());
  if (!movie.xml().empty()) record.put("movie.xml", text_or_bytes(movie.xml()));
  put_all(record, gpmf_values(movie.gpmf().view()));
  if (!clip.gpmf) return;
  try {
    put_all(record, clip.gpmf->description());
  } catch (const fg::Failure& failure) {
    if (failure.status() == FG_E_STOPPED) throw; // a payload that lies outside is reported when the clip is opened
  }
  if (clip.frame_count() > 0) put_frame_values(clip, fg::Record(record)); // the first frame stands for the clip
}

void put_frame_values(const Clip& clip, const fg::Record& record) {
  const int64_t frame = record.frame() < 0 ? 0 : record.frame();
  (void)clip.sample_of(frame);
  if (record.frame() >= 0)
    if (const auto timecode = clip.timecode(frame); timecode.frame >= 0) record.put("movie.timecode", fg::Value(timecode));
  if (!clip.gpmf) return;
  try {
    put_all(record, clip.gpmf->between(clip.seconds(frame), clip.seconds(frame + 1)));
  } catch (const fg::Failure& failure) {
    if (failure.status() == FG_E_STOPPED || record.frame() >= 0) throw;
  }
}

}  // namespace movie

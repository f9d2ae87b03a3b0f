// SPDX-License-Identifier: Apache-2.0
#include "clip_parts.hpp"

#include "clock.hpp"

#include <algorithm>

namespace red {
namespace {

constexpr int64_t most_frames_of_a_segment = 1 << 16; // a segment of 4 GB has some thousands
constexpr size_t digits_in_name = 3;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Where the number of "A001_C066_0303LZ_002.R3D" stands; npos: the name has none.
size_t number_at(const std::string& uri) {
  const auto dot = uri.rfind('.');
  if (dot == uri.npos || dot <= digits_in_name || uri[dot - digits_in_name - 1] != '_') return uri.npos;
  const size_t at = dot - digits_in_name;
  return std::all_of(uri.begin() + static_cast<ptrdiff_t>(at), uri.begin() + static_cast<ptrdiff_t>(dot), is_digit) ? at : uri.npos;
}

std::string base_name(const std::string& uri) { return uri.substr(uri.rfind('/') + 1); } // npos + 1 is 0

bool same_pictures(const SegmentFile& a, const SegmentFile& b) {
  return a.wavelet() == b.wavelet() && a.width() == b.width() && a.height() == b.height() && a.rate().num == b.rate().num && a.rate().den == b.rate().den;
}

// Frames from the start of one segment to the start of a later one, by whatever both state; 0: unknown.
int64_t frames_between(const SegmentFile& early, const SegmentFile& late) {
  const auto from = early.start(), to = late.start();
  const int64_t day = frames_a_day(from);
  if (from.frame >= 0 && to.frame >= 0 && day > 0 && from.frame != to.frame && from.flags == to.flags) return (to.frame - from.frame + day) % day;
  if (early.frame_count() == 0 || late.frame_count() == 0) return 0;
  try {
    const auto a = early.frame_number(0), b = late.frame_number(0);
    return a && b && *b > *a ? *b - *a : 0;
  } catch (const fg::Failure&) {
    return 0; // a damaged frame is told of when it is asked for
  }
}

}  // namespace

std::string with_number(std::string uri, int64_t number) {
  const size_t at = number_at(uri);
  if (at == uri.npos) return uri;
  const auto digits = std::to_string(number);
  return uri.replace(at, digits_in_name, std::string(digits_in_name - std::min(digits_in_name, digits.size()), '0') + digits);
}

ClipParts::ClipParts(const fg::Host& host, const std::vector<std::string>& uris) {
  fg::require(!uris.empty(), FG_E_INVALID_ARGUMENT, "no file was given");
  open_all(host, uris);
  if (parts_.size() > 1) add_missing(uris);
  place_frames();
  start_ = first().start(); // no hole before it has frames
}

void ClipParts::open_all(const fg::Host& host, const std::vector<std::string>& uris) {
  const SegmentFile* leader = nullptr;
  for (const auto& uri : uris) {
    ClipPart part;
    const size_t at = number_at(uri);
    part.given = static_cast<uint32_t>(&uri - uris.data());
    part.uri = uri, part.number = at == uri.npos ? static_cast<int64_t>(parts_.size()) + 1 : std::stoll(uri.substr(at, digits_in_name));
    try {
      part.file = std::make_unique<const SegmentFile>(host, uri);
      if (leader && !same_pictures(*leader, *part.file)) {
        part.file.reset();
        part.why = uri + ": its pictures have another size, rate or generation than those of " + base_name(leader->uri()) + "; it belongs to another clip";
      }
    } catch (const fg::Failure& failure) {
      if (uris.size() == 1) throw;
      part.why = failure.what();
    }
    if (part.file && !leader) leader = part.file.get();
    parts_.push_back(std::move(part));
  }
  fg::require(leader != nullptr, FG_E_CORRUPT, parts_.front().why);
  std::stable_sort(parts_.begin(), parts_.end(), [](const ClipPart& a, const ClipPart& b) { return a.number < b.number; });
  for (size_t i = 1; i < parts_.size();) {
    if (parts_[i].number != parts_[i - 1].number) {
      ++i;
      continue;
    }
    problems_.push_back({"duplicate-segment", parts_[i].uri + ": segment " + std::to_string(parts_[i].number) + " is there twice; " + base_name(parts_[i - 1].uri) + " is used"});
    parts_.erase(parts_.begin() + static_cast<ptrdiff_t>(i));
  }
}

void ClipParts::add_missing(const std::vector<std::string>& uris) {
  if (number_at(uris.front()) == std::string::npos) return;
  std::vector<ClipPart> all;
  int64_t wanted = 1;
  for (auto& part : parts_) {
    for (; wanted < part.number; ++wanted) {
      ClipPart missing;
      missing.number = wanted, missing.absent = true, missing.uri = with_number(uris.front(), wanted);
      missing.why = missing.uri + ": segment " + std::to_string(wanted) + " is missing; copy it beside the others";
      all.push_back(std::move(missing));
    }
    wanted = part.number + 1;
    all.push_back(std::move(part));
  }
  parts_ = std::move(all);
}

void ClipParts::place_frames() {
  for (size_t i = 0; i < parts_.size();) {
    if (parts_[i].file) {
      parts_[i].first = frame_count_, parts_[i].count = parts_[i].file->frame_count();
      frame_count_ += parts_[i++].count;
      continue;
    }
    size_t end = i;
    while (end < parts_.size() && !parts_[end].file) ++end;
    close_hole(i, end);
    i = end;
  }
}

// Gives the segments of a hole their frames: all to the first of them, since nothing tells where the others began.
void ClipParts::close_hole(size_t begin, size_t end) {
  int64_t frames = 0;
  if (begin > 0 && end < parts_.size()) {
    const auto& before = parts_[begin - 1];
    frames = frames_between(*before.file, *parts_[end].file) - before.count;
  }
  const bool known = frames > 0 && frames <= most_frames_of_a_segment * static_cast<int64_t>(end - begin);
  for (size_t i = begin; i < end; ++i) {
    auto& part = parts_[i];
    part.first = frame_count_, part.count = known && i == begin ? frames : 0;
    const auto range = known ? "frames " + std::to_string(frame_count_) + " to " + std::to_string(frame_count_ + frames - 1) + " are missing"
                             : std::string(begin == 0 ? "frame 0 is the first behind it" : "how many frames it held is not known, and they are not counted");
    problems_.push_back({part.absent ? "missing-segment" : "unreadable-segment", part.why + "; " + range});
  }
  if (known) {
    for (size_t i = begin + 1; i < end; ++i) parts_[i].first = frame_count_ + frames;
    frame_count_ += frames;
  }
}

const SegmentFile& ClipParts::first() const {
  return *std::find_if(parts_.begin(), parts_.end(), [](const ClipPart& part) { return part.file != nullptr; })->file;
}

uint32_t ClipParts::found() const {
  return static_cast<uint32_t>(std::count_if(parts_.begin(), parts_.end(), [](const ClipPart& part) { return !part.absent; }));
}

const ClipPart& ClipParts::part_of(int64_t frame) const {
  fg::require(frame >= 0 && frame < frame_count_, FG_E_OUT_OF_RANGE, parts_.front().uri, ": frame ", frame, " is not among the ", frame_count_, " of the clip");
  return *std::find_if(parts_.begin(), parts_.end(), [&](const ClipPart& part) { return frame >= part.first && frame < part.first + part.count; });
}

}  // namespace red

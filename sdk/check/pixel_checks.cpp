// SPDX-License-Identifier: Apache-2.0
//
// One frame at a time: every pixel written, nothing else touched, and frame() true of what decode() gives.
#include "checks.hpp"

#include <algorithm>

namespace check {
namespace {

constexpr uint8_t poisons[] = {0xA5, 0x5A}; // no byte is equal in both

// Throws a Skip when there are no pixels to look at.
void require_pixels(const Clip& clip, const Case& subject) {
  if (!clip.decodes()) throw Skip{subject.files.front() + ": is inspected and not decoded"};
  if (clip.some_frames().empty()) throw Skip{subject.files.front() + ": has no frame"};
}

bool only_lends(const Lane& lane) { return lane.map_table() != nullptr; }

void each_sample(const Clip& clip, const std::function<void(const Lane&, int64_t, const Frame&)>& look) {
  for (uint32_t mode = 0; mode < clip.info().mode_count; ++mode) {
    const Lane lane(clip, mode);
    for (const int64_t index : clip.some_frames()) {
      const auto frame = lane.frame(index);
      if (frame.state == FG_FRAME_OK) look(lane, index, frame);
    }
  }
}

size_t first_difference(const std::string& a, const std::string& b) {
  return static_cast<size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
}

}  // namespace

void check_decodes(const Case& subject) {
  const Plugin plugin(subject.bundle);
  const Clip clip(plugin, subject.reader, subject.files);
  require_pixels(clip, subject);
  size_t decoded = 0;
  each_sample(clip, [&](const Lane& lane, int64_t index, const Frame& frame) {
    if (only_lends(lane)) (void)lane.lent(index, frame.desc, 0, static_cast<int32_t>(frame.desc.height));
    else (void)lane.decode(index, frame.desc);
    ++decoded;
  });
  expect(decoded > 0, subject.files.front(), ": can be decoded, says the clip, and none of the frames tried is there");
  for (const auto& reader : subject.bundle.readers)
    expect(reader.id != subject.reader || reader.decodes, "decodes, and the manifest's capabilities do not say so: write \"decode\"");
}

void check_fills(const Case& subject) {
  const Plugin plugin(subject.bundle);
  const Clip clip(plugin, subject.reader, subject.files);
  require_pixels(clip, subject);
  each_sample(clip, [&](const Lane& lane, int64_t index, const Frame& frame) {
    if (only_lends(lane)) return;
    const auto one = Lane(clip, lane.mode_index()).decode(index, frame.desc, poisons[0]).pixels(), other = Lane(clip, lane.mode_index()).decode(index, frame.desc, poisons[1]).pixels();
    if (one == other) return;
    const auto at = first_difference(one, other);
    const bool unwritten = static_cast<uint8_t>(one[at]) == poisons[0] && static_cast<uint8_t>(other[at]) == poisons[1];
    found("frame ", index, ": byte ", at, " of the pixels ", std::string_view(unwritten ? "is not written" : "depends on what the memory held before"),
          "; fill the whole window, masked pixels too");
  });
}

void check_stays_inside(const Case& subject) {
  const Plugin plugin(subject.bundle);
  const Clip clip(plugin, subject.reader, subject.files);
  require_pixels(clip, subject);
  each_sample(clip, [&](const Lane& lane, int64_t index, const Frame& frame) {
    for (const auto edge : {Edge::end, Edge::begin}) {
      if (!only_lends(lane)) (void)lane.decode(index, frame.desc, poisons[0], edge);
      if (!lane.rows_table()) continue;
      const auto height = static_cast<int32_t>(frame.desc.height), unit = static_cast<int32_t>(lane.mode().row_granularity);
      const int32_t first = height / 2 / unit * unit;
      (void)lane.band(index, frame.desc, first, std::min(unit, height - first), poisons[0], edge);
    }
  });
}

void check_frame_agrees(const Case& subject) {
  const Plugin plugin(subject.bundle);
  const Clip clip(plugin, subject.reader, subject.files);
  require_pixels(clip, subject);
  each_sample(clip, [&](const Lane& lane, int64_t index, const Frame& frame) {
    const auto declared = text_of(*lane.mode().output);
    expect(frame.desc_text == declared, "frame ", index, ": frame() says ", frame.desc_text, ", its mode says ", declared);
    if (only_lends(lane)) return;
    const Lane fresh(clip, lane.mode_index()), asked(clip, lane.mode_index());
    const auto without = fresh.decode(index, frame.desc); // decode() must not rely on frame() having been asked
    (void)asked.frame(index);
    expect(without.pixels() == asked.decode(index, frame.desc).pixels(), "frame ", index, ": decode() gives other pixels when frame() was not asked before");
    expect(asked.frame(index) == frame, "frame ", index, ": frame() says something else after decode()");
    if (frame.desc.sample != FG_SAMPLE_U16 || frame.desc.bits >= 16) return;
    for (int32_t y = 0; y < static_cast<int32_t>(frame.desc.height); ++y) {
      const auto* codes = reinterpret_cast<const uint16_t*>(without.row(y));
      const auto* end = codes + without.row_bytes() / 2;
      const auto* above = std::find_if(codes, end, [&](uint16_t code) { return code >> frame.desc.bits != 0; });
      expect(above == end, "frame ", index, ", row ", y, ": a code of ", above == end ? 0 : int{*above}, ", and frame() says ", frame.desc.bits, " bits");
    }
  });
}

void check_bands(const Case& subject) {
  const Plugin plugin(subject.bundle);
  const Clip clip(plugin, subject.reader, subject.files);
  require_pixels(clip, subject);
  bool offered = false;
  each_sample(clip, [&](const Lane& lane, int64_t index, const Frame& frame) {
    const bool lends = only_lends(lane);
    if (!lends && !lane.rows_table()) return;
    offered = true;
    const auto whole = lends ? lane.lent(index, frame.desc, 0, static_cast<int32_t>(frame.desc.height)) : Lane(clip, lane.mode_index()).decode(index, frame.desc).pixels();
    const auto height = static_cast<int32_t>(frame.desc.height), unit = static_cast<int32_t>(lane.mode().row_granularity);
    const auto row = whole.size() / static_cast<size_t>(height); // of one plane; recorded samples have one
    if (frame.desc.planar) return;
    for (const int32_t rows : {unit, 3 * unit, std::max(unit, height / 3 / unit * unit)})
      for (int32_t first = 0, step = rows > height / 20 ? rows : (height / 20 + unit) / unit * unit; first < height; first += step) {
        const int32_t count = std::min(rows, height - first);
        const Lane fresh(clip, lane.mode_index()); // what a lane remembers is the matter of another check
        const auto band = lends ? fresh.lent(index, frame.desc, first, count) : fresh.band(index, frame.desc, first, count);
        expect(whole.compare(static_cast<size_t>(first) * row, static_cast<size_t>(count) * row, band) == 0, "frame ", index, ": rows ", first, " .. ",
               first + count - 1, " by themselves are not those of the whole frame");
      }
  });
  if (!offered) throw Skip{"offers neither rows nor map: whole frames only"};
}

}  // namespace check

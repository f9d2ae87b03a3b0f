// SPDX-License-Identifier: Apache-2.0
//
// One 'trak' of a movie, all big-endian:
//   tkhd  u32 version and flags · version 0: +12 u32 id, +20 u32 duration, +40 i32[9] matrix, +76 u32 width, u32 height in 16.16
//         · version 1: id, duration and what follows 8, 8 and 12 bytes later
//   tref  boxes whose type says what the listed tracks are to this one: 'tmcd' x u32 id
//   edts/elst  u32 version and flags, u32 count, count x (u32 duration in the movie's scale, i32 media time or -1, i16 and u16
//         rate); version 1: u64 and i64
//   mdia/mdhd  version 0: +12 u32 scale, u32 duration · version 1: +20 u32, u64 · mdia/hdlr  +8 char[4] handler, +24 name
//   mdia/minf/dinf/dref  u32 version and flags, u32 count, boxes whose lowest flag says that the media is in this file
//   mdia/minf/stbl  stsd: u32 version and flags, u32 count, count x (u32 size, char[4] format, …); ctts: u32 version and flags,
//         u32 count, count x (u32 samples, i32 offset); the others are the SDK's sample table
// Source: ISO/IEC 14496-12; Apple, QuickTime File Format.
#pragma once
#include <filmgate/cpp/draft/item_list.hpp>
#include <filmgate/cpp/draft/sample_table.hpp>

#include <array>

namespace movie {

struct Edit {
  int64_t duration = 0, media_time = 0; // in the movie's scale; in the track's, -1: nothing is shown
  double rate = 1;
};
struct Shift { uint32_t samples; int64_t offset; }; // of 'ctts'

struct Track {
  uint32_t id = 0;
  bool enabled = true;
  std::string handler, format, name; // "vide", "apch", as stored
  int64_t time_scale = 0, duration = 0;
  std::array<double, 9> matrix{1, 0, 0, 0, 1, 0, 0, 0, 1};
  fg::Bytes description{{}, "", 0}; // the first sample description, from its size on
  uint32_t descriptions = 0;
  uint32_t last_description = 1; // the highest that a sample uses
  std::optional<fg::draft::SampleTable> samples;
  uint64_t sample_count = 0; // no more than the file has bytes
  std::vector<Shift> shifts;
  std::vector<Edit> edits;
  std::vector<uint32_t> timecode_tracks;
  bool elsewhere = false; // its media lies in another file
  std::vector<fg::draft::Item> items;
};

// What can not be read is told in `problems` and left out.
[[nodiscard]] Track read_track(const fg::draft::Boxes& boxes, const fg::draft::Box& trak, std::vector<std::string>& problems);

[[nodiscard]] std::string four_of(const fg::ByteView& view, uint64_t at);
[[nodiscard]] bool is_picture(const Track& track);

}  // namespace movie

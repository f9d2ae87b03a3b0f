// SPDX-License-Identifier: Apache-2.0
//
// The QuickTime movie around Blackmagic RAW: its tracks, what describes their samples, where samples lie, the timecode
// that it starts at, and the keyed values of the clip. Nothing of 'mdat' is read but what a caller asks for.
// Source: Apple, QuickTime File Format.
#pragma once
#include <filmgate/cpp/draft/item_list.hpp>
#include <filmgate/cpp/draft/sample_table.hpp>

namespace braw {

struct Track {
  std::string handler, format;         // "vide", "brhq"; as stored
  int64_t time_scale = 0, duration = 0; // duration in units of the scale
  fg::Bytes description{{}, "", 0};    // the first sample description, from its size on
  std::optional<fg::draft::SampleTable> samples; // none: damaged, or sound, whose samples nobody asks for
};

struct Timecode { fg_timecode start{-1, {0, 0}, 0, 0}; uint32_t flags = 0; };

class Movie {
 public:
  Movie(const fg::Host& host, const std::string& uri); // FG_E_NOT_THIS_FORMAT, FG_E_TRUNCATED, FG_E_CORRUPT
  Movie(const Movie&) = delete;

  [[nodiscard]] const fg::File& file() const { return file_; }
  [[nodiscard]] const std::string& uri() const { return file_.uri(); }
  [[nodiscard]] const std::vector<Track>& tracks() const { return tracks_; }
  [[nodiscard]] const Track* video() const; // the first whose format is one of BRAW's; nullptr: none
  [[nodiscard]] const std::vector<fg::draft::Item>& items() const { return items_; }
  [[nodiscard]] const std::vector<std::string>& left_out() const { return left_out_; } // keys of values too large to keep
  [[nodiscard]] const Timecode& timecode() const { return timecode_; }
  [[nodiscard]] const std::vector<std::string>& problems() const { return problems_; }
  [[nodiscard]] bool has_index() const { return has_index_; }

  [[nodiscard]] int64_t frame_count() const; // -1 without an index
  [[nodiscard]] fg_rational rate() const;
  // The first bytes of a frame's sample: its attributes and the head of its coded frame.
  [[nodiscard]] fg::Bytes frame_start(int64_t frame) const;
  // The first bytes of a track's first sample; empty when there is none.
  [[nodiscard]] fg::Bytes first_sample(const Track& track, uint64_t bytes) const;

 private:
  void read_track(const fg::draft::Box& trak);
  void read_timecode(const Track& track);
  template <class Read>
  void attempt(Read read); // a failure becomes a problem

  fg::File file_;
  fg::draft::Boxes boxes_;
  std::vector<Track> tracks_;
  std::vector<fg::draft::Item> items_;
  std::vector<std::string> left_out_, problems_;
  Timecode timecode_;
  bool has_index_ = false;
  uint64_t media_ = 0; // where the content of 'mdat' begins
};

[[nodiscard]] bool is_braw(const std::string& format); // brhq, brst …

}  // namespace braw

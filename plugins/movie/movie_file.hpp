// SPDX-License-Identifier: Apache-2.0
//
// A QuickTime or MP4 file by its boxes: the brand, the movie's header, its tracks, keyed values and user data. Only what a
// caller asks for is read of the media. FFmpeg's demuxer has no part in it.
//   ftyp  char[4] brand, u32 version, char[4] of each compatible brand
//   moov  mvhd (u32 version and flags, times, u32 scale, duration), trak, meta, udta (user data; with a 'meta' in it), mvex
//         (the rest of the samples is told in fragments)
// Source: ISO/IEC 14496-12; Apple, QuickTime File Format.
#pragma once
#include "named_value.hpp"
#include "track.hpp"

namespace movie {

class MovieFile {
 public:
  MovieFile(const fg::Host& host, const std::string& uri); // FG_E_NOT_THIS_FORMAT, FG_E_TRUNCATED, FG_E_CORRUPT
  MovieFile(const MovieFile&) = delete;

  [[nodiscard]] const fg::File& file() const { return file_; }
  [[nodiscard]] const std::string& uri() const { return file_.uri(); }
  [[nodiscard]] const std::string& brand() const { return brand_; } // empty: a QuickTime file of old
  [[nodiscard]] int64_t time_scale() const { return time_scale_; }
  [[nodiscard]] uint64_t created() const { return created_; }   // seconds since 1904, in whichever zone; 0: not told
  [[nodiscard]] uint64_t modified() const { return modified_; }
  [[nodiscard]] const std::vector<Track>& tracks() const { return tracks_; }
  [[nodiscard]] const Track* picture() const; // the first track of pictures that is switched on; nullptr: none
  [[nodiscard]] const std::vector<fg::draft::Item>& items() const { return items_; }
  [[nodiscard]] const NamedValues& user_data() const { return user_data_; }
  [[nodiscard]] const std::string& xml() const { return xml_; } // of a 'meta' box whose values are XML; empty: none
  [[nodiscard]] bool fragmented() const { return fragmented_; }
  [[nodiscard]] const std::vector<std::string>& problems() const { return problems_; }
  [[nodiscard]] const std::vector<std::string>& left_out() const { return left_out_; } // values too large to keep
  [[nodiscard]] const fg::Bytes& gpmf() const { return gpmf_; } // of the user data; empty: none

 private:
  void read_movie(const fg::draft::Box& moov);
  void read_user_data(const fg::draft::Box& udta);
  void read_meta(const fg::draft::Box& meta);
  template <class Read>
  void attempt(Read read); // a failure becomes a problem

  fg::File file_;
  fg::draft::Boxes boxes_;
  std::string brand_, xml_;
  int64_t time_scale_ = 0;
  uint64_t created_ = 0, modified_ = 0;
  std::vector<Track> tracks_;
  std::vector<fg::draft::Item> items_;
  NamedValues user_data_;
  fg::Bytes gpmf_{{}, "", 0};
  std::vector<std::string> problems_, left_out_;
  bool fragmented_ = false;
};

}  // namespace movie

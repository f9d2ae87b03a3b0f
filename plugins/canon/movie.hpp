// SPDX-License-Identifier: Apache-2.0
//
// The boxes of CR3 stills and Cinema RAW Light clips (ISO base media, big-endian), brand "crx ":
//   moov/uuid 85c0b687-820f-11e0-8111-f4ce462b6a48: CNCV version, CMT1 CMT2 CMT3 CMT4 TIFFs (IFD0, Exif, maker's, GPS), THMB
//   moov/trak: "CRAW" with JPEG or HEVC (preview) or CMP1 and CDI1/IAD1 (mosaic; the largest is the picture) · "CTMD" · "tmcd" · sound
//   uuid be7acfcb-97a9-42e8-9c71-999491e3afac XMP · uuid eaf42b5e-1c98-4b88-b9fb-b7dc406e4d16 preview · mdat
// IAD1 in u16: 2 width, 3 height, 8 to 11 what is shown (left, top, right, bottom, inclusive), 20 to 23 what is exposed, if it has as many
// Source: lclevy/canon_cr3, with its dump of a C200's clip; ISO/IEC 14496-12.
#pragma once
#include "canon.hpp"
#include "coded_picture.hpp"

#include <filmgate/cpp/draft/sample_table.hpp>

namespace canon {

struct Track {
  std::string handler, format; // "vide", "CRAW"
  int64_t time_scale = 0;
  uint32_t width = 0, height = 0; // of a picture, as described
  std::string coding;             // of a picture: "CMP1", "JPEG", "HEVC"
  std::optional<CodedPicture> picture;
  std::vector<uint16_t> areas; // IAD1
  fg::Bytes description{{}, "", 0};
  std::optional<fg::draft::SampleTable> samples;
};

class Movie {
 public:
  Movie(const fg::Host& host, const std::string& uri); // FG_E_NOT_THIS_FORMAT, FG_E_TRUNCATED, FG_E_CORRUPT
  Movie(const Movie&) = delete;

  [[nodiscard]] const fg::File& file() const { return file_; }
  [[nodiscard]] const std::string& uri() const { return file_.uri(); }
  [[nodiscard]] const std::vector<Track>& tracks() const { return tracks_; }
  [[nodiscard]] const NamedValues& values() const { return values_; }
  [[nodiscard]] const std::vector<std::string>& problems() const { return problems_; }

  [[nodiscard]] const Track& raw() const { return tracks_[raw_]; }
  [[nodiscard]] int64_t frame_count() const;
  [[nodiscard]] fg_rational rate() const; // 0/0: of a still
  [[nodiscard]] fg_timecode timecode(int64_t frame) const;
  [[nodiscard]] fg::draft::Sample picture_sample(int64_t frame) const; // FG_E_TRUNCATED when it leaves the file
  [[nodiscard]] fg::Bytes timed_metadata(int64_t frame) const;         // empty: none

 private:
  void read_canon(const fg::draft::Box& uuid);
  void read_track(const fg::draft::Box& trak);
  void describe_picture(const fg::draft::Box& entry, Track& out);
  void choose_raw();
  [[nodiscard]] const Track* find(std::string_view format) const;
  [[nodiscard]] std::optional<fg::draft::Sample> sample_of(const Track& track, int64_t frame) const;
  template <class Read>
  void attempt(Read read); // a failure becomes a problem

  fg::File file_;
  fg::draft::Boxes boxes_;
  std::vector<Track> tracks_;
  NamedValues values_;
  std::vector<std::string> problems_;
  size_t raw_ = 0;
};

}  // namespace canon

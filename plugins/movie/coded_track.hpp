// SPDX-License-Identifier: Apache-2.0
//
// A track's samples as packets for a decoder.
#pragma once
#include "movie_file.hpp"
#include "picture_entry.hpp"
#include "timeline.hpp"

#include <coded_video/pictures.hpp>

namespace movie {

class CodedTrack : public coded_video::PacketSource {
 public:
  // All of them must outlive it.
  CodedTrack(const fg::File& file, const Track& track, const Timeline& timeline) : file_(file), track_(track), timeline_(timeline) {}
  [[nodiscard]] uint64_t count() const override;
  [[nodiscard]] coded_video::Packet packet(uint64_t index) const override;
  void read(uint64_t index, std::span<uint8_t> out) const override;
  [[nodiscard]] uint64_t key_at_or_before(uint64_t index) const override { return track_.samples->key_at_or_before(index); }

 private:
  const fg::File& file_;
  const Track& track_;
  const Timeline& timeline_;
};

[[nodiscard]] coded_video::Stream stream_of(const PictureEntry& entry, const Track& track, const Timeline& timeline, const std::string& uri);

// Why its pictures can not be decoded; empty: they can.
[[nodiscard]] std::string refusal_of(const PictureEntry& entry, const Track& track, const MovieFile& movie);

}  // namespace movie

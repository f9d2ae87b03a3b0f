// SPDX-License-Identifier: Apache-2.0
#include "coded_track.hpp"

namespace movie {

uint64_t CodedTrack::count() const { return timeline_.ranks.empty() ? track_.sample_count : timeline_.ranks.size(); }

coded_video::Packet CodedTrack::packet(uint64_t index) const {
  const auto sample = track_.samples->at(index);
  fg::require(sample.offset <= file_.size() && sample.bytes <= file_.size() - sample.offset, FG_E_TRUNCATED, file_.uri(), ": offset ", sample.offset, ": sample ", index, " has ",
              sample.bytes, " bytes, the file ends at ", file_.size());
  return {sample.bytes, timeline_.rank(index), track_.samples->key_at_or_before(index) == index};
}

void CodedTrack::read(uint64_t index, std::span<uint8_t> out) const { file_.read_into(track_.samples->at(index).offset, out); }

coded_video::Stream stream_of(const PictureEntry& entry, const Track& track, const Timeline& timeline, const std::string& uri) {
  coded_video::Stream out;
  out.codec = entry.codec;
  out.header = entry.header;
  for (size_t i = 0; i < 4; ++i) out.tag |= uint32_t{static_cast<uint8_t>(track.format[i])} << (8 * i);
  out.width = entry.width, out.height = entry.height;
  out.coded_bits = entry.depth;
  out.reorder = timeline.reorder;
  out.about = uri;
  return out;
}

std::string refusal_of(const PictureEntry& entry, const Track& track, const MovieFile& movie) {
  const auto named = [&] { return entry.words.empty() ? "its codec '" + track.format + "'" : entry.words; };
  if (entry.codec.empty()) return named() + (track.format.starts_with("apr") ? " is a raw format, whose decoder is not part of this plugin" : " is not decoded by this plugin");
  if (track.elsewhere) return "its pictures lie in another file, which a reference movie names; open that one";
  if (movie.fragmented()) return "its samples are told in fragments (moof), which are not read; write it again without";
  if (track.last_description > 1) return "its pictures change their description within the track, which is not read";
  if (entry.codec == "h264" && entry.words == "AVC-Intra" && entry.header.empty())
    return "AVC-Intra without its parameter sets in the file; they are not public";
  if (entry.width == 0 || entry.height == 0) return "its description names no size";
  return {};
}

}  // namespace movie

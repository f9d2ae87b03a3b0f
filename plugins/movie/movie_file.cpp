// SPDX-License-Identifier: Apache-2.0
#include "movie_file.hpp"

#include "user_data.hpp"

#include <algorithm>

namespace movie {
namespace {

constexpr size_t most_tracks = 64, most_user_boxes = 1000;
constexpr uint64_t most_value = 65536, most_xml = 1 << 20;

}  // namespace

template <class Read>
void MovieFile::attempt(Read read) try {
  read();
} catch (const fg::Failure& failure) {
  problems_.emplace_back(failure.what());
}

MovieFile::MovieFile(const fg::Host& host, const std::string& uri) : file_(host.open(uri)), boxes_(file_) {
  std::optional<fg::draft::Box> moov;
  bool media = false;
  for (const auto& box : boxes_.top()) {
    if (box.type == "ftyp" && brand_.empty() && box.body_bytes() >= 4) brand_ = four_of(boxes_.read(box).view(), 0);
    if (box.type == "moov" && !moov) moov = box;
    if (box.type == "moof") fragmented_ = true;
    if (box.type == "meta") attempt([&] { read_meta(box); });
    media = media || box.type == "mdat";
    if (!box.whole) problems_.push_back(fg::concat(uri, ": offset ", box.offset, ": box '", box.type, "' is cut off, the file ends at ", file_.size()));
  }
  fg::require(moov || media || !brand_.empty(), FG_E_NOT_THIS_FORMAT, uri, ": none of 'ftyp', 'moov' and 'mdat' is among its boxes");
  fg::require(moov.has_value(), FG_E_TRUNCATED, uri, ": offset ", file_.size(), ": the movie's index (moov) is missing: the recording or a copy was cut; copy the file again");
  attempt([&] { read_movie(*moov); });
}

void MovieFile::read_movie(const fg::draft::Box& moov) {
  for (const auto& child : boxes_.children(moov)) {
    if (child.type == "trak" && tracks_.size() < most_tracks) tracks_.push_back(read_track(boxes_, child, problems_));
    if (child.type == "mvex") fragmented_ = true;
    if (child.type == "udta") attempt([&] { read_user_data(child); });
    if (child.type == "meta") attempt([&] { read_meta(child); });
    if (child.type == "mvhd") attempt([&] {
      const auto bytes = boxes_.read(child);
      const auto view = bytes.view();
      const bool wide = view.u8(0) == 1;
      created_ = wide ? view.u64be(4) : view.u32be(4), modified_ = wide ? view.u64be(12) : view.u32be(8);
      time_scale_ = view.u32be(wide ? 20 : 12);
    });
  }
}

void MovieFile::read_meta(const fg::draft::Box& meta) {
  auto items = item_list(boxes_, meta, most_value, &left_out_);
  std::move(items.begin(), items.end(), std::back_inserter(items_));
  const auto start = file_.read_up_to(meta.body(), 8);
  const uint64_t skip = start.view().starts_with("hdlr", 4) || meta.body_bytes() < 4 ? 0 : 4;
  for (const auto& child : boxes_.children(meta, skip)) {
    if (child.type != "xml " || child.body_bytes() <= 4 || !xml_.empty()) continue;
    if (child.body_bytes() > most_xml) {
      left_out_.emplace_back("xml");
      continue;
    }
    const auto bytes = boxes_.read(child, most_xml);
    xml_ = bytes.view().text(4, bytes.size() - 4);
  }
}

void MovieFile::read_user_data(const fg::draft::Box& udta) {
  size_t seen = 0;
  for (const auto& child : boxes_.children(udta)) {
    if (++seen > most_user_boxes) return problems_.push_back(fg::concat(uri(), ": offset ", child.offset, ": more than ", most_user_boxes, " boxes of user data"));
    if (child.type == "free" || child.type == "skip") continue;
    attempt([&] {
      if (child.type == "meta") return read_meta(child);
      if (child.type == "GPMF" && child.body_bytes() <= 16 * most_value) {
        gpmf_ = boxes_.read(child, 16 * most_value);
        return;
      }
      if (child.body_bytes() > most_value) return left_out_.push_back("udta." + child.type);
      const auto bytes = boxes_.read(child, most_value);
      for (auto& value : user_values(child.type, bytes.view())) user_data_.push_back(std::move(value));
    });
  }
}

const Track* MovieFile::picture() const {
  const Track* first = nullptr;
  for (const auto& track : tracks_)
    if (is_picture(track) && track.samples && track.sample_count > 0 && (!first || (!first->enabled && track.enabled))) first = &track;
  return first;
}

}  // namespace movie

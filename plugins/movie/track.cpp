// SPDX-License-Identifier: Apache-2.0
#include "track.hpp"

#include <algorithm>

namespace movie {
namespace {

using fg::draft::Box;
using fg::draft::Boxes;
constexpr uint64_t most_description = 1 << 16, most_table = 256u << 20;
constexpr size_t most_edits = 100'000, most_references = 64;

class TrackReader {
 public:
  TrackReader(const Boxes& boxes, std::vector<std::string>& problems) : boxes_(boxes), problems_(problems) {}

  Track read(const Box& trak) {
    attempt([&] {
      for (const auto& child : boxes_.children(trak)) {
        if (child.type == "tkhd") attempt([&] { head(child); });
        if (child.type == "tref") attempt([&] { references(child); });
        if (child.type == "edts") attempt([&] { edits(child); });
        if (child.type == "mdia") attempt([&] { media(child); });
        if (child.type == "meta") attempt([&] { out_.items = item_list(boxes_, child); });
      }
    });
    return std::move(out_);
  }

 private:
  template <class Read>
  void attempt(Read read) try {
    read();
  } catch (const fg::Failure& failure) {
    problems_.emplace_back(failure.what());
  }

  void head(const Box& box) {
    const auto bytes = boxes_.read(box);
    const auto view = bytes.view();
    const bool wide = view.u8(0) == 1;
    out_.enabled = (view.u8(3) & 1) != 0;
    out_.id = view.u32be(wide ? 20 : 12);
    for (size_t i = 0; i < 9; ++i)
      out_.matrix[i] = static_cast<double>(view.i32be((wide ? 52 : 40) + 4 * i)) / (i % 3 == 2 ? double{1 << 30} : double{1 << 16});
  }
  void references(const Box& box) {
    for (const auto& child : boxes_.children(box)) {
      if (child.type != "tmcd") continue;
      const auto bytes = boxes_.read(child);
      for (uint64_t at = 0; bytes.view().has(at, 4) && out_.timecode_tracks.size() < most_references; at += 4) out_.timecode_tracks.push_back(bytes.view().u32be(at));
    }
  }
  void edits(const Box& box) {
    const auto list = boxes_.child(box, "elst");
    if (!list) return;
    const auto bytes = boxes_.read(*list, 16 * most_edits * 2);
    const auto view = bytes.view();
    const bool wide = view.u8(0) == 1;
    const uint64_t entry = wide ? 20 : 12, count = view.u32be(4);
    for (uint64_t i = 0, at = 8; i < count && i < most_edits && view.has(at, entry); ++i, at += entry) {
      Edit edit;
      edit.duration = wide ? view.i64be(at) : int64_t{view.u32be(at)};
      edit.media_time = wide ? view.i64be(at + 8) : int64_t{view.i32be(at + 4)};
      edit.rate = static_cast<double>(view.i32be(at + entry - 4)) / 65536;
      out_.edits.push_back(edit);
    }
  }
  void media(const Box& box) {
    for (const auto& child : boxes_.children(box)) {
      if (child.type == "hdlr") attempt([&] { handler(child); });
      if (child.type == "mdhd") attempt([&] { scale(child); });
      if (child.type == "minf") attempt([&] { information(child); });
    }
  }
  void handler(const Box& box) {
    const auto bytes = boxes_.read(box);
    const auto view = bytes.view();
    out_.handler = four_of(view, 8);
    if (!view.has(24, 1)) return;
    const uint64_t counted = view.u8(24), left = view.size() - 25; // QuickTime's names begin with their length
    out_.name = counted > 0 && counted <= left && counted + 2 >= left ? view.text(25, counted) : view.text(24, left + 1);
  }
  void scale(const Box& box) {
    const auto bytes = boxes_.read(box);
    const auto view = bytes.view();
    const bool wide = view.u8(0) == 1;
    out_.time_scale = view.u32be(wide ? 20 : 12);
    out_.duration = wide ? view.i64be(24) : int64_t{view.u32be(16)};
  }
  void information(const Box& box) {
    for (const auto& child : boxes_.children(box)) {
      if (child.type == "dinf") attempt([&] { place(child); });
      if (child.type == "stbl") attempt([&] { table(child); });
    }
  }
  void place(const Box& box) {
    const auto dref = boxes_.child(box, "dref");
    if (!dref) return;
    for (const auto& entry : boxes_.children(*dref, 8))
      if ((boxes_.file().read(entry.body(), 4).view().u8(3) & 1) == 0) out_.elsewhere = true;
  }
  void table(const Box& box) {
    for (const auto& child : boxes_.children(box)) {
      if (child.type == "stsd") attempt([&] { describe(child); });
      if (child.type == "ctts") attempt([&] { shift(child); });
      if (child.type == "stsc") attempt([&] { used_descriptions(child); });
    }
    attempt([&] { out_.samples.emplace(boxes_, box); });
    if (!out_.samples) return;
    out_.sample_count = std::min(out_.samples->count(), boxes_.file().size());
    if (out_.sample_count < out_.samples->count())
      problems_.push_back(fg::concat(boxes_.file().uri(), ": track ", out_.id, " claims ", out_.samples->count(), " samples, the file has ", boxes_.file().size(), " bytes"));
  }
  void describe(const Box& box) {
    const auto head = boxes_.file().read_up_to(box.body(), 12);
    out_.descriptions = head.view().u32be(4);
    if (out_.descriptions == 0) return;
    const uint64_t size = std::min<uint64_t>(head.view().u32be(8), most_description);
    fg::require(size >= 16 && size <= box.body_bytes() - 8, FG_E_CORRUPT, boxes_.file().uri(), ": offset ", box.body() + 8, ": a sample description of ", size, " bytes");
    out_.description = boxes_.file().read(box.body() + 8, size);
    out_.format = four_of(out_.description.view(), 4);
  }
  void shift(const Box& box) {
    const auto bytes = boxes_.read(box, most_table);
    const auto view = bytes.view();
    const uint64_t count = std::min<uint64_t>(view.u32be(4), (view.size() - 8) / 8);
    out_.shifts.reserve(count);
    for (uint64_t i = 0; i < count; ++i) out_.shifts.push_back({view.u32be(8 + 8 * i), view.i32be(12 + 8 * i)});
  }
  void used_descriptions(const Box& box) {
    const auto bytes = boxes_.read(box, most_table);
    const auto view = bytes.view();
    for (uint64_t i = 0, at = 8; i < view.u32be(4) && view.has(at, 12); ++i, at += 12) out_.last_description = std::max(out_.last_description, view.u32be(at + 8));
  }

  const Boxes& boxes_;
  std::vector<std::string>& problems_;
  Track out_;
};

}  // namespace

std::string four_of(const fg::ByteView& view, uint64_t at) {
  const auto raw = view.bytes(at, 4);
  return {raw.begin(), raw.end()};
}

bool is_picture(const Track& track) { return track.handler == "vide"; }

Track read_track(const Boxes& boxes, const Box& trak, std::vector<std::string>& problems) { return TrackReader(boxes, problems).read(trak); }

}  // namespace movie

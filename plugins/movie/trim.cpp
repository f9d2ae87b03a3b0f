// SPDX-License-Identifier: Apache-2.0
//
// What is written, in this order: every box of the original's top but media and index, verbatim; one 'mdat' with the samples
// in the order in which they lay; 'moov' with the lengths, edits and sample tables of the cut and all else verbatim.
#include "trim.hpp"

#include "cut_tables.hpp"

#include <algorithm>

namespace movie {
namespace {

using fg::draft::Box;
constexpr uint64_t most_verbatim = 256u << 20;

class ShorterMovie {
 public:
  ShorterMovie(const Clip& clip, fg::FrameSpan frames) : clip_(clip), file_(clip.movie.file()), boxes_(file_), plan_(plan_cut(clip, frames.first, frames.count)) {
    for (size_t i = 0; i < plan_.tracks.size(); ++i) tables_.emplace_back(clip, i, plan_.tracks[i]);
    for (const auto& box : boxes_.top()) {
      if (box.type == "moov" && !moov_) moov_ = box;
      else if (box.type != "mdat" && box.type != "moov" && box.type != "free" && box.type != "skip" && box.type != "wide") kept_.push_back(box);
    }
    fg::require(moov_.has_value(), FG_E_CORRUPT, file_.uri(), ": its index is gone");
    refuse_places();
  }

  void write(const fg::TrimSink& out) {
    uint64_t head = 0, media = 0;
    for (const auto& box : kept_) head += box.bytes;
    auto pieces = all_pieces();
    for (const auto& piece : pieces) media += size_of(piece);
    const uint64_t header = media + 8 > UINT32_MAX ? 16 : 8;
    uint64_t place = head + header;
    for (auto& piece : pieces) piece.place = place, place += size_of(piece);
    const auto index = index_with(pieces); // before the first byte is written: it may be refused
    out.begin_as(file_.uri());
    for (const auto& box : kept_) out.copy(0, box.offset, box.bytes);
    out.put(media_header(media, header));
    for (const auto& piece : pieces) put(piece, out);
    out.put(index);
  }

 private:
  // Offsets into the file, where they are not rewritten.
  void refuse_places() const {
    for (const auto& box : kept_)
      fg::require(box.type != "meta" || !boxes_.child(box, "iloc", 4), FG_E_UNSUPPORTED, file_.uri(), ": offset ", box.offset, ": box 'meta' points into the file; such a movie can not be cut");
  }

  bool is_replaced(const Piece& piece) const { // the first sample of a timecode
    const auto& cut = plan_.tracks[piece.track];
    return !cut.first_sample.empty() && piece.first_sample == cut.first;
  }
  uint64_t size_of(const Piece& piece) const { return is_replaced(piece) ? plan_.tracks[piece.track].first_sample.size() : piece.bytes; }

  std::vector<Piece> all_pieces() const {
    std::vector<Piece> out;
    for (const auto& table : tables_) out.insert(out.end(), table.pieces().begin(), table.pieces().end());
    std::stable_sort(out.begin(), out.end(), [](const Piece& a, const Piece& b) { return a.offset < b.offset; });
    return out;
  }

  void put(const Piece& piece, const fg::TrimSink& out) const {
    if (is_replaced(piece)) out.put(plan_.tracks[piece.track].first_sample);
    else if (piece.bytes > 0) out.copy(0, piece.offset, piece.bytes);
  }

  static std::vector<uint8_t> media_header(uint64_t media, uint64_t header) {
    BoxWriter out;
    out.put(header == 8 ? static_cast<uint32_t>(media + 8) : 1u);
    for (const char c : std::string_view("mdat")) out.put(static_cast<uint8_t>(c));
    if (header == 16) out.put(media + 16);
    return out.bytes();
  }

  void verbatim(const Box& box, BoxWriter& out) const {
    fg::require(box.whole && box.bytes <= most_verbatim, FG_E_UNSUPPORTED, file_.uri(), ": offset ", box.offset, ": box '", box.type, "' of ", box.bytes, " bytes is cut off or too large to be kept");
    out.put(file_.read(box.offset, box.bytes).view().bytes());
  }

  // A header with another duration: at `at` in version 0, at `at_wide` in version 1.
  void with_duration(const Box& box, int64_t duration, size_t at, size_t at_wide, BoxWriter& out) const {
    const auto recorded = file_.read(box.offset, box.bytes);
    const auto bytes = recorded.view().bytes();
    std::vector<uint8_t> body(bytes.begin() + static_cast<std::ptrdiff_t>(box.header_bytes), bytes.end());
    const bool wide = !body.empty() && body[0] == 1;
    const size_t place = wide ? at_wide : at, width = wide ? 8 : 4;
    fg::require(body.size() >= place + width && (wide || duration <= UINT32_MAX), FG_E_CORRUPT, file_.uri(), ": offset ", box.offset, ": box '", box.type, "' holds no duration");
    if (wide) fg::put_be(body, place, static_cast<uint64_t>(duration));
    else fg::put_be(body, place, static_cast<uint32_t>(duration));
    out.box(box.type, [&] { out.put(body); });
  }

  std::vector<uint8_t> index_with(const std::vector<Piece>& pieces) const {
    std::vector<std::vector<Piece>> placed(tables_.size());
    for (const auto& piece : pieces) placed[piece.track].push_back(piece);
    for (auto& list : placed) // a track's own order, which need not be that of the file
      std::sort(list.begin(), list.end(), [&](const Piece& a, const Piece& b) { return a.first_sample < b.first_sample; });
    BoxWriter out;
    out.box("moov", [&] {
      size_t track = 0;
      for (const auto& box : boxes_.children(*moov_)) {
        if (box.type == "mvhd") with_duration(box, plan_.duration, 16, 24, out);
        else if (box.type == "trak" && track < tables_.size()) write_track(box, track, placed[track], out), ++track;
        else fg::require(box.type != "trak", FG_E_UNSUPPORTED, file_.uri(), ": it has more tracks than are read; such a movie can not be cut"), verbatim(box, out);
      }
    });
    return out.bytes();
  }

  void write_track(const Box& trak, size_t track, const std::vector<Piece>& placed, BoxWriter& out) const {
    if (!clip_.movie.tracks()[track].samples) return verbatim(trak, out);
    const auto& cut = plan_.tracks[track];
    out.box("trak", [&] {
      for (const auto& box : boxes_.children(trak)) {
        if (box.type == "tkhd") {
          with_duration(box, cut.count > 0 ? cut.delay + cut.shown : 0, 20, 28, out);
          if (!boxes_.child(trak, "edts")) write_edits(track, out);
        } else if (box.type == "edts") {
          write_edits(track, out);
        } else if (box.type == "mdia") {
          write_media(box, track, placed, out);
        } else {
          verbatim(box, out);
        }
      }
    });
  }

  void write_edits(size_t track, BoxWriter& out) const {
    const auto& cut = plan_.tracks[track];
    if (cut.count == 0 || (clip_.movie.tracks()[track].edits.empty() && cut.delay == 0 && cut.media_time == 0)) return;
    const bool wide = cut.shown > INT32_MAX || cut.delay > INT32_MAX || cut.media_time > INT32_MAX;
    const auto entry = [&](int64_t lasts, int64_t media_time) {
      if (wide) out.put(static_cast<uint64_t>(lasts)), out.put(static_cast<uint64_t>(media_time));
      else out.put(static_cast<uint32_t>(lasts)), out.put(static_cast<uint32_t>(media_time));
      out.put(uint32_t{0x10000}); // at its own speed
    };
    out.box("edts", [&] {
      out.box("elst", [&] {
        out.put(wide ? 0x01000000u : 0u), out.put(cut.delay > 0 ? 2u : 1u);
        if (cut.delay > 0) entry(cut.delay, -1);
        entry(cut.shown, cut.media_time);
      });
    });
  }

  void write_media(const Box& mdia, size_t track, const std::vector<Piece>& placed, BoxWriter& out) const {
    out.box("mdia", [&] {
      for (const auto& box : boxes_.children(mdia)) {
        if (box.type == "mdhd") with_duration(box, tables_[track].duration(), 16, 24, out);
        else if (box.type != "minf") verbatim(box, out);
        else
          out.box("minf", [&] {
            for (const auto& inner : boxes_.children(box)) {
              if (inner.type != "stbl") verbatim(inner, out);
              else
                out.box("stbl", [&] {
                  for (const auto& table : boxes_.children(inner)) tables_[track].write(boxes_, table, placed, out);
                });
            }
          });
      }
    });
  }

  const Clip& clip_;
  const fg::File& file_;
  fg::draft::Boxes boxes_;
  CutPlan plan_;
  std::vector<CutTables> tables_;
  std::optional<Box> moov_;
  std::vector<Box> kept_; // of the top
};

}  // namespace

fg::FrameSpan widen_cut(const Clip& clip, fg::FrameSpan wanted) {
  const auto number = [&](int64_t frame) { return clip.timecode(frame).frame; };
  if (number(0) < 0) return wanted;
  while (wanted.first > 0 && number(wanted.first) == number(wanted.first - 1)) --wanted.first, ++wanted.count;
  return wanted;
}

void trim_clip(const Clip& clip, fg::FrameSpan frames, const fg::TrimSink& out) { ShorterMovie(clip, frames).write(out); }

}  // namespace movie

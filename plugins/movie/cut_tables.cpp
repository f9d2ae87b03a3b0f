// SPDX-License-Identifier: Apache-2.0
#include "cut_tables.hpp"

#include <algorithm>

namespace movie {
namespace {

constexpr uint64_t most_samples = uint64_t{1} << 30, most_groups = 64u << 20;

// The bytes of one sample of plain sound, by its description (20 u16 version, 24 u16 channels, 26 u16 bits).
uint64_t plain_bytes(const Track& track) {
  static constexpr std::string_view plain[]{"sowt", "twos", "raw ", "in24", "in32", "fl32", "fl64", "NONE"};
  const auto view = track.description.view();
  const bool known = std::find(std::begin(plain), std::end(plain), track.format) != std::end(plain);
  return known && view.has(24, 4) ? uint64_t{view.u16be(24)} * view.u16be(26) / 8 : 0;
}

}  // namespace

CutTables::CutTables(const Clip& clip, size_t track, const CutTrack& cut) : track_(clip.movie.tracks()[track]), index_(track), cut_(cut) {
  const auto& uri = clip.movie.uri();
  fg::require(cut.count <= most_samples, FG_E_UNSUPPORTED, uri, ": track ", track_.id, " has ", cut.count, " samples in these frames; cut less");
  if (cut.count == 0) return;
  const bool of_old = track_.handler == "soun" && track_.samples->at(cut.first).bytes == 1 && plain_bytes(track_) > 1;
  fg::require(!of_old, FG_E_UNSUPPORTED, uri, ": track ", track_.id, " counts its sound in samples of one byte, as old recorders do; such a movie can not be cut");
  read();
}

void CutTables::append(std::vector<Run>& runs, int64_t value) {
  if (!runs.empty() && runs.back().value == value) ++runs.back().samples;
  else runs.push_back({1, value});
}

void CutTables::read() {
  size_t run = 0;
  uint64_t before = 0; // samples of the runs of shifts before
  for (uint64_t i = cut_.first; i < cut_.first + cut_.count; ++i) {
    const auto sample = track_.samples->at(i);
    const bool first = i == cut_.first;
    const int64_t lasts = first && cut_.first_lasts >= 0 ? cut_.first_lasts : sample.duration;
    append(times_, lasts);
    append(sizes_, first && !cut_.first_sample.empty() ? static_cast<int64_t>(cut_.first_sample.size()) : static_cast<int64_t>(sample.bytes));
    while (run < track_.shifts.size() && i - before >= track_.shifts[run].samples) before += track_.shifts[run++].samples;
    if (!track_.shifts.empty()) append(shifts_, run < track_.shifts.size() ? track_.shifts[run].offset : 0);
    if (track_.samples->key_at_or_before(i) == i) keys_.push_back(static_cast<uint32_t>(i - cut_.first + 1));
    duration_ += lasts;
    const bool on = !pieces_.empty() && pieces_.back().offset + pieces_.back().bytes == sample.offset && !(first || (i == cut_.first + 1 && !cut_.first_sample.empty()));
    if (on) pieces_.back().bytes += sample.bytes, ++pieces_.back().samples;
    else pieces_.push_back({index_, i, 1, sample.offset, sample.bytes, 0});
  }
}

void CutTables::write_times(BoxWriter& out) const {
  out.box("stts", [&] {
    out.put(uint32_t{0}), out.put(static_cast<uint32_t>(times_.size()));
    for (const auto& run : times_) out.put(run.samples), out.put(static_cast<uint32_t>(run.value));
  });
}

void CutTables::write_sizes(BoxWriter& out) const {
  out.box("stsz", [&] {
    const bool alike = sizes_.size() == 1;
    out.put(uint32_t{0}), out.put(alike ? static_cast<uint32_t>(sizes_[0].value) : 0u), out.put(static_cast<uint32_t>(cut_.count));
    if (alike) return;
    for (const auto& run : sizes_)
      for (uint32_t i = 0; i < run.samples; ++i) out.put(static_cast<uint32_t>(run.value));
  });
}

void CutTables::write_chunks(const std::vector<Piece>& placed, BoxWriter& out) const {
  out.box("stsc", [&] {
    std::vector<std::pair<uint32_t, uint32_t>> runs; // first chunk from 1, samples a chunk
    for (size_t i = 0; i < placed.size(); ++i)
      if (runs.empty() || runs.back().second != placed[i].samples) runs.emplace_back(static_cast<uint32_t>(i + 1), static_cast<uint32_t>(placed[i].samples));
    out.put(uint32_t{0}), out.put(static_cast<uint32_t>(runs.size()));
    for (const auto& [chunk, samples] : runs) out.put(chunk), out.put(samples), out.put(uint32_t{1});
  });
  const bool wide = std::any_of(placed.begin(), placed.end(), [](const Piece& one) { return one.place > UINT32_MAX; });
  out.box(wide ? "co64" : "stco", [&] {
    out.put(uint32_t{0}), out.put(static_cast<uint32_t>(placed.size()));
    for (const auto& piece : placed)
      if (wide) out.put(piece.place);
      else out.put(static_cast<uint32_t>(piece.place));
  });
}

// sbgp: u32 version and flags, char[4] grouping, in version 1 u32 parameter, u32 count, count x (u32 samples, u32 group).
void CutTables::write_groups(const fg::ByteView& view, BoxWriter& out) const {
  const uint64_t head = view.u8(0) == 1 ? 12 : 8, count = view.u32be(head), end = cut_.first + cut_.count;
  std::vector<std::pair<uint32_t, uint32_t>> runs;
  uint64_t from = 0;
  for (uint64_t i = 0, at = head + 4; i < count && from < end; ++i, at += 8) {
    const uint64_t to = from + view.u32be(at);
    if (to > cut_.first) runs.emplace_back(static_cast<uint32_t>(std::min(to, end) - std::max(from, cut_.first)), view.u32be(at + 4));
    from = to;
  }
  out.box("sbgp", [&] {
    out.put(view.bytes(0, head)), out.put(static_cast<uint32_t>(runs.size()));
    for (const auto& [samples, group] : runs) out.put(samples), out.put(group);
  });
}

void CutTables::write(const fg::draft::Boxes& boxes, const fg::draft::Box& original, const std::vector<Piece>& placed, BoxWriter& out) const {
  const auto& type = original.type;
  if (type == "stts") return write_times(out);
  if (type == "stsz") return write_sizes(out);
  if (type == "stco" || type == "co64") return write_chunks(placed, out);
  if (type == "stsc" || type == "free" || type == "skip") return;
  if (type == "ctts")
    return out.box("ctts", [&] {
      const auto head = boxes.file().read(original.body(), 4); // its version says whether offsets may be negative
      out.put(head.view().bytes()), out.put(static_cast<uint32_t>(shifts_.size()));
      for (const auto& run : shifts_) out.put(run.samples), out.put(static_cast<uint32_t>(run.value));
    });
  if (type == "stss")
    return out.box("stss", [&] {
      out.put(uint32_t{0}), out.put(static_cast<uint32_t>(keys_.size()));
      for (const uint32_t key : keys_) out.put(key);
    });
  if (type == "sdtp")
    return out.box("sdtp", [&] { // a byte a sample
      out.put(uint32_t{0});
      out.put(boxes.file().read(original.body() + 4 + cut_.first, original.body_bytes() >= 4 + cut_.first + cut_.count ? cut_.count : 0).view().bytes());
    });
  if (type == "sbgp") return write_groups(boxes.read(original, most_groups).view(), out);
  fg::require(type == "stsd" || type == "sgpd" || type == "cslg", FG_E_UNSUPPORTED, boxes.file().uri(), ": offset ", original.offset, ": box '", type, "' of track ", track_.id,
              " says of its samples what is not understood here; such a movie can not be cut");
  out.put(boxes.file().read(original.offset, original.bytes).view().bytes());
}

}  // namespace movie

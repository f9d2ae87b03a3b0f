// SPDX-License-Identifier: Apache-2.0
//
// Draft. The TIFF 6.0 structure below DNGs, Exif and makers' notes: byte order mark, 42, then directories (IFDs) of 12-byte entries
//   0 u16 tag · 2 u16 type · 4 u32 count · 8 the value itself when it fits 4 bytes, else u32 its offset
// A directory is u16 count, the entries, u32 offset of the next one (0: none). Tags 330, 34665 and 34853 lead to more.
// Source: TIFF 6.0 (Adobe, 1992), TIFF/EP (ISO 12234-2). Offsets may lie and loop: directories are walked breadth first with a
// list of those seen, and all is counted against fixed limits, far above what cameras write.
#pragma once
#include <filmgate/cpp/draft/tiff_directory.hpp>
#include <filmgate/cpp/draft/tiff_value.hpp>

namespace fg {
inline namespace v1 {
namespace draft {

class Tiff {
 public:
  static constexpr uint64_t most_value_bytes = 4 << 20;

  // Reads the directories, no values. FG_E_NOT_THIS_FORMAT when it is no TIFF; what fails later goes to problems().
  // chained: IFD0 leads to others; makers' notes are one directory, and what stands behind it leads nowhere.
  explicit Tiff(TiffBytes bytes, bool chained = true) : bytes_(std::move(bytes)), chained_(chained) {
    const auto head = bytes_.read(0, std::min<uint64_t>(bytes_.size, 8));
    const auto view = head.view();
    const bool little = view.starts_with(std::string_view("II\x2a\0", 4)), big = view.starts_with(std::string_view("MM\0\x2a", 4));
    require(little || big, FG_E_NOT_THIS_FORMAT, bytes_.name, ": offset ", bytes_.base, ": no TIFF byte order mark");
    order_ = little ? Order::little : Order::big;
    walk(view.get<uint32_t>(4, order_));
  }

  [[nodiscard]] Order order() const { return order_; }
  [[nodiscard]] const std::vector<TiffDirectory>& directories() const { return directories_; } // IFD0 first
  [[nodiscard]] const std::vector<std::string>& problems() const { return problems_; }

  // The value with its recorded type; FG_E_UNSUPPORTED when it is larger than `most_value_bytes`.
  [[nodiscard]] Value value(const TiffEntry& entry) const {
    require(entry.bytes <= most_value_bytes, FG_E_UNSUPPORTED, about(entry), "its ", entry.bytes, " bytes are too many for a record");
    constexpr uint16_t xmp = 700; // text, whatever its type
    const auto bytes = bytes_.read(entry.offset, entry.bytes);
    return entry.tag == xmp ? tiff_text(bytes.view()) : tiff_value(bytes.view(), order_, entry.type, entry.count);
  }
  [[nodiscard]] std::vector<double> numbers(const TiffEntry& entry) const {
    require(entry.bytes <= most_value_bytes, FG_E_CORRUPT, about(entry), entry.count, " values are too many");
    const auto bytes = bytes_.read(entry.offset, entry.bytes);
    std::vector<double> out;
    out.reserve(entry.count);
    for (uint64_t i = 0; i < entry.count; ++i) out.push_back(tiff_number_at(bytes.view(), order_, entry.type, i));
    return out;
  }
  [[nodiscard]] std::vector<uint64_t> integers(const TiffEntry& entry) const {
    require(tiff_is_unsigned(entry.type), FG_E_CORRUPT, about(entry), "whole numbers are wanted, type ", entry.type, " is recorded");
    require(entry.bytes <= most_value_bytes, FG_E_CORRUPT, about(entry), entry.count, " values are too many");
    const auto bytes = bytes_.read(entry.offset, entry.bytes);
    std::vector<uint64_t> out;
    out.reserve(entry.count);
    for (uint64_t i = 0; i < entry.count; ++i) out.push_back(static_cast<uint64_t>(tiff_integer_at(bytes.view(), order_, entry.type, i)));
    return out;
  }
  [[nodiscard]] std::vector<uint8_t> raw_bytes(const TiffEntry& entry) const {
    require(entry.bytes <= most_value_bytes, FG_E_CORRUPT, about(entry), entry.bytes, " bytes are too many");
    const auto bytes = bytes_.read(entry.offset, entry.bytes);
    return {bytes.view().bytes().begin(), bytes.view().bytes().end()};
  }

 private:
  static constexpr size_t most_directories = 64, most_entries = 8192, most_problems = 32;
  static constexpr uint32_t most_depth = 4;
  struct Visit { uint64_t offset; TiffPlace place; uint32_t depth; };

  [[nodiscard]] std::string about(const TiffEntry& entry) const { return concat(bytes_.name, ": tag ", entry.tag, ": "); }

  void walk(uint64_t first) {
    std::vector<Visit> waiting{{first, TiffPlace::main, 0}};
    std::vector<uint64_t> visited;
    for (size_t i = 0; i < waiting.size() && visited.size() < most_directories; ++i) {
      const Visit visit = waiting[i];
      if (visit.offset == 0 || std::find(visited.begin(), visited.end(), visit.offset) != visited.end()) continue;
      visited.push_back(visit.offset);
      try {
        const uint64_t next = read_directory(visit);
        if (chained_ && visit.place == TiffPlace::main && visit.depth == 0 && next != 0) waiting.push_back({next, TiffPlace::main, 0});
        follow(visit, TiffDirectory(directories_.back()), waiting);
      } catch (const Failure& failure) {
        if (directories_.empty()) throw; // without its first directory there is no file
        if (problems_.size() < most_problems) problems_.emplace_back(failure.what());
      }
    }
    require(!directories_.empty(), FG_E_CORRUPT, bytes_.name, ": offset ", bytes_.base + 4, ": no first directory");
  }
  uint64_t read_directory(const Visit& visit) { // the offset of the next one
    const auto where = bytes_.base + visit.offset;
    const uint64_t count = bytes_.read(visit.offset, 2).view().get<uint16_t>(0, order_);
    require(count > 0, FG_E_CORRUPT, bytes_.name, ": offset ", where, ": a directory without entries");
    require(entry_count_ + count <= most_entries, FG_E_CORRUPT, bytes_.name, ": offset ", where, ": ", count,
            " entries are more than any camera writes");
    const auto table = bytes_.read(visit.offset + 2, count * 12);
    TiffDirectory out;
    out.place = visit.place;
    const auto of_its_kind = [&](const TiffDirectory& d) { return d.place == visit.place; };
    out.index = static_cast<uint32_t>(std::count_if(directories_.begin(), directories_.end(), of_its_kind));
    for (uint64_t i = 0; i < count; ++i) read_entry(table.view().sub(12 * i, 12), visit.offset + 2 + 12 * i, out);
    entry_count_ += count;
    directories_.push_back(std::move(out));
    const uint64_t after = visit.offset + 2 + count * 12;
    return bytes_.size >= after + 4 ? bytes_.read(after, 4).view().get<uint32_t>(0, order_) : 0;
  }
  void read_entry(const ByteView& row, uint64_t at, TiffDirectory& out) {
    TiffEntry entry{row.get<uint16_t>(0, order_), row.get<uint16_t>(2, order_), row.get<uint32_t>(4, order_), at + 8, 0};
    const uint64_t each = tiff_type_bytes(entry.type);
    entry.bytes = entry.count * each; // at most 2^32 * 8
    if (entry.bytes > 4) entry.offset = row.get<uint32_t>(8, order_);
    const bool inside = entry.offset <= bytes_.size && entry.bytes <= bytes_.size - entry.offset;
    if (each > 0 && inside && !out.find(entry.tag)) out.entries.push_back(entry);
    const char* why = each == 0 ? "its type is unknown" : inside ? nullptr : "its value lies past the end of the file";
    if (why && problems_.size() < most_problems) problems_.push_back(concat(about(entry), "offset ", bytes_.base + entry.offset, ": ", why));
  }
  void follow(const Visit& from, const TiffDirectory& directory, std::vector<Visit>& waiting) {
    if (from.depth >= most_depth) return;
    constexpr std::pair<uint16_t, TiffPlace> links[]{{330, TiffPlace::sub}, {34665, TiffPlace::exif}, {34853, TiffPlace::gps}};
    for (const auto& [tag, place] : links) {
      const auto* entry = directory.find(tag);
      if (!entry || entry->count > most_directories) continue;
      for (const uint64_t offset : integers(*entry)) waiting.push_back({offset, place, from.depth + 1});
    }
  }

  TiffBytes bytes_;
  bool chained_;
  Order order_ = Order::little;
  std::vector<TiffDirectory> directories_;
  std::vector<std::string> problems_;
  size_t entry_count_ = 0;
};

}  // namespace draft
}  // namespace v1
}  // namespace fg

// SPDX-License-Identifier: Apache-2.0
//
// Draft. A table with a line a frame becomes values. The first frame stands for the clip: all of its fields are the clip's.
// Frames then get the columns that change within the clip, so that a field that never does is said once; and with them the
// companions, columns that others can not be understood without (a unit, a rate). Nothing is lost: what a frame does not
// say, its clip says.
#pragma once
#include <filmgate/cpp/draft/csv.hpp>
#include <filmgate/cpp/draft/verbatim.hpp>
#include <filmgate/cpp/reader.hpp>

#include <charconv>
#include <map>

namespace fg {
inline namespace v1 {
namespace draft {

struct FrameColumns {
  std::string_view prefix;     // "arri_csv."
  std::string_view clip = {};  // names the clip that the line is of; none: the file is of one clip
  std::string_view frame = {}; // its number in the clip; none: lines are counted
  std::vector<std::string_view> companions = {};
  int64_t first = 0; // the number of the first frame
};
struct ClipHead {
  std::string clip, reel;
  std::optional<fg_timecode> start = {};
};

// A cell beyond the named columns goes under "#" and its number from 1, as one without a name does.
inline std::string column_key(const CsvTable& table, std::string_view prefix, size_t index) {
  const bool named = index < table.columns().size() && !table.columns()[index].empty();
  return std::string(prefix) + (named ? key_word(table.columns()[index]) : "#" + std::to_string(index + 1));
}
inline void put_cells(const CsvTable& table, std::string_view prefix, const std::vector<std::string>& row, const Record& record,
                      const std::vector<bool>* only = nullptr) {
  for (size_t i = 0; i < row.size(); ++i)
    if (!only || i >= only->size() || (*only)[i]) record.put(column_key(table, prefix, i), verbatim(row[i]));
}
inline void report_uneven(const CsvTable& table, const Host& host, const OpenFiles& files) {
  if (table.uneven_rows() == 0) return;
  host.report(files.job, FG_SEVERITY_WARNING, "uneven-table",
              concat(files.files.front(), ": ", table.uneven_rows(), " lines have not one field for each of the ", table.columns().size(),
                     " columns; was the export cut short?"));
}

// A table with a line a clip. head(line) says which.
template <class HeadOf>
void put_clips(const CsvTable& table, std::string_view prefix, const Host& host, const OpenFiles& files, const Record& record, HeadOf head) {
  report_uneven(table, host, files);
  for (size_t i = 0; i < table.rows(); ++i) {
    require(!host.cancelled(files.job), FG_E_CANCELLED, files.files.front(), ": cancelled");
    const auto row = table.row(i);
    const ClipHead of = head(row);
    record.begin(of.clip, of.reel, of.start ? &*of.start : nullptr);
    put_cells(table, prefix, row, record);
    record.end();
  }
}

class FrameTable {
 public:
  FrameTable(const CsvTable& table, FrameColumns columns) : table_(table), columns_(std::move(columns)) {
    const auto clip = table_.column(columns_.clip);
    std::map<std::string, size_t> known;
    for (size_t i = 0; i < table_.rows(); ++i) {
      const auto name = CsvTable::cell(table_.row(i), clip);
      const auto [at, is_new] = known.emplace(name, clips_.size());
      if (is_new) clips_.emplace_back();
      clips_[at->second].push_back(i);
    }
  }
  // head(first line of the clip) says which clip it is.
  template <class HeadOf>
  void put(const Host& host, const OpenFiles& files, const Record& record, HeadOf head) const {
    report_uneven(table_, host, files);
    for (const auto& lines : clips_) {
      const auto first = table_.row(lines.front());
      const ClipHead of = head(first);
      record.begin(of.clip, of.reel, of.start ? &*of.start : nullptr);
      put_cells(table_, columns_.prefix, first, record);
      put_frames(host, files, record, lines, changing(lines, first));
      record.end();
    }
  }

 private:
  std::vector<bool> changing(const std::vector<size_t>& lines, const std::vector<std::string>& first) const {
    std::vector<bool> out(table_.columns().size());
    for (const size_t line : lines) {
      const auto row = table_.row(line);
      for (size_t i = 0; i < out.size(); ++i) out[i] = out[i] || CsvTable::cell(row, i) != CsvTable::cell(first, i);
    }
    if (std::find(out.begin(), out.end(), true) == out.end()) return out;
    for (const auto name : columns_.companions)
      if (const auto column = table_.column(name)) out[*column] = true;
    return out;
  }
  void put_frames(const Host& host, const OpenFiles& files, const Record& record, const std::vector<size_t>& lines, const std::vector<bool>& only) const {
    constexpr size_t between_looks = 256;
    for (size_t i = 0; i < lines.size(); ++i) {
      if (i % between_looks == 0) require(!host.cancelled(files.job), FG_E_CANCELLED, files.files.front(), ": cancelled");
      const auto row = table_.row(lines[i]);
      put_cells(table_, columns_.prefix, row, record.at(frame_of(row, i)), &only);
    }
  }
  int64_t frame_of(const std::vector<std::string>& row, size_t count) const {
    const auto text = CsvTable::cell(row, table_.column(columns_.frame));
    const auto begin = std::min(text.find_first_not_of(' '), text.size());
    int64_t number = 0;
    const auto got = std::from_chars(text.data() + begin, text.data() + text.size(), number);
    const bool sound = got.ec == std::errc{} && got.ptr == text.data() + text.size() && columns_.first >= 0 && number >= columns_.first;
    return sound ? number - columns_.first : static_cast<int64_t>(count);
  }

  const CsvTable& table_;
  FrameColumns columns_;
  std::vector<std::vector<size_t>> clips_; // their lines, in order
};

}  // namespace draft
}  // namespace v1
}  // namespace fg

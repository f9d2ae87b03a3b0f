// SPDX-License-Identifier: Apache-2.0
#include "clip_table.hpp"

#include <filmgate/cpp/draft/csv.hpp>
#include <filmgate/cpp/draft/text_fields.hpp>
#include <filmgate/cpp/draft/verbatim.hpp>

namespace redline {
namespace {

constexpr char comma = ',';
constexpr int64_t most_side = 65535, most_frames = 100'000'000;

fg::ByteView view_of(const std::string& text) { return {{reinterpret_cast<const uint8_t*>(text.data()), text.size()}, "what REDline printed"}; }

bool has_all(const std::vector<std::string>& row, std::initializer_list<std::string_view> names) {
  return std::all_of(names.begin(), names.end(), [&](std::string_view name) { return std::find(row.begin(), row.end(), name) != row.end(); });
}

// "10.38.04.08" and "10:38:04:08": which mark stands where differs by field and says nothing; a ';' does.
std::string with_colons(std::string text) {
  std::replace(text.begin(), text.end(), '.', ':');
  return text;
}

}  // namespace

PrintedTable::PrintedTable(const std::string& text, std::initializer_list<std::string_view> columns, const std::string& uri, bool cut) {
  const auto whole = cut ? text.substr(0, text.rfind('\n') + 1) : text;
  fg::draft::CsvCursor cursor(view_of(whole), comma);
  while (!cursor.at_end()) {
    auto row = cursor.row();
    if (columns_.empty()) {
      if (has_all(row, columns)) columns_ = std::move(row);
    } else if (row.size() == columns_.size()) {
      rows_.push_back(std::move(row));
    }
  }
  fg::require(!columns_.empty(), FG_E_VENDOR_SDK, uri, ": REDline printed no table with the column ", *columns.begin(),
              "; does the operation say --printMeta as it should, and can this REDline read the clip?");
}

std::string PrintedTable::cell(size_t row, std::string_view column) const {
  const auto at = std::find(columns_.begin(), columns_.end(), column);
  return row < rows_.size() && at != columns_.end() ? std::string(fg::draft::trimmed(rows_[row][static_cast<size_t>(at - columns_.begin())])) : "";
}

void PrintedTable::put(size_t row, const fg::Record& record) const {
  for (size_t i = 0; i < columns_.size(); ++i)
    record.put("redline_csv." + (columns_[i].empty() ? "#" + std::to_string(i + 1) : fg::draft::key_word(columns_[i])), fg::draft::verbatim(rows_.at(row)[i]));
}

ClipFacts facts_of(const PrintedTable& table, const std::string& uri) {
  fg::require(!table.rows().empty(), FG_E_VENDOR_SDK, uri, ": REDline printed no line of values as long as that of the columns");
  const auto whole = [&](const char* column, int64_t most) {
    const auto text = table.cell(0, column);
    const auto number = fg::draft::whole_of(text);
    fg::require(number && *number >= 1 && *number <= most, FG_E_VENDOR_SDK, uri, ": REDline says '", text, "' for ", column);
    return *number;
  };
  const auto rate = [&](const char* column) { return fg::draft::rate_of(fg::draft::number_of(table.cell(0, column)).value_or(0)); };
  ClipFacts out;
  out.width = static_cast<uint32_t>(whole("Frame Width", most_side)), out.height = static_cast<uint32_t>(whole("Frame Height", most_side));
  out.frames = whole("Total Frames", most_frames);
  out.rate = rate("FPS"), out.capture_rate = rate("Record FPS");
  if (const auto start = fg::draft::timecode_of(with_colons(table.cell(0, "Abs TC")), out.rate)) out.start = *start;
  return out;
}

std::string version_in(const std::string& text) {
  std::string_view rest = text;
  while (!rest.empty()) {
    const auto end = std::min(rest.find_first_of("\r\n"), rest.size());
    const auto line = fg::draft::trimmed(rest.substr(0, end));
    if (line.find("REDline") != line.npos && line.find("Build") != line.npos) return std::string(line);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  fg::fail(FG_E_VENDOR_SDK, "the program that [bridge.redline] names does not say that it is REDline, nor which build; is it another one?");
}

}  // namespace redline

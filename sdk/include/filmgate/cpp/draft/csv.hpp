// SPDX-License-Identifier: Apache-2.0
//
// Draft. Hostile tables of text (RFC 4180, any separator): lines of fields, "quoted" ones may hold separators, line ends and
// "" for a quote. Lines end in LF, CR LF or CR; empty ones and a byte order mark are passed over. A quote that begins no
// field stands for itself. The first line names the columns; rows are parsed when they are asked for.
#pragma once
#include <filmgate/cpp/host.hpp>
#include <filmgate/cpp/value.hpp>

#include <algorithm>
#include <optional>

namespace fg {
inline namespace v1 {
namespace draft {

class CsvCursor {
 public:
  static constexpr size_t most_fields = 4096;

  explicit CsvCursor(const ByteView& text, char separator = ',')
      : view_(text), text_(reinterpret_cast<const char*>(text.bytes().data()), text.size()), separator_(separator) {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
  }

  uint64_t offset() const { return at_; } // of what comes next
  bool at_end() {
    at_ = std::min(text_.find_first_not_of("\r\n", at_), text_.size());
    return at_ == text_.size();
  }
  void move_to(uint64_t offset) { at_ = std::min<uint64_t>(offset, text_.size()); }

  // Of the next line that is not empty; none at the end.
  std::vector<std::string> row() {
    std::vector<std::string> out;
    if (at_end()) return out;
    do {
      if (out.size() == most_fields) refuse(FG_E_UNSUPPORTED, "more than ", most_fields, " fields in a line");
      out.push_back(field());
    } while (take(separator_));
    if (!take('\r')) take('\n');
    else take('\n');
    return out;
  }

 private:
  template <class... Parts>
  [[noreturn]] void refuse(fg_status status, const Parts&... why) const {
    fail(status, view_.name(), ": offset ", view_.base() + at_, ": ", why...);
  }
  bool take(char wanted) {
    if (at_ == text_.size() || text_[at_] != wanted) return false;
    ++at_;
    return true;
  }
  std::string field() {
    if (take('"')) return quoted();
    const char ends[] = {separator_, '\r', '\n'};
    const size_t end = std::min(text_.find_first_of(std::string_view(ends, sizeof ends), at_), text_.size());
    const auto out = text_.substr(at_, end - at_);
    at_ = end;
    return std::string(out);
  }
  std::string quoted() {
    std::string out;
    for (;;) {
      const size_t end = text_.find('"', at_);
      if (end == std::string_view::npos) refuse(FG_E_TRUNCATED, "a quoted field has no end");
      out.append(text_, at_, end - at_);
      at_ = end + 1;
      if (!take('"')) break;
      out += '"';
    }
    const bool ended = at_ == text_.size() || text_[at_] == separator_ || text_[at_] == '\r' || text_[at_] == '\n';
    if (!ended) refuse(FG_E_CORRUPT, "something stands between the end of a quoted field and the separator");
    return out;
  }

  ByteView view_;
  std::string_view text_;
  char separator_;
  size_t at_ = 0;
};

class CsvTable { // keeps the bytes and where the rows begin
 public:
  static constexpr uint64_t most_bytes = 256u << 20;
  static constexpr size_t most_rows = 4'000'000;

  CsvTable(const File& file, char separator) : bytes_(read(file)), separator_(separator) {
    CsvCursor cursor(bytes_.view(), separator_);
    columns_ = cursor.row();
    require(!columns_.empty(), FG_E_CORRUPT, bytes_.view().name(), ": offset 0: no line names the columns");
    while (!cursor.at_end()) {
      require(starts_.size() < most_rows, FG_E_UNSUPPORTED, bytes_.view().name(), ": more than ", most_rows, " lines");
      starts_.push_back(cursor.offset());
      if (cursor.row().size() != columns_.size()) ++uneven_;
    }
  }
  const std::vector<std::string>& columns() const { return columns_; }
  // For who knows a column better than the file does.
  void rename(size_t column, std::string name) { columns_.at(column) = std::move(name); }
  size_t rows() const { return starts_.size(); }
  size_t uneven_rows() const { return uneven_; } // whose number of fields is not that of the columns
  std::vector<std::string> row(size_t index) const {
    CsvCursor cursor(bytes_.view(), separator_);
    cursor.move_to(starts_.at(index));
    return cursor.row();
  }
  // The first of that name.
  std::optional<size_t> column(std::string_view name) const {
    const auto at = std::find(columns_.begin(), columns_.end(), name);
    return at == columns_.end() ? std::nullopt : std::optional(static_cast<size_t>(at - columns_.begin()));
  }
  // "" when there is no such column or the row is too short.
  static std::string cell(const std::vector<std::string>& row, std::optional<size_t> column) {
    return column && *column < row.size() ? row[*column] : std::string();
  }

 private:
  static Bytes read(const File& file) {
    const uint64_t size = file.size();
    require(size <= most_bytes, FG_E_UNSUPPORTED, file.uri(), ": ", size, " bytes; tables of up to ", most_bytes, " bytes are read");
    return file.read(0, size);
  }
  Bytes bytes_;
  char separator_;
  std::vector<std::string> columns_;
  std::vector<uint64_t> starts_;
  size_t uneven_ = 0;
};

// The columns' names of a file's head; empty when it is no such table.
inline std::vector<std::string> csv_columns(const ByteView& head, char separator) {
  try {
    return CsvCursor(head, separator).row();
  } catch (const Failure&) {
    return {};
  }
}

}  // namespace draft
}  // namespace v1
}  // namespace fg

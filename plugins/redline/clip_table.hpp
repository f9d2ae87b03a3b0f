// SPDX-License-Identifier: Apache-2.0
//
// What REDline prints: tables (RFC 4180) between lines of its own. Of a clip (--printMeta 3): a line of column names, a line
// of values. Of its frames (--printMeta 5): a line each. Columns may be there twice (Lens, Aperture, Focal Length), and each
// field writes its timecode in a manner of its own. The host keeps the first 64 KiB of what a tool prints.
#pragma once
#include <filmgate/cpp/byte_view.hpp>
#include <filmgate/cpp/record.hpp>

namespace redline {

class PrintedTable {
 public:
  // The first line that has all these columns begins it. FG_E_VENDOR_SDK when there is none. cut: the text is not whole, and
  // its last line counts for nothing.
  PrintedTable(const std::string& text, std::initializer_list<std::string_view> columns, const std::string& uri, bool cut);
  [[nodiscard]] const std::vector<std::vector<std::string>>& rows() const { return rows_; }
  [[nodiscard]] std::string cell(size_t row, std::string_view column) const; // the first of that name
  void put(size_t row, const fg::Record& record) const;                      // each under "redline_csv.<column>"

 private:
  std::vector<std::string> columns_;
  std::vector<std::vector<std::string>> rows_;
};

struct ClipFacts {
  uint32_t width = 0, height = 0;
  int64_t frames = 0;
  fg_rational rate{0, 0}, capture_rate{0, 0};
  fg_timecode start{-1, {0, 0}, 0, 0};
};
// FG_E_VENDOR_SDK when size or number of frames are not told.
[[nodiscard]] ClipFacts facts_of(const PrintedTable& table, const std::string& uri);

// The line that names REDline and its build. FG_E_VENDOR_SDK when the text has none: another program is configured.
[[nodiscard]] std::string version_in(const std::string& text);

}  // namespace redline

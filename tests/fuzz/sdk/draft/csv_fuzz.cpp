// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as a table: rows or a refusal, and the rows written again as RFC 4180 asks are read as the same rows.
#include "fuzz/promise.hpp"

#include <filmgate/cpp/draft/csv.hpp>

using Rows = std::vector<std::vector<std::string>>;

namespace {

Rows rows_of(const fg::ByteView& view, char separator) {
  fg::draft::CsvCursor cursor(view, separator);
  Rows out;
  while (!cursor.at_end()) out.push_back(cursor.row());
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const char separator = size % 2 ? '\t' : ',';
  try {
    const auto rows = rows_of(fg::ByteView({data, size}, "a.csv"), separator);
    std::string again;
    for (const auto& row : rows) {
      for (size_t i = 0; i < row.size(); ++i) {
        if (i > 0) again += separator;
        again += '"';
        for (const char c : row[i]) again += c == '"' ? "\"\"" : std::string(1, c);
        again += '"';
      }
      again += "\r\n";
    }
    fuzz::promise(rows_of(fg::ByteView({reinterpret_cast<const uint8_t*>(again.data()), again.size()}, "again.csv"), separator) == rows, "rows written again are others");
  } catch (const fg::Failure& failure) {
    const auto status = failure.status();
    fuzz::promise(status == FG_E_CORRUPT || status == FG_E_TRUNCATED || status == FG_E_UNSUPPORTED, failure.what());
  }
  return 0;
}

// SPDX-License-Identifier: Apache-2.0
//
// Tables against Python's csv module, and texts that are none.
#include "sdk/draft/open_file.hpp"

#include <filmgate/cpp/draft/csv.hpp>
#include <nlohmann/json.hpp>

#include <random>

using fg::draft::CsvCursor;
using fg::draft::CsvTable;
using Rows = std::vector<std::vector<std::string>>;

namespace {

fg::ByteView view_of(const std::string& text) { return {{reinterpret_cast<const uint8_t*>(text.data()), text.size()}, "a.csv", 100}; }

Rows rows_of(const std::string& text, char separator = ',') {
  CsvCursor cursor(view_of(text), separator);
  Rows out;
  while (!cursor.at_end()) out.push_back(cursor.row());
  return out;
}

// Fields of every sort, written as RFC 4180 asks.
std::string written(std::mt19937& random, Rows& rows) {
  constexpr std::string_view pieces[]{"a", " ", ",", "\"", "\r\n", "\n", "\xC3\xA9", "12.5", ""};
  std::string out;
  for (int line = 0; line < 20; ++line) {
    auto& row = rows.emplace_back();
    for (unsigned column = 0; column < 1 + random() % 5; ++column) {
      std::string field, inside;
      for (unsigned i = 0; i < 1 + random() % 4; ++i) field += pieces[random() % std::size(pieces)];
      if (row.empty() && field.empty()) field = "x";
      for (const char c : field) inside += c == '"' ? "\"\"" : std::string(1, c);
      const bool quoted = field.find_first_of(",\"\r\n") != field.npos || random() % 2;
      out += (row.empty() ? "" : ",") + (quoted ? "\"" + inside + "\"" : field);
      row.push_back(field);
    }
    out += random() % 2 ? "\r\n" : "\n";
  }
  return out;
}

}  // namespace

TEST_CASE("quoted fields hold separators, line ends and quotes") {
  CHECK(rows_of("a,\"b,\"\"c\"\"\r\nd\",\r\n1,2,3") == Rows{{"a", "b,\"c\"\r\nd", ""}, {"1", "2", "3"}});
  CHECK(rows_of("5'10\",x") == Rows{{"5'10\"", "x"}});
  CHECK(rows_of("a\tb,c\n", '\t') == Rows{{"a", "b,c"}});
}

TEST_CASE("lines end in LF, CR LF or CR, and empty ones and a byte order mark are passed over") {
  CHECK(rows_of("\xEF\xBB\xBF" "a,b\r\rc,d\n\n\r\ne,f") == Rows{{"a", "b"}, {"c", "d"}, {"e", "f"}});
  CHECK(rows_of("").empty());
  CHECK(rows_of("\r\n\n").empty());
}

TEST_CASE("what is no table is refused with its place in the file") {
  std::string words;
  CHECK(draft_test::refused([] { (void)rows_of("a,\"b"); }, &words) == FG_E_TRUNCATED);
  CHECK(words.find("a.csv: offset 103") != std::string::npos);
  CHECK(draft_test::refused([] { (void)rows_of("\"a\"b,c"); }) == FG_E_CORRUPT);
  CHECK(draft_test::refused([] { (void)rows_of(std::string(5000, ',')); }) == FG_E_UNSUPPORTED);
}

TEST_CASE("a table that is written comes back, from Python's reader too") {
  std::mt19937 random(4180);
  const FolderOfItsOwn folder;
  for (int round = 0; round < 5; ++round) {
    Rows rows;
    const auto text = written(random, rows);
    CHECK(rows_of(text) == rows);
    if (!is_installed("python3")) continue;
    folder.write("a.csv", text);
    const auto said = run({"python3", "-c", "import csv,json,sys; print(json.dumps(list(csv.reader(open(sys.argv[1],newline='')))))", folder / "a.csv"});
    REQUIRE(said.exit == 0);
    CHECK(nlohmann::json::parse(said.out).get<Rows>() == rows);
  }
}

TEST_CASE("a table gives its lines in any order, and counts those that are too short or too long") {
  const FolderOfItsOwn folder;
  const draft_test::OpenedFile file(folder.write("a.csv", "one,two,one\n1,2,3\n4,5\n6,7,8,9\n"));
  const CsvTable table(*file, ',');
  CHECK(table.rows() == 3);
  CHECK(table.uneven_rows() == 2);
  CHECK(table.row(2) == std::vector<std::string>{"6", "7", "8", "9"});
  CHECK(table.row(0) == std::vector<std::string>{"1", "2", "3"});
  CHECK(table.column("one") == std::optional<size_t>(0));
  CHECK_FALSE(table.column("three"));
  CHECK(CsvTable::cell(table.row(1), 2).empty());
  const draft_test::OpenedFile empty(folder.write("b.csv", "\n"));
  CHECK(draft_test::refused([&] { (void)CsvTable(*empty, ','); }) == FG_E_CORRUPT);
}

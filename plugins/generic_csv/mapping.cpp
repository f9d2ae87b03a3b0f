// SPDX-License-Identifier: Apache-2.0
//
// Reads the mapping strictly: a misspelt word would silently leave a field out.
#define TOML_EXCEPTIONS 1
#include "mapping.hpp"

#include "field_words.hpp"

#include <algorithm>
#include <toml++/toml.h>

namespace generic_csv {
namespace {

constexpr uint64_t most_bytes = 256u << 10;
constexpr size_t most_fields = 200, longest_word = 256;

class Words { // of a table of the mapping
 public:
  Words(const toml::table& table, std::string at) : table_(table), at_(std::move(at)) {}

  void allow(std::initializer_list<std::string_view> keys) const {
    for (const auto& [key, value] : table_)
      if (std::find(keys.begin(), keys.end(), key.str()) == keys.end()) wrong(key.str(), "is no word of a mapping; see the README of generic_csv");
  }
  std::string text(std::string_view key) const { // "" when it is not there
    const auto* node = table_.get(key);
    if (!node) return "";
    const auto* words = node->as_string();
    if (!words || words->get().empty() || words->get().size() > longest_word) wrong(key, "a text is wanted, of up to 256 bytes");
    if (words->get().find('\0') != std::string::npos) wrong(key, "holds a NUL");
    return words->get();
  }
  std::string needed(std::string_view key) const {
    auto out = text(key);
    if (out.empty()) wrong(key, "is missing");
    return out;
  }
  int64_t whole(std::string_view key, int64_t otherwise) const {
    const auto* node = table_.get(key);
    if (!node) return otherwise;
    const auto* number = node->as_integer();
    if (!number || number->get() < 0 || number->get() > INT32_MAX) wrong(key, "a whole number of 0 or more is wanted");
    return number->get();
  }
  std::optional<bool> flag(std::string_view key) const {
    const auto* node = table_.get(key);
    if (!node) return std::nullopt;
    const auto* said = node->as_boolean();
    if (!said) wrong(key, "true or false is wanted");
    return said->get();
  }
  const toml::table& table(std::string_view key) const {
    const auto* node = table_.get(key);
    const auto* out = node ? node->as_table() : nullptr;
    if (!out) wrong(key, "a table is wanted");
    return *out;
  }
  [[noreturn]] void wrong(std::string_view key, std::string_view why) const { fg::fail(FG_E_CORRUPT, at_, std::string(key), ": ", std::string(why)); }

 private:
  const toml::table& table_;
  std::string at_; // "a.mapping.toml: fields.focus."
};

char separator_of(const Words& words) {
  const auto text = words.text("separator");
  if (text.empty() || text == ",") return ',';
  if (text == ";") return ';';
  if (text == "\t" || text == "tab") return '\t';
  words.wrong("separator", "',', ';' or 'tab' is wanted");
}

std::string how_of_timecode(const Words& words) {
  const auto rate = words.text("rate"), mark = words.text("separator");
  const auto drop = words.flag("drop");
  if (!rate.empty() && !is_rate(rate)) words.wrong("rate", "a rate is wanted: \"24\", \"24000/1001\", \"23.976\"");
  if (!mark.empty() && !is_timecode_mark(mark)) words.wrong("separator", "one character is wanted that parts the numbers of a timecode, no digit, space or '|'");
  return rate + "|" + (drop ? *drop ? "drop" : "non-drop" : "") + "|" + mark;
}

MappedColumn column_of(const std::string& field, const Words& words) {
  const auto* rule = field_word(field);
  if (!rule) words.wrong("column", "the clip record has no field '" + field + "' that a table can tell");
  MappedColumn out{field, words.needed("column"), ""};
  if (rule->kind == Kind::timecode) {
    words.allow({"column", "rate", "drop", "separator"});
    out.how = how_of_timecode(words);
  } else {
    words.allow({"column", "unit"});
    out.how = words.text("unit");
    if (const auto units = units_of(rule->kind); units.empty() ? !out.how.empty() : !unit_factor(rule->kind, out.how))
      words.wrong("unit", units.empty() ? "the field has none" : "one of " + std::string(units) + " is wanted");
  }
  return out;
}

}  // namespace

const MappedColumn* Mapping::field(std::string_view name) const {
  const auto at = std::find_if(fields.begin(), fields.end(), [&](const MappedColumn& one) { return one.field == name; });
  return at == fields.end() ? nullptr : &*at;
}

Mapping Mapping::read(const fg::File& file) {
  const uint64_t size = file.size();
  fg::require(size <= most_bytes, FG_E_UNSUPPORTED, file.uri(), ": ", size, " bytes; a mapping has at most ", most_bytes);
  const auto bytes = file.read(0, size);
  const auto view = bytes.view().bytes();
  toml::table root;
  try {
    root = toml::parse(std::string_view(reinterpret_cast<const char*>(view.data()), view.size()));
  } catch (const toml::parse_error& error) {
    fg::fail(FG_E_CORRUPT, file.uri(), ": line ", error.source().begin.line, ": ", std::string(error.description()));
  }
  const Words words(root, file.uri() + ": ");
  words.allow({"mapping", "rows", "separator", "clip", "reel", "frame", "first_frame", "fields"});
  if (words.whole("mapping", 0) != 1) words.wrong("mapping", "mapping = 1 is the only form there is");
  const auto rows = words.needed("rows");
  if (rows != "clips" && rows != "frames") words.wrong("rows", "\"clips\" or \"frames\" is wanted");
  Mapping out{separator_of(words), rows == "frames", words.text("clip"), words.text("reel"), words.text("frame"), words.whole("first_frame", 0), {}};
  if (!out.of_frames && !(out.frame.empty() && out.first_frame == 0)) words.wrong("frame", "only rows = \"frames\" have it");
  for (const auto& [name, node] : words.table("fields")) {
    const std::string field(name.str());
    fg::require(out.fields.size() < most_fields, FG_E_UNSUPPORTED, file.uri(), ": fields: more than ", most_fields);
    const auto* table = node.as_table();
    if (!table) words.wrong("fields." + field, "write { column = \"…\" }");
    auto column = column_of(field, Words(*table, file.uri() + ": fields." + field + "."));
    for (const auto& other : out.fields)
      if (other.column == column.column) words.wrong("fields." + field, "its column is that of " + other.field + " already");
    out.fields.push_back(std::move(column));
  }
  return out;
}

}  // namespace generic_csv

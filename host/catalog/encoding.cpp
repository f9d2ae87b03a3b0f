// SPDX-License-Identifier: Apache-2.0
//
// Definitions of encodings, read strictly. The forms of a curve are known here by the names of their numbers alone; what
// the numbers do is the transform's knowledge.
#include "catalog/encoding.hpp"

#include "base/file.hpp"
#include "base/glob.hpp"
#include "catalog/bundle.hpp"
#include "manifest_tables.hpp"

#include <algorithm>

namespace filmgate {
namespace {

using Names = StrictFile::Names;
constexpr size_t most_table_values = 65536;

struct CurveForm {
  std::string name;
  Names needed, optional;
};
const std::vector<CurveForm> curve_forms{
    {"linear", {}, {}},
    {"log", {"base", "log_slope", "log_offset", "lin_slope", "lin_offset"}, {}},
    {"camera-log", {"base", "log_slope", "log_offset", "lin_slope", "lin_offset", "lin_break"}, {"linear_slope"}},
    {"split-log", {"base", "log_slope", "log_offset", "lin_slope", "lin_offset", "cut", "linear_slope", "linear_offset"}, {}},
    {"power", {"gamma"}, {"toe"}},
    {"table", {"values"}, {}},
};
const Names adaptations{"none", "bradford", "cat02"};

Json list_of(const std::vector<double>& numbers) {
  auto out = Json::array();
  for (const double number : numbers) out.push(number);
  return out;
}

Status read_number(const StrictFile& file, const Json& table, const std::string& at, const std::string& key, Encoding& out) {
  FILMGATE_TRY(number, file.number(table, at, key));
  out.parameters.push_back({key, {"real", Json(number)}});
  return {};
}

Status read_curve(const StrictFile& file, const Json& encoding, const std::string& at, Encoding& out) {
  const auto& curve = encoding["curve"];
  const auto here = at + ".curve";
  if (!curve.is_object()) return file.wrong(here, "write curve = { form = \"linear\" } or another form, or clf = \"a file\"");
  FILMGATE_TRY(form, file.text(curve, here, "form"));
  std::string forms;
  for (const auto& one : curve_forms) forms += (forms.empty() ? "" : ", ") + one.name;
  const auto known = std::find_if(curve_forms.begin(), curve_forms.end(), [&](const CurveForm& one) { return one.name == form; });
  if (known == curve_forms.end()) return file.wrong(here + ".form", "form '" + form + "' is unknown; known are " + forms);
  Names keys{"form"};
  keys.insert(keys.end(), known->needed.begin(), known->needed.end());
  keys.insert(keys.end(), known->optional.begin(), known->optional.end());
  FILMGATE_CHECK(file.known(curve, here, keys));
  out.parameters.push_back({"curve", {"text", Json(form)}});
  for (const auto& key : known->needed) {
    if (key != "values") {
      FILMGATE_CHECK(read_number(file, curve, here, key, out));
      continue;
    }
    FILMGATE_TRY(values, file.numbers(curve, here, key));
    if (values.size() < 2 || values.size() > most_table_values) return file.wrong(here + ".values", fmt::format("2 to {} values are wanted", most_table_values));
    out.parameters.push_back({key, {"reals", list_of(values)}});
  }
  for (const auto& key : known->optional)
    if (curve.find(key)) FILMGATE_CHECK(read_number(file, curve, here, key, out));
  return {};
}

Status read_list(const StrictFile& file, const Json& table, const std::string& at, const std::string& key, size_t count, Encoding& out) {
  FILMGATE_TRY(numbers, file.numbers(table, at, key));
  if (numbers.size() != count) return file.wrong(at + "." + key, fmt::format("{} numbers are wanted, {} are given", count, numbers.size()));
  out.parameters.push_back({key, {"reals", list_of(numbers)}});
  return {};
}

// A matrix, or primaries with their white and how it becomes the ACES white; or neither, and no way to ACES.
Status read_colours(const StrictFile& file, const Json& table, const std::string& at, Encoding& out) {
  const bool primaries = table.find("primaries") || table.find("white") || table.find("adaptation");
  if (table.find("matrix")) {
    if (primaries) return file.wrong(at + ".matrix", "write a matrix, or primaries with white and adaptation, not both");
    return read_list(file, table, at, "matrix", 9, out);
  }
  if (!primaries) {
    out.parameters.push_back({"matrix", {"reals", Json::array()}}); // said outright, for a transform may have a default
    return {};
  }
  FILMGATE_CHECK(read_list(file, table, at, "primaries", 6, out));
  FILMGATE_CHECK(read_list(file, table, at, "white", 2, out));
  FILMGATE_TRY(adaptation, file.text(table, at, "adaptation"));
  if (std::find(adaptations.begin(), adaptations.end(), adaptation) == adaptations.end())
    return file.wrong(at + ".adaptation", "'" + adaptation + "' is unknown; known are none, bradford, cat02");
  out.parameters.push_back({"adaptation", {"text", Json(adaptation)}});
  return {};
}

Status read_clf(const StrictFile& file, const Json& table, const std::string& at, const Path& folder, Encoding& out) {
  for (const char* key : {"curve", "matrix", "primaries", "white", "adaptation"})
    if (table.find(key)) return file.wrong(at + "." + key, "the CLF file says all; leave this out");
  FILMGATE_TRY(name, file.text(table, at, "clf"));
  for (const auto part : path_parts(name))
    if (part.empty() || part == "..") return file.wrong(at + ".clf", "must be a file beside this one");
  out.clf = folder / name;
  if (out.clf.extension() != "clf") return file.wrong(at + ".clf", "the name of a CLF file ends in .clf");
  if (!exists(out.clf) || is_folder(out.clf)) return file.wrong(at + ".clf", "'" + name + "' is not there");
  out.parameters.push_back({"file", {"text", Json(out.clf.bytes())}});
  return {};
}

}  // namespace

bool belongs_to_definition(std::string_view parameter) {
  static const Names others{"curve", "matrix", "primaries", "white", "adaptation", "file"};
  const auto among = [&](const Names& names) { return std::find(names.begin(), names.end(), parameter) != names.end(); };
  return among(others) || std::any_of(curve_forms.begin(), curve_forms.end(), [&](const CurveForm& form) { return among(form.needed) || among(form.optional); });
}

std::string Encoding::origin() const { return bundle.empty() ? std::string(file.name()) : bundle + " " + version; }

Result<Encoding> read_encoding(const StrictFile& file, const Json& table, const std::string& at, const Path& path) {
  FILMGATE_CHECK(file.known(table, at, {"name", "description", "curve", "matrix", "primaries", "white", "adaptation", "clf"}));
  Encoding out;
  FILMGATE_TRY(name, file.text(table, at, "name"));
  FILMGATE_TRY(description, file.text(table, at, "description"));
  out.name = name, out.description = description, out.definition = table;
  out.file = path, out.line = file.line(at);
  out.role = table.find("clf") ? "clf" : "input";
  if (table.find("clf")) {
    FILMGATE_CHECK(read_clf(file, table, at, path.parent(), out));
    return out;
  }
  FILMGATE_CHECK(read_curve(file, table, at, out));
  FILMGATE_CHECK(read_colours(file, table, at, out));
  return out;
}

Result<Encodings> Encodings::gather(const Path& own_list, const Catalog& catalog) {
  FILMGATE_TRY(toml, read_toml(own_list));
  const StrictFile file(toml, own_list.display());
  FILMGATE_CHECK(file.known(toml.root, "", {"encoding"}));
  std::vector<Encoding> own;
  FILMGATE_CHECK(file.each(toml.root, "encoding", own, [&](const StrictFile& f, const Json& table, const std::string& at) { return read_encoding(f, table, at, own_list); }));
  Encodings out;
  for (const auto& encoding : own) out.add(encoding);
  for (const auto& bundle : catalog.bundles)
    for (const auto& encoding : bundle.encodings) out.add(encoding);
  return out;
}

void Encodings::add(const Encoding& encoding) {
  const auto* first = find(encoding.name);
  if (!first) return encodings_.push_back(encoding);
  if (first->definition == encoding.definition && first->clf.empty()) return;
  clashes_.push_back({encoding.name, fmt::format("encoding '{}' is defined by {}:{} and differently by {}:{}; the first one holds", encoding.name,
                                                 first->file.display(), first->line, encoding.file.display(), encoding.line)});
}

const Encoding* Encodings::find(std::string_view name) const {
  const auto at = std::find_if(encodings_.begin(), encodings_.end(), [&](const Encoding& one) { return one.name == name; });
  return at == encodings_.end() ? nullptr : &*at;
}

Result<const Encoding*> Encodings::need(const std::string& name, const std::string& who) const {
  if (const auto* known = find(name)) return known;
  std::string names;
  for (const auto& one : encodings_) names += (names.empty() ? "" : ", ") + one.name;
  if (name.empty())
    return failure(Trouble::unavailable, "{}: its reader does not say how the pixels are encoded, and nothing is guessed; encodings known here are {}", who, names);
  return failure(Trouble::unavailable, "{}: encoding '{}' is unknown; known are {}; a bundle's manifest may define it ([[encoding]])", who, name, names);
}

}  // namespace filmgate

// SPDX-License-Identifier: Apache-2.0
#include "strict_table.hpp"

#include "base/spelling.hpp"

#include <algorithm>
#include <cmath>

namespace filmgate {

int StrictFile::line(const std::string& key) const {
  const auto at = toml_.lines.find(key);
  return at == toml_.lines.end() ? 0 : at->second;
}

tl::unexpected<Error> StrictFile::wrong(const std::string& key, const std::string& why) const {
  // What is missing stands nowhere; its table does.
  auto place = key;
  while (line(place) == 0 && place.rfind('.') != place.npos) place.resize(place.rfind('.'));
  return failure(Trouble::configuration, "{}{}: {}: {}", file_, line(place) ? fmt::format(":{}", line(place)) : "", key, why);
}

Status StrictFile::known(const Json& table, const std::string& at, const Names& names) const {
  for (const auto& [key, value] : table.members()) {
    if (std::find(names.begin(), names.end(), key) != names.end()) continue;
    const auto near = nearest_name(key, names);
    return wrong(place(at, key), near.empty() ? "unknown key" : "unknown key; '" + near + "' is meant?");
  }
  return {};
}

Result<std::string> StrictFile::text(const Json& table, const std::string& at, const std::string& key) const {
  const auto& value = table[key];
  if (!value.is_text() || value.text().empty()) return wrong(place(at, key), "a text is wanted");
  return value.text();
}

Result<std::string> StrictFile::optional_text(const Json& table, const std::string& at, const std::string& key) const {
  return table.find(key) ? text(table, at, key) : Result<std::string>("");
}

Result<std::optional<Expression>> StrictFile::expression(const Json& table, const std::string& at, const std::string& key, size_t groups,
                                                         Expression::Letters letters) const {
  if (!table.find(key)) return std::optional<Expression>();
  FILMGATE_TRY(written, text(table, at, key));
  auto compiled = Expression::compile(written, groups, letters);
  if (!compiled) return wrong(place(at, key), compiled.error().message);
  return std::optional(std::move(*compiled));
}

Result<StrictFile::Names> StrictFile::texts(const Json& table, const std::string& at, const std::string& key) const {
  Names out;
  if (const auto* value = table.find(key)) {
    if (!value->is_array()) return wrong(place(at, key), "a list of texts is wanted");
    for (const auto& item : value->items()) {
      if (!item.is_text()) return wrong(place(at, key), "a list of texts is wanted");
      out.push_back(item.text());
    }
  }
  return out;
}

Result<std::vector<double>> StrictFile::numbers(const Json& table, const std::string& at, const std::string& key) const {
  std::vector<double> out;
  const auto take = [&](const Json& item) {
    if (item.is_number() && std::isfinite(item.number())) out.push_back(item.number());
    return item.is_number() && std::isfinite(item.number());
  };
  const auto* value = table.find(key);
  if (!value || !value->is_array()) return wrong(place(at, key), "a list of numbers is wanted");
  for (const auto& item : value->items()) {
    const bool all = item.is_array() ? std::all_of(item.items().begin(), item.items().end(), take) : take(item);
    if (!all) return wrong(place(at, key), "a list of numbers is wanted");
  }
  return out;
}

Result<double> StrictFile::number(const Json& table, const std::string& at, const std::string& key) const {
  const auto& value = table[key];
  if (!value.is_number() || !std::isfinite(value.number())) return wrong(place(at, key), "a number is wanted");
  return value.number();
}

Result<std::vector<Magic>> StrictFile::magic(const Json& table, const std::string& at) const {
  std::vector<Magic> out;
  if (const auto* value = table.find("magic"); value && !value->is_array()) return wrong(at + ".magic", "a list of tables is wanted");
  for (const auto& item : table["magic"].items()) {
    auto one = read_magic(item);
    if (!one) return wrong(at + ".magic", one.error().message);
    out.push_back(std::move(*one));
  }
  return out;
}

}  // namespace filmgate

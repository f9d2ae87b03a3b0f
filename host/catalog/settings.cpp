// SPDX-License-Identifier: Apache-2.0
#include "catalog/settings.hpp"

#include "base/file.hpp"
#include "base/spelling.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>

namespace filmgate {
namespace {

struct Known {
  const char* key;
  const char* variable;
};
constexpr Known known_settings[] = {
    {"plate.profile", "FILMGATE_PLATE_PROFILE"},       {"threads", "FILMGATE_THREADS"},
    {"worker.silence_seconds", "FILMGATE_WORKER_SILENCE_SECONDS"}, {"worker.memory_megabytes", "FILMGATE_WORKER_MEMORY_MEGABYTES"},
};

void flatten(const Json& table, const std::string& at, std::vector<std::pair<std::string, Json>>& out) {
  for (const auto& [key, value] : table.members()) {
    const auto path = at.empty() ? key : at + "." + key;
    if (value.is_object()) flatten(value, path, out);
    else out.emplace_back(path, value);
  }
}

std::vector<Path> files_of(const Installation& installation) { // weakest first
  std::vector<Path> out{installation.share / "filmgate.toml", "/etc/filmgate/filmgate.toml"};
  if (const auto names = list_folder("/etc/filmgate/conf.d"))
    for (const auto& name : *names)
      if (Path(name).extension() == "toml") out.push_back(Path("/etc/filmgate/conf.d") / name);
  const char* config = std::getenv("XDG_CONFIG_HOME");
  const char* home = std::getenv("HOME");
  if (config && *config) out.push_back(Path(config) / "filmgate/config.toml");
  else if (home && *home) out.push_back(Path(home) / ".config/filmgate/config.toml");
  if (const char* given = std::getenv("FILMGATE_CONFIG"); given && *given) out.emplace_back(given);
  out.emplace_back(".filmgate.toml");
  return out;
}

Json from_variable(const std::string& text) {
  int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size() ? Json(number) : Json(text);
}

}  // namespace

void Settings::merge(const std::string& key, const Json& value, const std::string& origin) {
  const auto at = std::lower_bound(settings_.begin(), settings_.end(), key, [](const Setting& s, const std::string& k) { return s.key < k; });
  if (at != settings_.end() && at->key == key) *at = {key, value, origin};
  else settings_.insert(at, {key, value, origin});
}

Status Settings::merge_file(const Path& file, const std::vector<std::string>& known) {
  FILMGATE_TRY(toml, read_toml(file));
  std::vector<std::pair<std::string, Json>> flat;
  flatten(toml.root, "", flat);
  for (const auto& [key, value] : flat) {
    if (std::find(known.begin(), known.end(), key) == known.end()) {
      const auto near = nearest_name(key, known);
      return failure(Trouble::configuration, "{}:{}: unknown setting '{}'{}", file.display(), toml.lines[key], key,
                     near.empty() ? "" : "; '" + near + "' is meant?");
    }
    merge(key, value, fmt::format("{}:{}", file.display(), toml.lines[key]));
  }
  return {};
}

Result<Settings> Settings::load(const Installation& installation) {
  Settings out;
  std::vector<std::string> known;
  for (const auto& one : known_settings) known.emplace_back(one.key);
  for (const auto& file : files_of(installation))
    if (exists(file)) FILMGATE_CHECK(out.merge_file(file, known));
  for (const auto& one : known_settings)
    if (const char* given = std::getenv(one.variable)) out.merge(one.key, from_variable(given), one.variable);
  return out;
}

const Json& Settings::value(std::string_view key) const {
  static const Json none;
  for (const auto& setting : settings_)
    if (setting.key == key) return setting.value;
  return none;
}
const std::string& Settings::origin(std::string_view key) const {
  static const std::string none;
  for (const auto& setting : settings_)
    if (setting.key == key) return setting.origin;
  return none;
}

}  // namespace filmgate

// SPDX-License-Identifier: Apache-2.0
#include "catalog/settings.hpp"

#include "base/file.hpp"
#include "base/spelling.hpp"
#include "bridge_setting.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>

namespace filmgate {
namespace {

enum class Kind { name, count, floor };
struct Known {
  const char* key;
  const char* variable;
  Kind kind;
};
constexpr const char* project_file = ".filmgate.toml"; // in the working folder, whoever put it there
constexpr std::string_view guarded[] = {"sandbox.", "bridge."}; // never from there
constexpr Known known_settings[] = {
    {"plate.profile", "FILMGATE_PLATE_PROFILE", Kind::name},
    {"sandbox.floor", "FILMGATE_SANDBOX_FLOOR", Kind::floor},
    {"threads", "FILMGATE_THREADS", Kind::count},
    {"worker.silence_seconds", "FILMGATE_WORKER_SILENCE_SECONDS", Kind::count},
    {"worker.memory_megabytes", "FILMGATE_WORKER_MEMORY_MEGABYTES", Kind::count},
};

bool is_guarded(const std::string& key) {
  return std::any_of(std::begin(guarded), std::end(guarded), [&](std::string_view front) { return key.starts_with(front); });
}

const std::vector<std::string> floors{"full", "filter", "none"};

Status check_floor(const Json& value, const std::string& origin) {
  if (std::find(floors.begin(), floors.end(), value.text()) != floors.end()) return {};
  const auto near = nearest_name(value.text(), floors);
  return failure(Trouble::configuration, "{}: sandbox.floor must be \"full\", \"filter\" or \"none\"{}", origin,
                 near.empty() ? "" : "; '" + near + "' is meant?");
}

Status check_kind(const std::string& key, const Json& value, const std::string& origin) {
  for (const auto& one : known_settings) {
    if (key != one.key) continue;
    if (one.kind == Kind::name && !value.is_text()) return failure(Trouble::configuration, "{}: {} must be a text", origin, key);
    if (one.kind == Kind::count && (!value.is_integer() || value.integer() < 0))
      return failure(Trouble::configuration, "{}: {} must be a whole number, 0 or more", origin, key);
    if (one.kind == Kind::floor) FILMGATE_CHECK(check_floor(value, origin));
  }
  return {};
}

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
  out.emplace_back(project_file);
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
    const auto origin = fmt::format("{}:{}", file.display(), toml.lines[key]);
    if (file == Path(project_file) && is_guarded(key))
      return failure(Trouble::configuration, "{}: {} weakens or strengthens what guards this machine, and such a file may lie on a card; set it in /etc/filmgate/filmgate.toml", origin, key);
    if (key.starts_with("bridge.")) {
      FILMGATE_CHECK(check_bridge_setting(key, value, origin));
      merge(key, value, origin);
      continue;
    }
    if (std::find(known.begin(), known.end(), key) == known.end()) {
      const auto near = nearest_name(key, known);
      return failure(Trouble::configuration, "{}:{}: unknown setting '{}'{}", file.display(), toml.lines[key], key,
                     near.empty() ? "" : "; '" + near + "' is meant?");
    }
    FILMGATE_CHECK(check_kind(key, value, origin));
    merge(key, value, origin);
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
    if (const char* given = std::getenv(one.variable)) {
      const auto value = one.kind == Kind::count ? from_variable(given) : Json(given);
      FILMGATE_CHECK(check_kind(one.key, value, one.variable));
      out.merge(one.key, value, one.variable);
    }
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

// SPDX-License-Identifier: Apache-2.0
//
// The configuration, merged from its layers, each value with where it came from: FILMGATE_* over the project's
// .filmgate.toml over the user's config.toml over /etc/filmgate over what came with the program.
#pragma once
#include "base/toml.hpp"
#include "catalog/installation.hpp"

namespace filmgate {

struct Setting {
  std::string key; // "plate.profile"
  Json value;
  std::string origin; // "/etc/filmgate/filmgate.toml:12", "FILMGATE_PLATE_PROFILE", "built in"
};

class Settings {
 public:
  // Unknown keys are errors that name file, line and the nearest known key.
  [[nodiscard]] static Result<Settings> load(const Installation& installation);
  [[nodiscard]] const Json& value(std::string_view key) const; // null when not set
  [[nodiscard]] const std::string& origin(std::string_view key) const;
  [[nodiscard]] const std::vector<Setting>& all() const { return settings_; }

 private:
  Status merge_file(const Path& file, const std::vector<std::string>& known);
  void merge(const std::string& key, const Json& value, const std::string& origin);
  std::vector<Setting> settings_; // sorted by key
};

}  // namespace filmgate

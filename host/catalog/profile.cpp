// SPDX-License-Identifier: Apache-2.0
#include "catalog/profile.hpp"

#include "base/file.hpp"
#include "base/spelling.hpp"

#include <algorithm>
#include <cstdlib>

namespace filmgate {
namespace {

const std::vector<std::string> known_keys{"description", "container", "compression", "colourspace", "demosaic",
                                          "first_number", "naming", "handles", "parameters"};

std::vector<Path> folders(const Installation& installation) {
  std::vector<Path> out;
  const char* config = std::getenv("XDG_CONFIG_HOME");
  const char* home = std::getenv("HOME");
  if (config && *config) out.push_back(Path(config) / "filmgate/profiles");
  else if (home && *home) out.push_back(Path(home) / ".config/filmgate/profiles");
  out.emplace_back("/etc/filmgate/profiles");
  out.push_back(installation.share / "profiles");
  return out;
}

}  // namespace

std::vector<std::string> list_profiles(const Installation& installation) {
  std::vector<std::string> out;
  for (const auto& folder : folders(installation))
    if (const auto names = list_folder(folder))
      for (const auto& name : *names)
        if (Path(name).extension() == "toml") out.emplace_back(Path(name).stem());
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

Result<Profile> read_profile(const Installation& installation, const std::string& name) {
  Path file;
  if (name.ends_with(".toml")) file = Path(name);
  else
    for (const auto& folder : folders(installation))
      if (file.empty() && exists(folder / (name + ".toml"))) file = folder / (name + ".toml");
  if (file.empty()) {
    std::string known;
    for (const auto& one : list_profiles(installation)) known += (known.empty() ? "" : ", ") + one;
    return failure(Trouble::usage, "profile '{}' is unknown; known are {}", name, known.empty() ? "none" : known);
  }
  FILMGATE_TRY(toml, read_toml(file));
  for (const auto& [key, value] : toml.root.members())
    if (std::find(known_keys.begin(), known_keys.end(), key) == known_keys.end()) {
      const auto near = nearest_name(key, known_keys);
      return failure(Trouble::configuration, "{}:{}: unknown key '{}'{}", file.display(), toml.lines[key], key,
                     near.empty() ? "" : "; '" + near + "' is meant?");
    }
  return Profile{name, file, toml.root};
}

}  // namespace filmgate

// SPDX-License-Identifier: Apache-2.0
//
// Profiles: a delivery's defaults as data. Nothing that a house may decide differently is a constant.
#pragma once
#include "base/toml.hpp"
#include "catalog/installation.hpp"

namespace filmgate {

struct Profile {
  std::string name;
  Path file;
  Json values; // one table; keys are checked
};

// A name, looked for in the user's and then the installed profiles; or a path to a file that ends in .toml.
[[nodiscard]] Result<Profile> read_profile(const Installation& installation, const std::string& name);
[[nodiscard]] std::vector<std::string> list_profiles(const Installation& installation);

}  // namespace filmgate

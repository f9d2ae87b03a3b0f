// SPDX-License-Identifier: Apache-2.0
//
// What a plate is to be: the request over the profile, every value with where it came from. Private to this folder.
#pragma once
#include "base/json.hpp"
#include "catalog/profile.hpp"
#include "write/exr_header.hpp"

#include <map>

namespace filmgate {

struct ChosenValue {
  std::string key;
  Json value;
  std::string origin; // "request", "profile generic-vfx", "default"
};

struct PlateSettings {
  Container container = Container::relaxed;
  Compression compression = Compression::zip;
  std::string naming;
  int64_t first_number = 0;
  std::map<std::string, std::string> parameters; // of reader and stages, as written; colourspace and demosaic among them
  std::vector<ChosenValue> chosen;               // all of the above, in a fixed order
};

[[nodiscard]] Result<PlateSettings> choose_plate_settings(const Json& request, const Installation& installation);

}  // namespace filmgate

// SPDX-License-Identifier: Apache-2.0
//
// TOML files as Json values, with the line of every key, so that a message can say where a setting stands.
#pragma once
#include "base/json.hpp"
#include "base/path.hpp"

#include <map>

namespace filmgate {

struct Toml {
  Json root;                        // dates and times become text
  std::map<std::string, int> lines; // "plate.compression" -> 12; array elements as "reader.0.id"
};

[[nodiscard]] Result<Toml> parse_toml(std::string_view text, std::string_view name);
[[nodiscard]] Result<Toml> read_toml(const Path& file);

}  // namespace filmgate

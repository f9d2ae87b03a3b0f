// SPDX-License-Identifier: Apache-2.0
//
// Tags by the names their specifications give them, and the unit where a specification states one.
#pragma once
#include "tiff_file.hpp"

namespace cinemadng {

struct TagName {
  uint16_t tag;
  const char* name;
  const char* unit = nullptr;
};

// "ReelName"; "Tag51200" for one that no table knows.
[[nodiscard]] std::string name_of_tag(uint16_t tag, Place place);
[[nodiscard]] const char* unit_of_tag(uint16_t tag, Place place); // nullptr: none
[[nodiscard]] std::string name_of_compression(uint64_t compression);

}  // namespace cinemadng

// SPDX-License-Identifier: Apache-2.0
//
// Names of the tags of a directory. A tag's number is its low 12 bits; the top 4 are the type of its value.
#pragma once
#include <cstdint>
#include <string>

namespace red {

[[nodiscard]] std::string key_of(uint16_t tag); // "red.AbsoluteTimecode"; "red.0x4084" when nobody has named it
[[nodiscard]] const char* unit_of(uint16_t tag); // nullptr: none

}  // namespace red

// SPDX-License-Identifier: Apache-2.0
//
// What stands in the header of a plate. Two container policies, never mixed: strict is SMPTE ST 2065-4 (uncompressed,
// the flag set, AP0); relaxed is any lossless OpenEXR, without the flag.
#pragma once
#include "base/result.hpp"

#include <cstdint>
#include <variant>
#include <vector>

namespace filmgate {

enum class Container { strict, relaxed };
enum class Compression { none, zips, zip, piz };
enum class Gamut { ap0, ap1, unknown }; // which chromaticities to state; unknown states none

[[nodiscard]] Result<Container> parse_container(const std::string& text);
[[nodiscard]] Result<Compression> parse_compression(const std::string& text);
[[nodiscard]] const char* name_of(Container container);
[[nodiscard]] const char* name_of(Compression compression);

struct ExrRational {
  int32_t num;
  uint32_t den;
};
struct ExrTimecode {
  uint32_t time_and_flags, user_data;
};
struct ExrAttribute { // an empty text is never written: ST 2065-4 forbids it
  std::string name;
  std::variant<int32_t, float, std::string, ExrRational, ExrTimecode> value;
};

struct ExrHeader {
  int32_t width = 0, height = 0; // data and display window, from (0,0)
  float pixel_aspect = 1;
  Container container = Container::relaxed;
  Compression compression = Compression::none;
  Gamut gamut = Gamut::ap0;
  std::vector<ExrAttribute> attributes;
};

// Refuses what the policies forbid, before anything is written.
[[nodiscard]] Status check_header(const ExrHeader& header);

}  // namespace filmgate

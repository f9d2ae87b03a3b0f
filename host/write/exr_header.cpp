// SPDX-License-Identifier: Apache-2.0
#include "write/exr_header.hpp"

namespace filmgate {

Result<Container> parse_container(const std::string& text) {
  if (text == "strict") return Container::strict;
  if (text == "relaxed") return Container::relaxed;
  return failure(Trouble::usage, "container '{}' is unknown; strict and relaxed are known", text);
}

Result<Compression> parse_compression(const std::string& text) {
  for (const auto one : {Compression::none, Compression::zips, Compression::zip, Compression::piz})
    if (text == name_of(one)) return one;
  if (text == "dwaa" || text == "dwab")
    return failure(Trouble::unavailable, "compression {} is not available yet; use zip or piz", text);
  return failure(Trouble::usage, "compression '{}' is unknown; none, zips, zip and piz are known", text);
}

const char* name_of(Container container) { return container == Container::strict ? "strict" : "relaxed"; }

const char* name_of(Compression compression) {
  switch (compression) {
    case Compression::none: return "none";
    case Compression::zips: return "zips";
    case Compression::zip: return "zip";
    case Compression::piz: return "piz";
  }
  return "none";
}

Status check_header(const ExrHeader& header) {
  if (header.width < 1 || header.height < 1 || header.width > 65535 || header.height > 65535)
    return failure(Trouble::bad_data, "a plate of {} x {} pixels cannot be written", header.width, header.height);
  if (header.container == Container::strict && header.compression != Compression::none)
    return failure(Trouble::usage, "the strict container (SMPTE ST 2065-4) is uncompressed; use --compression none, or --container relaxed");
  if (header.container == Container::strict && header.gamut != Gamut::ap0)
    return failure(Trouble::usage, "the strict container (SMPTE ST 2065-4) holds ACES2065-1; use --container relaxed for another colour space");
  return {};
}

}  // namespace filmgate

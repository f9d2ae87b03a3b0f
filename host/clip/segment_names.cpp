// SPDX-License-Identifier: Apache-2.0
#include "segment_names.hpp"

namespace filmgate {
namespace {

// Without back-references the library can match in a time that grows with the name and not with its power, so that no
// manifest makes a card take for ever.
std::optional<std::regex> compile(const std::string& pattern) {
  try {
    return std::regex(pattern, std::regex::ECMAScript | std::regex::icase | std::regex_constants::__polynomial);
  } catch (const std::regex_error&) {
    return {};
  }
}

}  // namespace

std::optional<SegmentName> SegmentNames::read(const std::string& pattern, const std::string& name) {
  const auto [at, is_new] = compiled_.try_emplace(pattern);
  if (is_new) at->second = compile(pattern);
  std::smatch match;
  try {
    if (!at->second || !std::regex_match(name, match, *at->second) || match.size() < 3) return {};
  } catch (const std::regex_error&) { // too much for the library
    return {};
  }
  return SegmentName{match[1].str(), match[2].str()};
}

}  // namespace filmgate

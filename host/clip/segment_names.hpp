// SPDX-License-Identifier: Apache-2.0
//
// File names of spanned clips, by the regular expressions of manifests: (what all segments share)(number). Private to this
// folder.
#pragma once
#include <map>
#include <optional>
#include <regex>
#include <string>

namespace filmgate {

struct SegmentName {
  std::string clip;
  std::string number; // decimal digits, if the pattern is right
};

class SegmentNames { // each pattern is compiled once
 public:
  // Nothing when the name is none of the pattern's, or the pattern is no regular expression: its files are then seen one
  // by one.
  [[nodiscard]] std::optional<SegmentName> read(const std::string& pattern, const std::string& name);

 private:
  std::map<std::string, std::optional<std::regex>> compiled_;
};

}  // namespace filmgate

// SPDX-License-Identifier: Apache-2.0
//
// How a card of some camera looks, as data: which files and folders tell its root, where clips and their sidecars lie,
// how the reel's name is got, and what else is there. Patterns are those of base/glob.hpp, relative to the root.
#pragma once
#include "base/expression.hpp"

#include <string>
#include <vector>

namespace filmgate {

struct RollLayout {
  std::string name, bundle;
  std::string folder;                // of the root's own name; "" when it may be any
  std::vector<std::string> markers;  // each matches something in a root
  std::vector<std::string> clips;    // files; empty: any below the root
  std::vector<std::string> sidecars; // "{stem}": the name of the clip's first file without its extension
  std::vector<std::string> companions; // belong to the card and are no clips
  std::optional<Expression> reel; // finds the reel's name, its first group, in "<root>/<path of the clip's first file>"

  // The reel's name, or "" when the expression finds none.
  [[nodiscard]] std::string reel_of(const std::string& path) const;
};

}  // namespace filmgate

// SPDX-License-Identifier: Apache-2.0
//
// The card that files lie on, told by the roll layouts of the bundles: which roll a clip is of, its sidecars elsewhere on
// the card, and the card's own files, which nobody needs to read. Private to this folder.
#pragma once
#include "clip/finder.hpp"

#include <map>

namespace filmgate {

class Rolls {
 public:
  explicit Rolls(const Catalog& catalog) : catalog_(catalog) {}
  // Names each clip's roll, attaches its sidecars, and takes the companions of the card out of what was found.
  // Whoever named a file itself meant it.
  void apply(Found& found, const std::vector<Path>& named);

 private:
  struct Place { // of a folder on a card
    const RollLayout* layout = nullptr; // nullptr: on no card that is known
    Path root;
    std::string root_name, inside; // "A001.CARD", "CLIPS/A"; inside is "" for the root itself
    [[nodiscard]] std::string within(std::string_view name) const;
  };
  const Place& place_of(const Path& folder);
  [[nodiscard]] const RollLayout* layout_at(const Path& folder, std::string_view own_name);
  const std::vector<std::string>& names_in(const Path& folder);
  // What a pattern matches below a folder, at most `limit` of it.
  void match(const Path& folder, std::string_view pattern, size_t limit, std::vector<Path>& out);
  void apply_to(FoundClip& clip);

  const Catalog& catalog_;
  std::map<std::string, Place> places_;
  std::map<std::string, std::vector<std::string>> listings_;
};

}  // namespace filmgate

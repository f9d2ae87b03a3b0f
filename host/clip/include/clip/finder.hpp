// SPDX-License-Identifier: Apache-2.0
//
// From paths to clips: single files, numbered sequences and spanned segments, with what is missing; and the files that
// no reader claims, named by what they look like. Reads the first bytes of one file a clip, and loads no code.
#pragma once
#include "catalog/choice.hpp"
#include "catalog/known_formats.hpp"
#include "clip/problem.hpp"
#include "clip/roll.hpp"

#include <map>
#include <optional>

namespace filmgate {

struct FoundClip {
  std::string name;
  Path folder;
  std::vector<Path> files;    // present, in order of their numbers
  std::vector<Path> sidecars;
  std::vector<ReaderChoice> choices; // best first
  std::vector<Problem> problems;     // missing frames and segments
  std::string looks_like;
  std::optional<Roll> roll = {};     // when it lies on a card whose layout is known
};

struct Unread {
  Path path;
  std::string looks_like, why;
  bool companion = false; // travels with clips, so that leaving it unread is no fault
  bool failed = false;    // it could not be looked at, and so might have belonged to a clip
};

struct FoundExport { // a file that may tell of clips: a vendor's export, a sidecar that no reader knows by its name
  Unread as_file;    // what it is when no plugin can read it after all
  std::vector<MetadataChoice> choices; // best first; before all others those that somebody laid a file beside it for
  std::map<const MetadataEntry*, std::vector<Path>> beside = {}; // files that an entry reads together with it
};

struct Found {
  std::vector<FoundClip> clips;
  std::vector<FoundExport> exports;
  std::vector<Unread> unread;
};

// Folders are searched in depth, sorted by bytes; links to folders are not followed; hidden files are passed over. A
// file that is named itself stands for itself, even when it belongs to a sequence.
[[nodiscard]] Result<Found> find_clips(const std::vector<Path>& paths, const Catalog& catalog, const KnownFormats& formats);

}  // namespace filmgate

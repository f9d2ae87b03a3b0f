// SPDX-License-Identifier: Apache-2.0
//
// What sidecars and vendors' exports tell of clips, one file of many clips or many frames, and which of it belongs to a
// clip: by the clip's name; where the file has none, by reel and start timecode; where it has neither, by the file's own
// name. Private to this folder.
#pragma once
#include "clip/finder.hpp"
#include "job/request.hpp"
#include "plugin/loader.hpp"
#include "plugin/metadata.hpp"

#include <map>

namespace filmgate {

struct Attachment {
  const Path* file;           // that it comes from
  const std::string* plugin;  // id of who read it
  const ExportedClip* values;
};

class Attachments {
 public:
  // Reads each file with the plugin that is surest of it. `problems` are of files that could not be read, `left` are those
  // that no plugin knows after all.
  static Attachments read(const std::vector<FoundExport>& exports, PluginShelf& shelf, const JobHandle& job, const Events& events,
                          std::vector<Problem>& problems, std::vector<Unread>& left);
  // Of the clip with these fields, in the order of the files; each is noted as used.
  [[nodiscard]] std::vector<Attachment> of(const FoundClip& clip, const Json& fields) const;
  // Files that tell of none of these clips, as far as they tell names, and of which nothing was used.
  [[nodiscard]] std::vector<Unread> unused(const std::vector<FoundClip>& clips) const;

 private:
  struct File {
    Unread as_file;
    std::string plugin;
    std::vector<ExportedClip> clips;
    mutable bool used = false;
  };
  struct Place { size_t file = 0, clip = 0; };
  void index();
  [[nodiscard]] std::vector<Place> candidates(const FoundClip& clip) const;
  std::vector<File> files_;
  std::multimap<std::string, Place> by_name_; // of the clip, or of the file where it tells no clip
  std::vector<Place> by_reel_;
};

}  // namespace filmgate

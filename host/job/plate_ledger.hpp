// SPDX-License-Identifier: Apache-2.0
//
// What is known of the frames that lie in a plate's folder: from the manifest of a finished run, and from the journal
// of one that did not finish. A frame is kept only when its bytes hash to what is written here, so a wrong or a missing
// line costs work and never a wrong frame. Private to this folder.
#pragma once
#include "base/json.hpp"
#include "write/file_hash.hpp"

#include <map>
#include <span>

namespace filmgate {

struct LedgerEntry {
  std::string file;        // name in the folder
  std::string fingerprint; // of what was asked for
  FileHash hash;           // of what came out
};

class PlateLedger {
 public:
  PlateLedger(Path folder, const std::string& stem); // of the clip's papers
  void read(); // what cannot be read is not known
  // The bytes of this very frame, when some run has made it.
  [[nodiscard]] const FileHash* find(const std::string& file, const std::string& fingerprint) const;
  // Before the frames get their names: appends to the journal.
  [[nodiscard]] Status record(std::span<const LedgerEntry> entries) const;
  // Before the first frame is replaced: a manifest stands only beside what it tells of. The journal keeps its frames.
  [[nodiscard]] Status withdraw_manifest();
  void close() const; // the manifest says it all; no more journal
  [[nodiscard]] const Path& manifest() const { return manifest_; }
  [[nodiscard]] const Path& recipe() const { return recipe_; }

 private:
  void add(const Json& line);
  Path folder_, manifest_, recipe_, journal_;
  std::map<std::pair<std::string, std::string>, FileHash> known_; // by file and fingerprint
  bool withdrawn_ = false;
};

}  // namespace filmgate

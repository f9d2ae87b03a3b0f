// SPDX-License-Identifier: Apache-2.0
//
// The folder that a tool writes into for one worker: private to the user, outside of anything that plugins may write,
// and gone at the end. Private to this folder.
#pragma once
#include "base/path.hpp"
#include "base/result.hpp"

#include <cstdint>

namespace filmgate {

class ScratchFolder {
 public:
  // Below TMPDIR, /tmp or /var/tmp: the first that does not lie in `output`, where a plugin could plant what a tool reads.
  [[nodiscard]] static Result<ScratchFolder> make(const Path& output);
  ScratchFolder(ScratchFolder&& other) noexcept : path_(std::move(other.path_)) { other.path_ = Path(); }
  ScratchFolder& operator=(ScratchFolder&&) = delete;
  ~ScratchFolder(); // removes it, following no link
  [[nodiscard]] const Path& path() const { return path_; }
  void empty() const; // of all that earlier runs left, following no link
  // What its files take; UINT64_MAX when there are more files than anybody needs, or it can not be looked at.
  [[nodiscard]] uint64_t bytes() const;

 private:
  explicit ScratchFolder(Path path) : path_(std::move(path)) {}
  Path path_;
};

// Without links and dots; empty when it leads nowhere.
[[nodiscard]] std::string resolved_path(const Path& path);
[[nodiscard]] bool lies_beneath(const std::string& path, std::string folder); // both resolved

}  // namespace filmgate

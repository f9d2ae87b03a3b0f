// SPDX-License-Identifier: Apache-2.0
//
// A file on its way to its final name. It is made under a temporary name that carries its attempt, is locked as long as
// its maker lives, and removes itself unless it was published. One that nobody locks was left by a run that was killed.
#pragma once
#include "base/file.hpp"

#include <functional>
#include <string_view>

namespace filmgate {

class TemporaryFile {
 public:
  TemporaryFile() = default;
  // Takes the place of one that a dead run left under this very name; a living one is an error.
  [[nodiscard]] static Result<TemporaryFile> create(Path path);
  TemporaryFile(TemporaryFile&& other) noexcept;
  TemporaryFile& operator=(TemporaryFile&& other) noexcept;
  ~TemporaryFile();
  [[nodiscard]] int fd() const { return file_.fd(); }
  [[nodiscard]] const Path& path() const { return path_; }
  [[nodiscard]] Status append(std::string_view bytes);
  [[nodiscard]] Status sync() const;
  // Renames it, over whatever has that name. Not durable before the folder was synced.
  [[nodiscard]] Status publish_as(const Path& final_name);

 private:
  Path path_; // empty: nothing to remove
  OpenFile file_;
};

// All of them, at the file's position. `name`: for the message.
[[nodiscard]] Status write_all(int fd, std::string_view bytes, const Path& name);
// ".a.1001.exr.ATTEMPT.part"
[[nodiscard]] std::string temporary_name(std::string_view final_name, std::string_view attempt);
inline constexpr std::string_view trial_front = ".trial-";
// ".trial-ATTEMPT.a.cine": ends as the final name does, for a file that is opened before it gets that.
[[nodiscard]] std::string trial_name(std::string_view final_name, std::string_view attempt);
// Whether a name is one of the two above, of this attempt or, with a dash, of a part of it.
[[nodiscard]] bool is_of_attempt(std::string_view name, std::string_view attempt);
// Removes what dead runs left in `folder` on the way to a final name that `is_ours` knows. What cannot be removed stays.
void remove_abandoned(const Path& folder, const std::function<bool(std::string_view final_name)>& is_ours);
[[nodiscard]] Status sync_folder(const Path& folder);

}  // namespace filmgate

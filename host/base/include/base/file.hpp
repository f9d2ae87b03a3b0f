// SPDX-License-Identifier: Apache-2.0
//
// Small files of our own, read whole. What is written goes through write/temporary_file.hpp, and camera originals
// through the plugins' host services.
#pragma once
#include "base/path.hpp"
#include "base/result.hpp"

#include <cstdint>

namespace filmgate {

class OpenFile { // a descriptor that closes itself
 public:
  OpenFile() = default;
  explicit OpenFile(int fd) : fd_(fd) {}
  OpenFile(OpenFile&& other) noexcept : fd_(other.fd_) { other.fd_ = -1; }
  OpenFile& operator=(OpenFile&& other) noexcept;
  ~OpenFile();
  [[nodiscard]] int fd() const { return fd_; }
  [[nodiscard]] bool open() const { return fd_ >= 0; }
  int release() { const int fd = fd_; fd_ = -1; return fd; }

 private:
  int fd_ = -1;
};

// Also when that cannot be told, so that a disk which fails is met by whoever opens the file, and not taken for absence.
[[nodiscard]] bool exists(const Path& path);
[[nodiscard]] bool is_folder(const Path& path);
// Refuses files larger than `limit` bytes.
[[nodiscard]] Result<std::string> read_text(const Path& path, uint64_t limit);
[[nodiscard]] Result<std::vector<std::string>> list_folder(const Path& folder); // names, sorted by bytes
[[nodiscard]] Status make_folders(const Path& folder);
[[nodiscard]] Result<Path> path_of_this_program();

}  // namespace filmgate

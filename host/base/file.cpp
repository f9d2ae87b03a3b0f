// SPDX-License-Identifier: Apache-2.0
//
// Plain POSIX files behind Result.
#include "base/file.hpp"

#include <algorithm>
#include <cerrno>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>

namespace filmgate {

OpenFile& OpenFile::operator=(OpenFile&& other) noexcept {
  if (this != &other) {
    if (fd_ >= 0) ::close(fd_);
    fd_ = other.release();
  }
  return *this;
}
OpenFile::~OpenFile() {
  if (fd_ >= 0) ::close(fd_);
}

bool exists(const Path& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 || (errno != ENOENT && errno != ENOTDIR && errno != EACCES);
}
bool is_folder(const Path& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

Result<std::string> read_text(const Path& path, uint64_t limit) {
  OpenFile file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.open()) return system_failure(errno, path.display());
  std::string out;
  char block[65536];
  for (;;) {
    const ssize_t got = ::read(file.fd(), block, sizeof block);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return system_failure(errno, path.display());
    if (got == 0) return out;
    out.append(block, static_cast<size_t>(got));
    if (out.size() > limit) return failure(Trouble::bad_data, "{}: larger than {} bytes", path.display(), limit);
  }
}

Result<std::vector<std::string>> list_folder(const Path& folder) {
  std::unique_ptr<DIR, int (*)(DIR*)> open(::opendir(folder.c_str()), &::closedir);
  if (!open) return system_failure(errno, folder.display());
  std::vector<std::string> names;
  for (;;) {
    errno = 0;
    const dirent* entry = ::readdir(open.get());
    if (!entry && errno != 0) return system_failure(errno, folder.display());
    if (!entry) break;
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") names.emplace_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

Status make_folders(const Path& folder) {
  if (folder.empty() || is_folder(folder)) return {};
  if (folder.parent() != folder) FILMGATE_CHECK(make_folders(folder.parent()));
  if (::mkdir(folder.c_str(), 0777) == 0) return {};
  const int why = errno; // somebody else may have made it meanwhile; a file of that name is in the way
  if (why == EEXIST && is_folder(folder)) return {};
  return system_failure(why, folder.display());
}

Result<Path> path_of_this_program() {
  char buffer[4096];
  const ssize_t length = ::readlink("/proc/self/exe", buffer, sizeof buffer);
  if (length <= 0 || length == sizeof buffer) return system_failure(errno, "/proc/self/exe");
  return Path(std::string(buffer, static_cast<size_t>(length)));
}

}  // namespace filmgate

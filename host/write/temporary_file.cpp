// SPDX-License-Identifier: Apache-2.0
//
// The lock is flock's: the kernel drops it when the last descriptor goes, however the process ended.
#include "write/temporary_file.hpp"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace filmgate {
namespace {

constexpr int most_rounds = 16;
constexpr std::string_view ending = ".part";

// Where the file system knows no locks, nobody can lock a file to call it abandoned either.
bool lock(int fd, int how) {
  int result = 0;
  do result = ::flock(fd, how);
  while (result != 0 && errno == EINTR);
  return result == 0;
}

// Without a name the file was taken for abandoned, between its making and its locking.
Result<bool> has_name(int fd, const Path& path) {
  struct stat status {};
  if (::fstat(fd, &status) != 0) return system_failure(errno, path.display());
  return status.st_nlink > 0;
}

bool remove_if_abandoned(const Path& path) {
  const OpenFile file(::open(path.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  if (!file.open()) return errno == ENOENT;
  return lock(file.fd(), LOCK_EX | LOCK_NB) && ::unlink(path.c_str()) == 0;
}

bool leads_to(std::string_view hidden, const std::function<bool(std::string_view)>& is_ours) {
  if (!hidden.starts_with('.') || !hidden.ends_with(ending)) return false;
  const auto inside = hidden.substr(1, hidden.size() - 1 - ending.size()); // name.attempt; both may hold dots
  for (auto dot = inside.find('.'); dot != inside.npos; dot = inside.find('.', dot + 1))
    if (is_ours(inside.substr(0, dot))) return true;
  return false;
}

}  // namespace

TemporaryFile::TemporaryFile(TemporaryFile&& other) noexcept : path_(std::move(other.path_)), file_(std::move(other.file_)) {
  other.path_ = Path();
}
TemporaryFile& TemporaryFile::operator=(TemporaryFile&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(file_, other.file_);
  return *this;
}
TemporaryFile::~TemporaryFile() {
  if (!path_.empty()) ::unlink(path_.c_str());
}

Result<TemporaryFile> TemporaryFile::create(Path path) {
  TemporaryFile out;
  for (int round = 0; round < most_rounds; ++round) {
    OpenFile file(::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
    if (!file.open()) {
      if (errno != EEXIST) return system_failure(errno, path.display());
      if (!remove_if_abandoned(path)) break;
      continue;
    }
    out.file_ = std::move(file);
    out.path_ = std::move(path);
    lock(out.fd(), LOCK_EX); // waits for nobody but who is just looking whether the file is abandoned
    FILMGATE_TRY(named, has_name(out.fd(), out.path_));
    if (named) return out;
    path = std::move(out.path_);
    out.path_ = Path();
  }
  return failure(Trouble::try_again, "{}: another run of the same attempt is writing it; give each run an attempt of its own", path.display());
}

Status write_all(int fd, std::string_view bytes, const Path& name) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(fd, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return system_failure(put < 0 ? errno : EIO, name.display());
    bytes.remove_prefix(static_cast<size_t>(put));
  }
  return {};
}

Status TemporaryFile::append(std::string_view bytes) { return write_all(fd(), bytes, path_); }

// A failed fsync is never tried again: the kernel may have dropped the pages and call them clean.
Status TemporaryFile::sync() const {
  if (::fsync(fd()) != 0) return system_failure(errno, path_.display() + ": fsync");
  return {};
}

Status TemporaryFile::publish_as(const Path& final_name) {
  if (::rename(path_.c_str(), final_name.c_str()) != 0) return system_failure(errno, final_name.display());
  path_ = Path();
  return {};
}

std::string temporary_name(std::string_view final_name, std::string_view attempt) { return fmt::format(".{}.{}{}", final_name, attempt, ending); }

std::string trial_name(std::string_view final_name, std::string_view attempt) { return fmt::format("{}{}.{}", trial_front, attempt, final_name); }

bool is_of_attempt(std::string_view name, std::string_view attempt) {
  if (attempt.empty()) return false;
  return (name.starts_with('.') && name.ends_with(fmt::format(".{}{}", attempt, ending))) || name.starts_with(fmt::format("{}{}-", trial_front, attempt));
}

void remove_abandoned(const Path& folder, const std::function<bool(std::string_view)>& is_ours) {
  const auto names = list_folder(folder);
  if (!names) return;
  for (const auto& name : *names)
    if (leads_to(name, is_ours)) (void)remove_if_abandoned(folder / name);
}

Status sync_folder(const Path& folder) {
  const OpenFile open(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!open.open() || ::fsync(open.fd()) != 0) return system_failure(errno, folder.display());
  return {};
}

}  // namespace filmgate

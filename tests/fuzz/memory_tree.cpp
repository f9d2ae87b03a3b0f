// SPDX-License-Identifier: Apache-2.0
//
// The linker's --wrap sends the calls of the program's own code here; those of the C library's inside are not touched.
// Without a tree they go on to the system, which is what the fuzzer's runtime needs for its corpus.
#include "fuzz/memory_tree.hpp"

#include <cerrno>
#include <cstdarg>
#include <cstdint>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace fuzz {
namespace {

constexpr int first_descriptor = 1 << 20; // far above any of the system's
struct Open { const std::string* bytes; uint64_t at; };
struct Listing { std::vector<std::string> names; size_t at; dirent entry; };

MemoryTree* tree = nullptr;
std::vector<Open> open_files;
std::vector<std::unique_ptr<Listing>> listings; // a DIR* of ours is the address of one

std::string plain(const char* path) { // "/a//b/" is "/a/b"
  std::string out;
  for (const char* c = path; *c; ++c)
    if (*c != '/' || out.empty() || out.back() != '/') out += *c;
  if (out.size() > 1 && out.back() == '/') out.pop_back();
  return out;
}

int refuse(int why) {
  errno = why;
  return -1;
}

Open* opened(int fd) {
  const auto at = static_cast<size_t>(fd - first_descriptor);
  return fd >= first_descriptor && at < open_files.size() && open_files[at].bytes ? &open_files[at] : nullptr;
}

int look(const char* path, struct stat* out) {
  const auto name = plain(path);
  *out = {};
  if (const auto* bytes = tree->file(name)) {
    out->st_mode = S_IFREG | 0444, out->st_size = static_cast<off_t>(bytes->size());
    return 0;
  }
  if (!tree->is_folder(name)) return refuse(ENOENT);
  out->st_mode = S_IFDIR | 0555;
  return 0;
}

ssize_t copy(const Open& file, void* to, size_t count, uint64_t at) {
  if (at >= file.bytes->size()) return 0;
  const size_t got = std::min(count, file.bytes->size() - at);
  std::memcpy(to, file.bytes->data() + at, got);
  return static_cast<ssize_t>(got);
}

}  // namespace

MemoryTree::MemoryTree() { tree = this; }
MemoryTree::~MemoryTree() {
  tree = nullptr;
  open_files.clear();
  listings.clear();
}
void MemoryTree::put(const std::string& path, std::string bytes) {
  for (auto slash = path.find('/', 1); slash != path.npos; slash = path.find('/', slash + 1)) folders_.insert(path.substr(0, slash));
  files_[path] = std::move(bytes);
}
const std::string* MemoryTree::file(const std::string& path) const {
  const auto at = files_.find(path);
  return at == files_.end() ? nullptr : &at->second;
}
std::set<std::string> MemoryTree::names_in(const std::string& folder) const {
  std::set<std::string> out;
  const auto prefix = folder == "/" ? folder : folder + "/";
  const auto take = [&](const std::string& path) {
    if (path.size() > prefix.size() && path.starts_with(prefix) && path.find('/', prefix.size()) == path.npos) out.insert(path.substr(prefix.size()));
  };
  for (const auto& [path, bytes] : files_) take(path);
  for (const auto& path : folders_) take(path);
  return out;
}

}  // namespace fuzz

using fuzz::tree; // NOLINT: the names below are the linker's

extern "C" {
int __real_open(const char*, int, ...);
int __real_close(int);
ssize_t __real_read(int, void*, size_t);
ssize_t __real_pread(int, void*, size_t, off_t);
off_t __real_lseek(int, off_t, int);
int __real_stat(const char*, struct stat*);
int __real_lstat(const char*, struct stat*);
int __real_fstat(int, struct stat*);
int __real_access(const char*, int);
DIR* __real_opendir(const char*);
dirent* __real_readdir(DIR*);
int __real_closedir(DIR*);
int __real_mkdir(const char*, mode_t);
int __real_unlink(const char*);
int __real_rename(const char*, const char*);
ssize_t __real_readlink(const char*, char*, size_t);
char* __real_realpath(const char*, char*);

int __wrap_open(const char* path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  const int mode = (flags & O_CREAT) != 0 ? va_arg(more, int) : 0;
  va_end(more);
  if (!tree) return __real_open(path, flags, mode);
  if ((flags & (O_WRONLY | O_RDWR | O_CREAT)) != 0) return fuzz::refuse(EROFS);
  const auto* bytes = tree->file(fuzz::plain(path));
  if (!bytes) return fuzz::refuse(ENOENT);
  fuzz::open_files.push_back({bytes, 0});
  return fuzz::first_descriptor + static_cast<int>(fuzz::open_files.size()) - 1;
}
int __wrap_close(int fd) {
  auto* file = fuzz::opened(fd);
  if (!file) return __real_close(fd);
  file->bytes = nullptr;
  return 0;
}
ssize_t __wrap_read(int fd, void* to, size_t count) {
  auto* file = fuzz::opened(fd);
  if (!file) return __real_read(fd, to, count);
  const ssize_t got = fuzz::copy(*file, to, count, file->at);
  file->at += static_cast<uint64_t>(got);
  return got;
}
ssize_t __wrap_pread(int fd, void* to, size_t count, off_t at) {
  const auto* file = fuzz::opened(fd);
  return file ? fuzz::copy(*file, to, count, static_cast<uint64_t>(at)) : __real_pread(fd, to, count, at);
}
off_t __wrap_lseek(int fd, off_t to, int whence) {
  const auto* file = fuzz::opened(fd);
  if (!file) return __real_lseek(fd, to, whence);
  return whence == SEEK_END ? static_cast<off_t>(file->bytes->size()) + to : to;
}
int __wrap_fstat(int fd, struct stat* out) {
  const auto* file = fuzz::opened(fd);
  if (!file) return __real_fstat(fd, out);
  *out = {};
  out->st_mode = S_IFREG | 0444, out->st_size = static_cast<off_t>(file->bytes->size());
  return 0;
}
int __wrap_stat(const char* path, struct stat* out) { return tree ? fuzz::look(path, out) : __real_stat(path, out); }
int __wrap_lstat(const char* path, struct stat* out) { return tree ? fuzz::look(path, out) : __real_lstat(path, out); }
int __wrap_access(const char* path, int how) {
  struct stat found {};
  return tree ? fuzz::look(path, &found) : __real_access(path, how);
}
DIR* __wrap_opendir(const char* path) {
  if (!tree) return __real_opendir(path);
  const auto name = fuzz::plain(path);
  if (!tree->is_folder(name)) {
    errno = ENOENT;
    return nullptr;
  }
  const auto names = tree->names_in(name);
  fuzz::listings.push_back(std::make_unique<fuzz::Listing>(fuzz::Listing{{names.begin(), names.end()}, 0, {}}));
  return reinterpret_cast<DIR*>(fuzz::listings.back().get());
}
dirent* __wrap_readdir(DIR* folder) {
  if (!tree) return __real_readdir(folder);
  auto& listing = *reinterpret_cast<fuzz::Listing*>(folder);
  if (listing.at == listing.names.size()) return nullptr;
  const size_t length = listing.names[listing.at++].copy(listing.entry.d_name, sizeof listing.entry.d_name - 1);
  listing.entry.d_name[length] = 0;
  return &listing.entry;
}
int __wrap_closedir(DIR* folder) { return tree ? 0 : __real_closedir(folder); }
int __wrap_mkdir(const char* path, mode_t mode) { return tree ? fuzz::refuse(EROFS) : __real_mkdir(path, mode); }
int __wrap_unlink(const char* path) { return tree ? fuzz::refuse(EROFS) : __real_unlink(path); }
int __wrap_rename(const char* from, const char* to) { return tree ? fuzz::refuse(EROFS) : __real_rename(from, to); }
ssize_t __wrap_readlink(const char* path, char* to, size_t count) {
  return tree ? fuzz::refuse(ENOENT) : __real_readlink(path, to, count);
}
char* __wrap_realpath(const char* path, char* to) {
  if (!tree) return __real_realpath(path, to);
  const auto name = fuzz::plain(path);
  if (!tree->file(name) && !tree->is_folder(name)) return nullptr;
  return ::strdup(name.c_str());
}
}

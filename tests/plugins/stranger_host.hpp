// SPDX-License-Identifier: Apache-2.0
//
// The services that the stranger's host gives a plugin: those the ABI requires of every host, and no more.
#pragma once
#include <filmgate/host.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace stranger {

// A call that did not give FG_OK.
class Error : public std::runtime_error {
 public:
  Error(fg_status status, const std::string& message, uint32_t flags = 0)
      : std::runtime_error(message), status_(status), flags_(flags) {}
  fg_status status() const { return status_; }
  uint32_t flags() const { return flags_; }

 private:
  fg_status status_;
  uint32_t flags_;
};

inline fg_error no_error() {
  fg_error error{};
  error.struct_size = sizeof error;
  return error;
}
inline void check(fg_status status, const fg_error& error) {
  if (status != FG_OK) throw Error(status, error.message[0] ? error.message : "no message", error.flags);
}

struct Report {
  int32_t severity;
  std::string code;
  int64_t frame;
  std::string text;
};

struct OpenFile {
  int fd;
  uint64_t size;
};

// The C host first, so that a pointer to one is a pointer to the other.
struct Host {
  fg_host c{};
  std::mutex lock;
  std::vector<Report> reports;
  std::vector<std::string> log;
  bool cancel = false;
  uint64_t bytes_read = 0, reads = 0;
};
inline Host& self(const fg_host* h) { return *reinterpret_cast<Host*>(const_cast<fg_host*>(h)); }
inline OpenFile& self(fg_file* f) { return *reinterpret_cast<OpenFile*>(f); }

namespace service {

inline fg_status refuse(fg_error* e, fg_status status, const std::string& why) noexcept {
  if (e && FG_HAS(e, message))
    e->status = status, e->flags = 0, std::strncpy(e->message, why.c_str(), sizeof e->message - 1);
  return status;
}
inline void write_log(const fg_host* h, int32_t, const char* text) noexcept {
  std::lock_guard hold(self(h).lock);
  self(h).log.emplace_back(text);
}
inline void* take(const fg_host*, uint64_t size, uint64_t align) noexcept {
  void* out = nullptr;
  return ::posix_memalign(&out, align < sizeof(void*) ? sizeof(void*) : align, size) == 0 ? out : nullptr;
}
inline void give(const fg_host*, void* p) noexcept { std::free(p); }
inline fg_status open(const fg_host*, const char* uri, fg_file** out, fg_error* e) noexcept {
  const int fd = ::open(uri, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return refuse(e, errno == ENOENT ? FG_E_NOT_FOUND : FG_E_IO, std::string(uri) + ": " + std::strerror(errno));
  struct stat status {};
  ::fstat(fd, &status);
  *out = reinterpret_cast<fg_file*>(new OpenFile{fd, static_cast<uint64_t>(status.st_size)});
  return FG_OK;
}
inline void close(const fg_host*, fg_file* f) noexcept { ::close(self(f).fd), delete &self(f); }
inline uint64_t size(const fg_host*, fg_file* f) noexcept { return self(f).size; }
inline fg_status read_at(const fg_host* h, fg_file* f, void* dst, uint64_t n, uint64_t off, fg_error* e) noexcept {
  auto* out = static_cast<uint8_t*>(dst);
  for (uint64_t done = 0; done < n;) {
    const ssize_t got = ::pread(self(f).fd, out + done, n - done, static_cast<off_t>(off + done));
    if (got < 0) return refuse(e, FG_E_IO, std::strerror(errno));
    if (got == 0) return refuse(e, FG_E_TRUNCATED, "the file ends at " + std::to_string(off + done));
    done += static_cast<uint64_t>(got);
  }
  std::lock_guard hold(self(h).lock);
  self(h).bytes_read += n, ++self(h).reads;
  return FG_OK;
}
inline fg_status list(const fg_host*, const char* dir, void* ctx,
                      int32_t (*each)(void*, const char*, int32_t, uint64_t), fg_error* e) noexcept {
  std::error_code error;
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator(dir, error)) paths.push_back(entry.path());
  if (error) return refuse(e, FG_E_IO, error.message());
  std::sort(paths.begin(), paths.end());
  for (const auto& path : paths) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) continue;
    if (each(ctx, path.c_str(), S_ISDIR(status.st_mode), static_cast<uint64_t>(status.st_size)) != 0) break;
  }
  return FG_OK;
}
inline fg_status local_path(const fg_host*, const char* uri, char* buffer, uint64_t n, fg_error* e) noexcept {
  if (std::strlen(uri) + 1 > n) return refuse(e, FG_E_OUT_OF_RANGE, "the buffer is too small");
  std::strcpy(buffer, uri);
  return FG_OK;
}
inline void report(const fg_host* h, const fg_job*, int32_t severity, const char* code, int64_t frame,
                   const char* text) noexcept {
  std::lock_guard hold(self(h).lock);
  self(h).reports.push_back({severity, code, frame, text});
}
inline int32_t cancelled(const fg_host* h, const fg_job*) noexcept { return self(h).cancel ? 1 : 0; }
inline void progress(const fg_host*, const fg_job*, double) noexcept {}

inline const void* find(const fg_host*, const char* id) noexcept {
  static constexpr fg_host_log log_table{&write_log};
  static constexpr fg_host_alloc alloc_table{&take, &give};
  static constexpr fg_host_io io_table{&open, &close, &size, &read_at, &list, &local_path};
  static constexpr fg_host_report report_table{&report};
  static constexpr fg_host_control control_table{&cancelled, &progress};
  const std::string_view wanted = id;
  if (wanted == FG_HOST_LOG) return &log_table;
  if (wanted == FG_HOST_ALLOC) return &alloc_table;
  if (wanted == FG_HOST_IO) return &io_table;
  if (wanted == FG_HOST_REPORT) return &report_table;
  if (wanted == FG_HOST_CONTROL) return &control_table;
  return nullptr;  // jobs are optional
}
}  // namespace service
}  // namespace stranger

// SPDX-License-Identifier: Apache-2.0
#include "host.hpp"

#include <filmgate/cpp/failure.hpp>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

struct fg_file {
  int fd;
  uint64_t size;
};

namespace check {
namespace {

std::atomic<int64_t> lost_blocks{0}, lost_files{0};

Host& self(const fg_host* h) { return *static_cast<Host*>(const_cast<fg_host*>(h)); }

fg_status refuse(fg_error* error, fg_status status, const std::string& why) noexcept {
  fg::fill_error(error, status, why);
  return status;
}

void write_log(const fg_host*, int32_t, const char*) noexcept {}

void* take(const fg_host* h, uint64_t size, uint64_t align) noexcept {
  void* out = nullptr;
  if (::posix_memalign(&out, std::max<uint64_t>(align, sizeof(void*)), size) != 0) return nullptr;
  ++self(h).memory_blocks;
  return out;
}
void give(const fg_host* h, void* p) noexcept {
  if (p) --self(h).memory_blocks;
  std::free(p);
}

fg_status file_open(const fg_host* h, const char* uri, fg_file** out, fg_error* e) noexcept {
  const int fd = ::open(uri, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (fd < 0)
    return refuse(e, errno == ENOENT ? FG_E_NOT_FOUND : FG_E_IO, fg::concat(uri, ": ", std::string(std::strerror(errno))));
  struct stat status {};
  if (::fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) {
    ::close(fd);
    return refuse(e, FG_E_IO, fg::concat(uri, ": is no regular file"));
  }
  *out = new fg_file{fd, static_cast<uint64_t>(status.st_size)};
  ++self(h).open_files;
  return FG_OK;
}
void file_close(const fg_host* h, fg_file* f) noexcept {
  if (!f) return;
  ::close(f->fd);
  delete f;
  --self(h).open_files;
}
uint64_t file_size(const fg_host*, fg_file* f) noexcept { return f->size; }

fg_status file_read(const fg_host*, fg_file* f, void* dst, uint64_t n, uint64_t off, fg_error* e) noexcept {
  auto* out = static_cast<uint8_t*>(dst);
  while (n > 0) {
    const ssize_t got = ::pread(f->fd, out, n, static_cast<off_t>(off));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return refuse(e, FG_E_IO, fg::concat("offset ", off, ": ", std::string(std::strerror(errno))));
    if (got == 0) return refuse(e, FG_E_TRUNCATED, fg::concat("the file ends at ", off, ", ", n, " bytes more are wanted"));
    out += got, off += static_cast<uint64_t>(got), n -= static_cast<uint64_t>(got);
  }
  return FG_OK;
}

fg_status file_list(const fg_host*, const char* folder, void* ctx,
                    int32_t (*each)(void*, const char*, int32_t, uint64_t), fg_error* e) noexcept {
  std::error_code error;
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) paths.push_back(entry.path());
  if (error) return refuse(e, FG_E_IO, fg::concat(folder, ": ", error.message()));
  std::sort(paths.begin(), paths.end());
  for (const auto& path : paths) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) continue;
    if (each(ctx, path.c_str(), S_ISDIR(status.st_mode), static_cast<uint64_t>(status.st_size)) != 0) break;
  }
  return FG_OK;
}

fg_status local_path(const fg_host*, const char* uri, char* buffer, uint64_t n, fg_error* e) noexcept {
  const size_t need = std::strlen(uri) + 1;
  if (need > n) return refuse(e, FG_E_OUT_OF_RANGE, fg::concat("the path needs ", need, " bytes"));
  std::memcpy(buffer, uri, need);
  return FG_OK;
}

void report(const fg_host* h, const fg_job*, int32_t severity, const char* code, int64_t frame, const char* text) noexcept {
  self(h).add({severity, code ? code : "", frame, text ? text : ""});
}

int32_t cancelled(const fg_host*, const fg_job* job) noexcept { return job && job->cancelled ? 1 : 0; }
void progress(const fg_host*, const fg_job*, double) noexcept {}

const void* service(const fg_host*, const char* id) noexcept {
  static constexpr fg_host_log log_table{&write_log};
  static constexpr fg_host_alloc alloc_table{&take, &give};
  static constexpr fg_host_io io_table{&file_open, &file_close, &file_size, &file_read, &file_list, &local_path};
  static constexpr fg_host_report report_table{&report};
  static constexpr fg_host_control control_table{&cancelled, &progress};
  const std::string_view wanted = id ? id : "";
  if (wanted == FG_HOST_LOG) return &log_table;
  if (wanted == FG_HOST_ALLOC) return &alloc_table;
  if (wanted == FG_HOST_IO) return &io_table;
  if (wanted == FG_HOST_REPORT) return &report_table;
  if (wanted == FG_HOST_CONTROL) return &control_table;
  return nullptr; // threads are optional, so a plugin must do without
}

}  // namespace

Host::Host() : fg_host{} {
  struct_size = sizeof(fg_host);
  abi_major = FG_ABI_MAJOR, abi_minor = FG_ABI_MINOR;
  name = "filmgate-check", version = FG_SDK_VERSION;
  fg_host::service = &check::service;
}

Host::~Host() {
  lost_blocks += memory_blocks;
  lost_files += open_files;
}
NotGivenBack not_given_back() { return {lost_blocks, lost_files}; }

void Host::add(Report report) {
  const std::lock_guard hold(turn_);
  if (reports_.size() < 10000) reports_.push_back(std::move(report));
}
std::vector<Report> Host::take_reports() {
  const std::lock_guard hold(turn_);
  return std::exchange(reports_, {});
}
bool Host::took_an_error() {
  const auto reports = take_reports();
  return std::any_of(reports.begin(), reports.end(), [](const Report& r) { return r.severity >= FG_SEVERITY_ERROR; });
}

}  // namespace check

// SPDX-License-Identifier: Apache-2.0
//
// What a plugin can ask of the host: log, memory, files (read only), reports, and whether to go on.
#include "raw.hpp"

#include "base/file.hpp"
#include "base/log.hpp"
#include "bridge_service.hpp"
#include "service_answer.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filmgate/draft/bridge.h>
#include <sys/stat.h>
#include <unistd.h>

struct fg_file { // an original, opened read only
  int fd;
  uint64_t size;
  std::string uri;
};

namespace filmgate {
namespace {

const PluginHost& self(const fg_host* h) { return *static_cast<const PluginHost*>(h); }

LogLevel level_of(int32_t level) {
  switch (level) {
    case FG_LOG_TRACE: return LogLevel::trace;
    case FG_LOG_DEBUG: return LogLevel::debug;
    case FG_LOG_INFO: return LogLevel::info;
    case FG_LOG_WARN: return LogLevel::warning;
    default: return LogLevel::error;
  }
}

void log_write(const fg_host* h, int32_t level, const char* text) noexcept try {
  log(level_of(level), fmt::format("{}: {}", self(h).plugin_id, text ? text : ""));
} catch (const std::exception&) { // a line of a log is lost, for want of memory
}

void* take(const fg_host*, uint64_t size, uint64_t align) noexcept {
  void* out = nullptr;
  if (align < sizeof(void*)) align = sizeof(void*);
  if ((align & (align - 1)) != 0 || align > 1u << 20) return nullptr;
  return ::posix_memalign(&out, align, size) == 0 ? out : nullptr;
}
void give(const fg_host*, void* p) noexcept { std::free(p); }

fg_status open_file(const char* uri, fg_file** out, fg_error* e) {
  // O_NONBLOCK: a FIFO among the clips must not hang the open.
  OpenFile file(::open(uri, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
  const int why = errno;
  const auto name = [&] { return Path(uri).display(); };
  if (!file.open()) return fail(e, why == ENOENT ? FG_E_NOT_FOUND : FG_E_IO, name() + ": " + std::strerror(why) + (why == EACCES ? "; a plugin may read its clip's files alone" : ""));
  struct stat status {};
  if (::fstat(file.fd(), &status) != 0) return fail(e, FG_E_IO, name() + ": cannot be looked at");
  if (!S_ISREG(status.st_mode)) return fail(e, FG_E_IO, name() + ": not a regular file");
  *out = new fg_file{file.fd(), static_cast<uint64_t>(status.st_size), uri};
  file.release();
  return FG_OK;
}
fg_status file_open(const fg_host*, const char* uri, fg_file** out, fg_error* e) noexcept {
  return answered(e, [&] { return open_file(uri, out, e); });
}
void file_close(const fg_host*, fg_file* f) noexcept {
  if (!f) return;
  ::close(f->fd);
  delete f;
}
uint64_t file_size(const fg_host*, fg_file* f) noexcept { return f->size; }

fg_status read_file(fg_file* f, void* dst, uint64_t n, uint64_t off, fg_error* e) {
  const auto name = [&] { return Path(f->uri).display(); }; // only when something went wrong
  if (off > f->size || n > f->size - off)
    return fail(e, FG_E_TRUNCATED, fmt::format("{}: offset {}: need {} bytes, the file has {}", name(), off, n, f->size));
  for (auto* out = static_cast<uint8_t*>(dst); n > 0;) {
    const ssize_t got = ::pread(f->fd, out, n, static_cast<off_t>(off));
    if (got < 0 && errno == EINTR) continue;
    const int why = errno;
    if (got < 0) return fail(e, FG_E_IO, fmt::format("{}: offset {}: {}", name(), off, std::strerror(why)));
    if (got == 0) return fail(e, FG_E_TRUNCATED, fmt::format("{}: shrank to {} bytes while it was read", name(), off));
    out += got, off += static_cast<uint64_t>(got), n -= static_cast<uint64_t>(got);
  }
  return FG_OK;
}
fg_status file_read(const fg_host*, fg_file* f, void* dst, uint64_t n, uint64_t off, fg_error* e) noexcept {
  return answered(e, [&] { return read_file(f, dst, n, off, e); });
}

using EachFile = int32_t (*)(void*, const char*, int32_t, uint64_t);
fg_status list_files(const char* dir, void* ctx, EachFile each, fg_error* e) {
  const auto names = list_folder(Path(dir));
  if (!names) return fail(e, FG_E_IO, names.error().message);
  for (const auto& name : *names) {
    const Path path = Path(dir) / name;
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) continue; // gone since it was listed
    if (each(ctx, path.c_str(), S_ISDIR(status.st_mode), static_cast<uint64_t>(status.st_size)) != 0) break;
  }
  return FG_OK;
}

fg_status file_list(const fg_host*, const char* dir, void* ctx, EachFile each, fg_error* e) noexcept {
  return answered(e, [&] { return list_files(dir, ctx, each, e); });
}

fg_status local_path(const fg_host* h, const char* uri, char* buffer, uint64_t n, fg_error* e) noexcept {
  return answered(e, [&]() -> fg_status {
    if (self(h).tier != Tier::paths)
      return fail(e, FG_E_UNSUPPORTED, "files are opened by the host; a plugin that must open them by path says [runtime] tier = \"paths\" in its manifest");
    const size_t need = std::strlen(uri) + 1;
    if (need > n) return fail(e, FG_E_OUT_OF_RANGE, fmt::format("the path needs {} bytes", need));
    std::memcpy(buffer, uri, need);
    return FG_OK;
  });
}

void report(const fg_host* h, const fg_job* j, int32_t severity, const char* code, int64_t frame,
            const char* text) noexcept try {
  if (!j || !j->handle || !j->handle->report) return;
  const auto how = severity <= FG_SEVERITY_INFO      ? ReportSeverity::info
                   : severity == FG_SEVERITY_WARNING ? ReportSeverity::warning
                                                     : ReportSeverity::error;
  j->handle->report({self(h).plugin_id, how, code ? code : "", frame, text ? text : ""});
} catch (const std::exception&) {
  host_lost_something() = true;
}

int32_t cancelled(const fg_host*, const fg_job* j) noexcept { return j && j->handle && j->handle->cancelled ? 1 : 0; }
void progress(const fg_host*, const fg_job*, double) noexcept {}

uint32_t width(const fg_host*) noexcept { return 1; }
// The host's threads work on bands already, so a plugin's own parallelism runs inline.
fg_status parallel(const fg_host*, uint32_t n, void (*run)(void*, uint32_t), void* ctx) noexcept {
  for (uint32_t i = 0; i < n; ++i) run(ctx, i);
  return FG_OK;
}

const void* service(const fg_host* h, const char* id) noexcept {
  static constexpr fg_host_log log_table{&log_write};
  static constexpr fg_host_alloc alloc_table{&take, &give};
  static constexpr fg_host_jobs jobs_table{&width, &parallel};
  static constexpr fg_host_io io_table{&file_open, &file_close, &file_size, &file_read, &file_list, &local_path};
  static constexpr fg_host_report report_table{&report};
  static constexpr fg_host_control control_table{&cancelled, &progress};
  const std::string_view wanted = id;
  if (wanted == FG_HOST_LOG) return &log_table;
  if (wanted == FG_HOST_ALLOC) return &alloc_table;
  if (wanted == FG_HOST_JOBS) return &jobs_table;
  if (wanted == FG_HOST_IO) return &io_table;
  if (wanted == FG_HOST_REPORT) return &report_table;
  if (wanted == FG_HOST_CONTROL) return &control_table;
  if (wanted == FG_HOST_BRIDGE) return bridge_service(h);
  return nullptr;
}

}  // namespace

void fill_host(PluginHost& host, const Bundle& bundle, Bridge* bridge) {
  host.plugin_id = bundle.id;
  host.tier = bundle.tier;
  host.tool = bundle.bridge;
  host.bridge = bundle.tier == Tier::bridge && bridge && bridge->is_open(bundle.bridge) ? bridge : nullptr;
  host.struct_size = sizeof(fg_host);
  host.abi_major = FG_ABI_MAJOR;
  host.abi_minor = FG_ABI_MINOR;
  host.name = "filmgate";
  host.version = FILMGATE_VERSION;
  host.cache_dir = nullptr;
  host.service = &service;
}

}  // namespace filmgate

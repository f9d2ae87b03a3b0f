// SPDX-License-Identifier: Apache-2.0
//
// A plugin's host whose only files lie in memory: what the ABI requires of every host, nothing of the real file system,
// and no more memory at once than a plugin may ask for. It notices what a plugin leaves open or says wrongly.
#pragma once
#include <filmgate/entry.h>

#include <cstdlib>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fuzz {

struct MemoryFile {
  std::string uri; // "/clip/a.0001.dng"
  std::span<const uint8_t> bytes;
};

struct MemoryHost : fg_host {
  std::vector<MemoryFile> files;
  uint64_t most_memory = 64u << 20; // of one take()
  int64_t open_files = 0, taken = 0;
  size_t reports = 0;
  std::string broken; // the first promise of the ABI that the plugin broke towards its host

  MemoryHost() : fg_host{sizeof(fg_host), FG_ABI_MAJOR, FG_ABI_MINOR, "memory", "0", nullptr, &service} {}
  MemoryHost(const MemoryHost&) = delete;
  void broke(const char* what) {
    if (broken.empty()) broken = what;
  }

 private:
  static MemoryHost& self(const fg_host* h) { return *static_cast<MemoryHost*>(const_cast<fg_host*>(h)); }
  static const MemoryFile& self(const fg_file* f) { return *reinterpret_cast<const MemoryFile*>(f); }
  static fg_status refuse(fg_error* e, fg_status status, std::string_view why) noexcept {
    if (!e || !FG_HAS(e, message)) return status;
    e->status = status, e->flags = 0;
    const size_t length = why.copy(e->message, sizeof e->message - 1);
    e->message[length] = 0;
    return status;
  }
  static void log(const fg_host* h, int32_t, const char* text) noexcept {
    if (!text) self(h).broke("a log line without text");
  }
  static void* take(const fg_host* h, uint64_t size, uint64_t align) noexcept {
    void* out = nullptr;
    if (size > self(h).most_memory || align > 4096 || (align & (align - 1)) != 0) return nullptr;
    if (::posix_memalign(&out, align < sizeof(void*) ? sizeof(void*) : align, size) != 0) return nullptr;
    ++self(h).taken;
    return out;
  }
  static void give(const fg_host* h, void* p) noexcept {
    if (p) --self(h).taken;
    std::free(p);
  }
  static fg_status open(const fg_host* h, const char* uri, fg_file** out, fg_error* e) noexcept {
    for (auto& file : self(h).files)
      if (file.uri == uri) {
        ++self(h).open_files;
        *out = reinterpret_cast<fg_file*>(&file);
        return FG_OK;
      }
    return refuse(e, FG_E_NOT_FOUND, "no such file in memory");
  }
  static void close(const fg_host* h, fg_file*) noexcept { --self(h).open_files; }
  static uint64_t size(const fg_host*, fg_file* f) noexcept { return self(f).bytes.size(); }
  static fg_status read_at(const fg_host*, fg_file* f, void* dst, uint64_t n, uint64_t off, fg_error* e) noexcept {
    const auto bytes = self(f).bytes;
    if (off > bytes.size() || n > bytes.size() - off) return refuse(e, FG_E_TRUNCATED, "the file in memory ends before");
    if (n > 0) std::memcpy(dst, bytes.data() + off, n);
    return FG_OK;
  }
  static fg_status list(const fg_host* h, const char* dir, void* ctx, int32_t (*each)(void*, const char*, int32_t, uint64_t),
                        fg_error*) noexcept {
    for (const auto& file : self(h).files)
      if (file.uri.substr(0, file.uri.rfind('/')) == dir && each(ctx, file.uri.c_str(), 0, file.bytes.size()) != 0) break;
    return FG_OK;
  }
  static fg_status local_path(const fg_host*, const char*, char*, uint64_t, fg_error* e) noexcept {
    return refuse(e, FG_E_UNSUPPORTED, "files in memory have no path");
  }
  static void report(const fg_host* h, const fg_job*, int32_t severity, const char* code, int64_t frame, const char* text) noexcept {
    ++self(h).reports;
    if (severity < FG_SEVERITY_INFO || severity > FG_SEVERITY_ERROR || !code || !*code || !text || !*text || frame < -1)
      self(h).broke("a report that says nothing");
  }
  static int32_t cancelled(const fg_host*, const fg_job*) noexcept { return 0; }
  static void progress(const fg_host*, const fg_job*, double) noexcept {}
  static const void* service(const fg_host*, const char* id) noexcept {
    static constexpr fg_host_log log_table{&log};
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
    return nullptr;
  }
};

}  // namespace fuzz

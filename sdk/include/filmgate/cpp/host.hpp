// SPDX-License-Identifier: Apache-2.0
//
// The host's services as C++ sees them: files that close themselves, reads that throw, log and reports.
#pragma once
#include <filmgate/host.h>
#include <filmgate/cpp/byte_view.hpp>

#include <utility>
#include <vector>

namespace fg {
inline namespace v1 {

inline fg_error empty_error() noexcept {
  fg_error error{};
  error.struct_size = sizeof error;
  return error;
}

// Bytes that own themselves; view() names their place in the file they came from.
class Bytes {
 public:
  Bytes(std::vector<uint8_t> bytes, std::string name, uint64_t base)
      : bytes_(std::move(bytes)), name_(std::move(name)), base_(base) {}
  ByteView view() const { return {bytes_, name_, base_}; }
  uint64_t size() const { return bytes_.size(); }

 private:
  std::vector<uint8_t> bytes_;
  std::string name_;
  uint64_t base_;
};

class Host;

class File { // an open original, read only
 public:
  File(const fg_host* host, const fg_host_io* io, std::string uri) : host_(host), io_(io), uri_(std::move(uri)) {
    auto error = empty_error();
    check(io_->open(host_, uri_.c_str(), &file_, &error), error);
  }
  File(File&& other) noexcept
      : host_(other.host_), io_(other.io_), file_(std::exchange(other.file_, nullptr)), uri_(std::move(other.uri_)) {}
  File& operator=(File&&) = delete;
  ~File() { if (file_) io_->close(host_, file_); }

  const std::string& uri() const { return uri_; }
  uint64_t size() const { return io_->size(host_, file_); }
  void read_into(uint64_t offset, std::span<uint8_t> out) const {
    auto error = empty_error();
    check(io_->read_at(host_, file_, out.data(), out.size(), offset, &error), error);
  }
  // count comes from a file: it is compared with the file's size before anything is reserved.
  Bytes read(uint64_t offset, uint64_t count) const {
    const uint64_t total = size();
    require(offset <= total && count <= total - offset, FG_E_TRUNCATED, uri_, ": offset ", offset, ": need ", count,
            " bytes, the file has ", total);
    std::vector<uint8_t> bytes(count);
    read_into(offset, bytes);
    return {std::move(bytes), uri_, offset};
  }
  Bytes read_up_to(uint64_t offset, uint64_t count) const {
    const uint64_t total = size();
    const uint64_t left = offset < total ? total - offset : 0;
    return read(offset < total ? offset : total, count < left ? count : left);
  }

 private:
  const fg_host* host_;
  const fg_host_io* io_;
  fg_file* file_ = nullptr;
  std::string uri_;
};

class Host { // a cheap handle: copy it
 public:
  explicit Host(const fg_host* host) : host_(host) {}
  const fg_host* raw() const { return host_; }
  template <class Table>
  const Table* find(const char* id) const { return static_cast<const Table*>(host_->service(host_, id)); }
  template <class Table>
  const Table& need(const char* id) const {
    auto* table = find<Table>(id);
    require(table != nullptr, FG_E_UNSUPPORTED, "this host offers no ", id);
    return *table;
  }
  File open(std::string uri) const { return {host_, &need<fg_host_io>(FG_HOST_IO), std::move(uri)}; }
  void log(int32_t level, const std::string& text) const {
    if (auto* table = find<fg_host_log>(FG_HOST_LOG)) table->write(host_, level, text.c_str());
  }
  void report(const fg_job* job, int32_t severity, const char* code, const std::string& text, int64_t frame = -1) const {
    if (auto* table = find<fg_host_report>(FG_HOST_REPORT)) table->report(host_, job, severity, code, frame, text.c_str());
  }
  bool cancelled(const fg_job* job) const {
    auto* table = find<fg_host_control>(FG_HOST_CONTROL);
    return table && table->cancelled(host_, job) != 0;
  }

 private:
  const fg_host* host_;
};

}  // namespace v1
}  // namespace fg

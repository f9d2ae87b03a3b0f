// SPDX-License-Identifier: Apache-2.0
#include "coalescing_stream.hpp"

#include <algorithm>
#include <cerrno>
#include <unistd.h>

namespace filmgate {
namespace {
constexpr uint64_t capacity = 1 << 20;
constexpr uint64_t largest_gap = 1 << 20; // the place of the offset table, filled with zeros until it is known
}  // namespace

CoalescingStream::CoalescingStream(int fd) : fd_(fd) { held_.reserve(capacity); }

Status CoalescingStream::put(const uint8_t* bytes, uint64_t count, uint64_t offset) {
  while (count > 0) {
    const ssize_t done = ::pwrite(fd_, bytes, count, static_cast<off_t>(offset));
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) return system_failure(done < 0 ? errno : EIO, "write");
    bytes += done, offset += static_cast<uint64_t>(done), count -= static_cast<uint64_t>(done);
  }
  return {};
}

Status CoalescingStream::flush() {
  if (held_.empty()) return {};
  FILMGATE_CHECK(put(held_.data(), held_.size(), start_));
  start_ += held_.size();
  held_.clear();
  return {};
}

Status CoalescingStream::write_at(const void* bytes, uint64_t count, uint64_t offset) {
  const auto* from = static_cast<const uint8_t*>(bytes);
  const uint64_t end = start_ + held_.size();
  size_ = std::max(size_, offset + count);
  if (offset > end && offset - end <= largest_gap) {
    held_.resize(held_.size() + (offset - end), 0);
  } else if (offset != end) {
    FILMGATE_CHECK(flush());
    if (offset < start_) return put(from, count, offset); // back into what is written: the offset table
    start_ = offset;
  }
  if (held_.size() + count > capacity) FILMGATE_CHECK(flush());
  if (count >= capacity) {
    FILMGATE_CHECK(put(from, count, offset));
    start_ = offset + count;
    return {};
  }
  held_.insert(held_.end(), from, from + count);
  return {};
}

}  // namespace filmgate

// SPDX-License-Identifier: Apache-2.0
#include "image/buffer.hpp"

#include <algorithm>
#include <new>

namespace filmgate {
namespace {
constexpr uint64_t slack = 64, limit = uint64_t{1} << 40;
}

AlignedBuffer::AlignedBuffer(uint64_t bytes, uint64_t align) : size_(bytes) {
  if (bytes > limit) throw std::bad_alloc();
  const uint64_t alignment = std::max(align, cache_line);
  const uint64_t whole = (bytes + slack + alignment - 1) / alignment * alignment;
  bytes_.reset(static_cast<uint8_t*>(std::aligned_alloc(alignment, whole)));
  if (!bytes_) throw std::bad_alloc();
}

}  // namespace filmgate

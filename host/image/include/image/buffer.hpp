// SPDX-License-Identifier: Apache-2.0
//
// Memory for bands: aligned to cache lines or more, never zeroed, of one size for life, so that reuse costs nothing.
#pragma once
#include <cstdint>
#include <cstdlib>
#include <memory>

namespace filmgate {

class AlignedBuffer {
 public:
  static constexpr uint64_t cache_line = 64;
  // Throws std::bad_alloc; some bytes of slack lie behind for wide loads. `align`: a power of two.
  explicit AlignedBuffer(uint64_t bytes, uint64_t align = cache_line);
  [[nodiscard]] uint8_t* data() { return bytes_.get(); }
  [[nodiscard]] const uint8_t* data() const { return bytes_.get(); }
  [[nodiscard]] uint64_t size() const { return size_; }

 private:
  struct Free {
    void operator()(uint8_t* p) const { std::free(p); }
  };
  std::unique_ptr<uint8_t, Free> bytes_;
  uint64_t size_ = 0;
};

}  // namespace filmgate

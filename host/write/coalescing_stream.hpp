// SPDX-License-Identifier: Apache-2.0
//
// Turns the library's two small writes a chunk into few large ones. Private to this folder.
#pragma once
#include "base/result.hpp"

#include <cstdint>
#include <vector>

namespace filmgate {

class CoalescingStream {
 public:
  explicit CoalescingStream(int fd); // which outlives it
  // Like pwrite, whole or an error. One thread at a time.
  [[nodiscard]] Status write_at(const void* bytes, uint64_t count, uint64_t offset);
  [[nodiscard]] Status flush();
  [[nodiscard]] uint64_t size() const { return size_; } // the highest byte written, so far

 private:
  [[nodiscard]] Status put(const uint8_t* bytes, uint64_t count, uint64_t offset);
  int fd_;
  std::vector<uint8_t> held_;
  uint64_t start_ = 0, size_ = 0;
};

}  // namespace filmgate

// SPDX-License-Identifier: Apache-2.0
//
// Memory for a chunk's encoding, kept from chunk to chunk so that its pages are touched once. Of the process and not of a
// thread: glibc ends a program that has no memory to note a thread's destructor. Private to this folder.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace filmgate {

class KeptBytes { // any thread; content is what the last one left
 public:
  explicit KeptBytes(size_t count);
  KeptBytes(const KeptBytes&) = delete;
  KeptBytes& operator=(const KeptBytes&) = delete;
  ~KeptBytes();
  [[nodiscard]] std::span<uint8_t> bytes() { return std::span(held_).first(count_); }

 private:
  std::vector<uint8_t> held_;
  size_t count_;
};

}  // namespace filmgate

// SPDX-License-Identifier: Apache-2.0
//
// Memory with a page that nobody may touch before and behind it. A touch ends the check's process with a sentence that says
// which memory it was, and how far outside.
#pragma once
#include <cstddef>
#include <cstdint>

namespace check {

enum class Edge { begin, end, none }; // the side that lies against its guard page; none: with room on both, and unwatched

class GuardedMemory {
 public:
  // what: a static text, "the image" or "the scratch memory". align: of the first byte, a power of two up to a page.
  GuardedMemory(uint64_t bytes, uint64_t align, Edge edge, const char* what);
  ~GuardedMemory();
  GuardedMemory(const GuardedMemory&) = delete;
  GuardedMemory(GuardedMemory&& other) noexcept;
  uint8_t* data() const { return data_; }
  uint64_t size() const { return size_; }
  // Bytes that lie between data() + size() and the guard page, because of the alignment, are still untouched.
  bool margin_stands() const;

 private:
  uint8_t *pages_ = nullptr, *data_ = nullptr;
  uint64_t page_bytes_ = 0, size_ = 0;
  int slot_ = -1;
  bool watched_ = true;
};

void watch_guard_pages(); // installs the handler

}  // namespace check

// SPDX-License-Identifier: Apache-2.0
#include "guarded_memory.hpp"

#include "page.hpp"

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <mutex>
#include <sys/mman.h>
#include <unistd.h>
#include <utility>

#include "finding.hpp"

namespace check {
namespace {

constexpr uint8_t margin = 0x5C;

struct Slot { // read by the signal handler, so of fixed size and without locks
  std::atomic<const uint8_t*> begin{nullptr};
  const uint8_t *data, *end;
  uint64_t size;
  const char* what;
};
Slot slots[256];

uint64_t page_size() {
  static const auto size = static_cast<uint64_t>(::sysconf(_SC_PAGESIZE));
  return size;
}

void on_fault(int number, siginfo_t* info, void*) {
  const auto* at = static_cast<const uint8_t*>(info->si_addr);
  for (const auto& slot : slots) {
    const uint8_t* begin = slot.begin;
    if (!begin || at < begin || at >= slot.end) continue;
    char text[300];
    if (at >= slot.data + slot.size)
      std::snprintf(text, sizeof text, "touched byte %llu behind the end of %s of %llu bytes",
                    static_cast<unsigned long long>(at - slot.data - static_cast<ptrdiff_t>(slot.size)) + 1, slot.what,
                    static_cast<unsigned long long>(slot.size));
    else
      std::snprintf(text, sizeof text, "touched byte %lld before the start of %s", static_cast<long long>(slot.data - at), slot.what);
    page().end_in_handler(text);
    ::_exit(1);
  }
  ::signal(number, SIG_DFL);
  ::raise(number); // delivered when this handler returns: the process ends as it would have
}

int claim(const uint8_t* begin, const uint8_t* data, const uint8_t* end, uint64_t size, const char* what) {
  static std::mutex* turn = new std::mutex;
  const std::lock_guard hold(*turn);
  for (int i = 0; i < 256; ++i) {
    auto& slot = slots[i];
    if (slot.begin) continue;
    slot.data = data, slot.end = end, slot.size = size, slot.what = what;
    slot.begin = begin;
    return i;
  }
  return -1;
}

}  // namespace

void watch_guard_pages() {
  struct sigaction action {};
  action.sa_sigaction = &on_fault;
  action.sa_flags = SA_SIGINFO;
  ::sigaction(SIGSEGV, &action, nullptr);
  ::sigaction(SIGBUS, &action, nullptr);
}

GuardedMemory::GuardedMemory(uint64_t bytes, uint64_t align, Edge edge, const char* what) : size_(bytes), watched_(edge != Edge::none) {
  const uint64_t page_bytes = page_size(), room = watched_ ? 0 : 2 * page_bytes;
  const uint64_t held = (bytes + page_bytes - 1) / page_bytes * page_bytes + room;
  page_bytes_ = held + 2 * page_bytes;
  void* at = ::mmap(nullptr, page_bytes_, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (at == MAP_FAILED) fg::fail(FG_E_NO_MEMORY, "no memory for an image of ", bytes, " bytes");
  pages_ = static_cast<uint8_t*>(at);
  ::mprotect(pages_ + page_bytes, held, PROT_READ | PROT_WRITE);
  std::memset(pages_ + page_bytes, margin, held);
  const uint64_t down = edge == Edge::end ? (held - bytes) / align * align : room / 2;
  data_ = pages_ + page_bytes + down;
  slot_ = claim(pages_, data_, pages_ + page_bytes_, size_, what);
}
GuardedMemory::GuardedMemory(GuardedMemory&& other) noexcept
    : pages_(std::exchange(other.pages_, nullptr)), data_(other.data_), page_bytes_(other.page_bytes_), size_(other.size_),
      slot_(std::exchange(other.slot_, -1)), watched_(other.watched_) {}
GuardedMemory::~GuardedMemory() {
  if (slot_ >= 0) slots[slot_].begin = nullptr;
  if (pages_) ::munmap(pages_, page_bytes_);
}

bool GuardedMemory::margin_stands() const {
  if (!watched_) return true;
  const auto whole = [](const uint8_t* from, const uint8_t* to) { return std::all_of(from, to, [](uint8_t b) { return b == margin; }); };
  return whole(pages_ + page_size(), data_) && whole(data_ + size_, pages_ + page_bytes_ - page_size());
}

}  // namespace check

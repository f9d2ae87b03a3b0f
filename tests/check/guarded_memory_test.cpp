// SPDX-License-Identifier: Apache-2.0
//
// That the memory which checks lend is guarded: in processes of their own, for a touch ends the process.
#include "guarded_memory.hpp"
#include "page.hpp"

#include <catch2/catch.hpp>
#include <functional>
#include <sys/wait.h>
#include <unistd.h>

namespace {

struct Ended { check::Verdict verdict; std::string message; };

Ended in_a_process(const std::function<void()>& body) {
  int fd = -1;
  auto* page = check::Page::make(fd);
  const pid_t child = ::fork();
  if (child == 0) {
    check::set_page(page);
    check::watch_guard_pages();
    body();
    page->end(check::Verdict::passed, "");
    ::_exit(0);
  }
  ::waitpid(child, nullptr, 0);
  ::close(fd);
  const Ended out{page->verdict(), page->message()};
  check::Page::unmap(page);
  return out;
}

void put(uint8_t* at) { *static_cast<volatile uint8_t*>(at) = 1; }
uint8_t look(const uint8_t* at) { return *static_cast<const volatile uint8_t*>(at); }

}  // namespace

TEST_CASE("every byte of the memory itself may be used") {
  for (const auto edge : {check::Edge::begin, check::Edge::end, check::Edge::none})
    CHECK(in_a_process([&] {
            check::GuardedMemory memory(5000, 1, edge, "the image");
            for (uint64_t i = 0; i < memory.size(); ++i) put(memory.data() + i);
          }).verdict == check::Verdict::passed);
}

TEST_CASE("a byte behind the end or before the start is noticed, written or read") {
  const auto behind = in_a_process([] { const check::GuardedMemory memory(5000, 1, check::Edge::end, "the image"); put(memory.data() + 5000); });
  CHECK(behind.verdict == check::Verdict::failed);
  CHECK(behind.message == "touched byte 1 behind the end of the image of 5000 bytes");
  CHECK(in_a_process([] { const check::GuardedMemory memory(5000, 1, check::Edge::end, "the image"); (void)look(memory.data() + 5000); }).verdict == check::Verdict::failed);
  const auto before = in_a_process([] { const check::GuardedMemory memory(5000, 1, check::Edge::begin, "the image"); put(memory.data() - 1); });
  CHECK(before.message == "touched byte 1 before the start of the image");
}

TEST_CASE("bytes that alignment leaves before the guard page are watched too") {
  check::GuardedMemory memory(100, 64, check::Edge::end, "the image");
  CHECK(reinterpret_cast<uintptr_t>(memory.data()) % 64 == 0);
  CHECK(memory.margin_stands());
  put(memory.data() + 100);
  CHECK_FALSE(memory.margin_stands());
}

TEST_CASE("a crash elsewhere stays a crash") {
  const auto ended = in_a_process([] {
    const check::GuardedMemory memory(100, 1, check::Edge::end, "the image");
    volatile uintptr_t nowhere = 16; // volatile, or the compiler sees the fault and refuses it
    put(reinterpret_cast<uint8_t*>(nowhere));
  });
  CHECK(ended.verdict == check::Verdict::running);
}

// SPDX-License-Identifier: Apache-2.0
//
// What is lost a little at a time. The subject is used again and again, and what grows in both halves of the run is a leak.
#include "checks.hpp"
#include "process_state.hpp"

#include <algorithm>
#include <malloc.h>
#include <fstream>

namespace check {
namespace {

constexpr int warm_up = 3; // caches and static tables fill themselves once
constexpr int64_t least_leak = 48;             // bytes of the heap a round
constexpr int64_t least_mapping = 64 << 10;    // bytes of address space a round

int rounds(int level) { return level >= 8 ? 24 : 8; }

void use(const Case& subject, int count) {
  for (int i = 0; i < count; ++i) use_once(subject, [](const std::string&) {});
}

struct Held { int64_t heap, mapped; };

Held held() {
  ::malloc_trim(0);
  const auto info = ::mallinfo2();
  std::ifstream in("/proc/self/statm");
  int64_t pages = 0;
  in >> pages;
  return {static_cast<int64_t>(info.uordblks + info.hblkhd), pages * 4096};
}

}  // namespace

void check_memory(const Case& subject) {
  const int count = rounds(subject.level);
  use(subject, warm_up);
  const auto first = held();
  use(subject, count);
  const auto second = held();
  use(subject, count);
  const auto third = held();
  const auto grows = [&](int64_t Held::*what, int64_t least) { return std::min(second.*what - first.*what, third.*what - second.*what) / count >= least; };
  expect(!grows(&Held::heap, least_leak), "loses ", (third.heap - second.heap) / count, " bytes of memory every time it is used");
  expect(!grows(&Held::mapped, least_mapping), "loses ", (third.mapped - second.mapped) / count, " bytes of mapped memory every time it is used");
  const auto lost = not_given_back();
  expect(lost.memory_blocks == 0, "took ", lost.memory_blocks, " blocks from fg.host.alloc and never gave them back");
}

void check_descriptors(const Case& subject) {
  use(subject, 1);
  const auto before = open_descriptors();
  use(subject, 4);
  const auto after = open_descriptors();
  std::vector<std::string> more;
  std::set_difference(after.begin(), after.end(), before.begin(), before.end(), std::back_inserter(more));
  expect(more.empty() || after.size() <= before.size(), "leaves ", after.size() - before.size(), " descriptors open when used four times, one of them ", more.empty() ? "" : more.front());
  const auto lost = not_given_back();
  expect(lost.files == 0, "opened ", lost.files, " files with fg.host.io and never closed them");
}

}  // namespace check

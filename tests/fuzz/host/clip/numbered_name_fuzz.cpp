// SPDX-License-Identifier: Apache-2.0
//
// Numbers in any file name, and what is missing between them.
#include "fuzz/fuzz_input.hpp"
#include "fuzz/promise.hpp"
#include "numbered_name.hpp"

#include <algorithm>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  fuzz::FuzzInput in(data, size);
  const auto name = in.line();
  if (const auto numbered = filmgate::numbered_name(name)) {
    auto digits = std::to_string(numbered->number);
    digits.insert(0, static_cast<size_t>(numbered->width) - std::min(digits.size(), static_cast<size_t>(numbered->width)), '0');
    fuzz::promise(numbered->before + digits + numbered->after == name, "a name that is not put together again");
  }
  std::vector<int64_t> present;
  while (!in.done() && present.size() < 256) present.push_back(in.between(0, in.flip() ? 20 : 999'999'999'999));
  std::sort(present.begin(), present.end());
  present.erase(std::unique(present.begin(), present.end()), present.end());
  const auto count = filmgate::missing_count(present);
  const auto ranges = filmgate::missing_ranges(present);
  fuzz::promise(count >= 0 && (count == 0) == ranges.empty(), "the count of what is missing and its list differ");
  return 0;
}

// SPDX-License-Identifier: Apache-2.0
//
// A misspelt name among any known ones.
#include "base/spelling.hpp"
#include "fuzz/fuzz_input.hpp"
#include "fuzz/promise.hpp"

#include <algorithm>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  fuzz::FuzzInput in(data, size);
  const auto wrong = in.line();
  std::vector<std::string> known;
  while (!in.done() && known.size() < 16) known.push_back(in.line());
  const auto near = filmgate::nearest_name(wrong, known);
  fuzz::promise(near.empty() || std::find(known.begin(), known.end(), near) != known.end(), "a name that nobody knows");
  const bool exact = std::find(known.begin(), known.end(), wrong) != known.end();
  fuzz::promise(!exact || near == wrong, "the name itself is not the nearest");
  return 0;
}

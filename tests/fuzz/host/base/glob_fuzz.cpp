// SPDX-License-Identifier: Apache-2.0
//
// Any pattern (first line) on any name: the answer is that of the definition, tried in every way.
#include "base/glob.hpp"
#include "fuzz/fuzz_input.hpp"
#include "fuzz/promise.hpp"

#include <algorithm>

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool by_definition(std::string_view pattern, std::string_view name) {
  if (pattern.empty()) return name.empty();
  if (pattern[0] == '*') return by_definition(pattern.substr(1), name) || (!name.empty() && by_definition(pattern, name.substr(1)));
  if (name.empty()) return false;
  const bool one = pattern[0] == '?' || (pattern[0] == '#' ? name[0] >= '0' && name[0] <= '9' : lower(pattern[0]) == lower(name[0]));
  return one && by_definition(pattern.substr(1), name.substr(1));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  fuzz::FuzzInput in(data, size);
  const auto pattern = in.line(), name = in.rest();
  const bool matches = filmgate::name_matches(pattern, name);
  if (pattern.size() <= 8 && name.size() <= 16) fuzz::promise(matches == by_definition(pattern, name), "'" + pattern + "' on '" + name + "'");
  fuzz::promise(filmgate::path_parts(name).size() == 1 + static_cast<size_t>(std::count(name.begin(), name.end(), '/')), "parts lost");
  (void)filmgate::path_matches(pattern, name);
  return 0;
}

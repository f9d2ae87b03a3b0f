// SPDX-License-Identifier: Apache-2.0
//
// What a fuzz target asserts beyond "no sanitizer complains". A broken promise ends the run like a crash does, so that
// the fuzzer keeps the input.
#pragma once
#include <cstdio>
#include <cstdlib>
#include <string>

namespace fuzz {

inline void promise(bool holds, const std::string& what) {
  if (holds) return;
  std::fprintf(stderr, "broken promise: %s\n", what.c_str());
  std::abort();
}

}  // namespace fuzz

// SPDX-License-Identifier: Apache-2.0
//
// Asks the processor for half-float conversions beside AVX2. clang 14's __builtin_cpu_supports() does not know the name.
#pragma once
#include <cpuid.h>

namespace reframe {

inline bool has_avx2_and_f16c() {
  unsigned a = 0, b = 0, c = 0, d = 0;
  return __builtin_cpu_supports("avx2") && __get_cpuid(1, &a, &b, &c, &d) != 0 && (c & bit_F16C) != 0;
}

}  // namespace reframe

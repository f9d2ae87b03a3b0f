// SPDX-License-Identifier: Apache-2.0
//
// The modes of this thread's floating-point unit: rounding, flush-to-zero, what traps. A plugin that leaves them changed
// makes everybody else's pixels wrong.
#pragma once
#include <cfenv>
#include <cstdint>
#if defined(__SSE__)
#include <xmmintrin.h>
#endif

namespace check {

struct FloatMode {
  uint32_t vector = 0; // MXCSR without its sticky flags
  int rounding = 0;
  bool operator==(const FloatMode&) const = default;
};

inline FloatMode float_mode() {
  FloatMode out;
#if defined(__SSE__)
  constexpr uint32_t sticky_flags = 0x3F;
  out.vector = _mm_getcsr() & ~sticky_flags;
#endif
  out.rounding = std::fegetround();
  return out;
}
inline void restore(const FloatMode& mode) {
  std::fesetround(mode.rounding);
#if defined(__SSE__)
  _mm_setcsr(mode.vector);
#endif
}

}  // namespace check

// SPDX-License-Identifier: Apache-2.0
//
// Half floats, which plates are made of: one by one, and rows at a time with the processor's own instructions where it
// has them. Both ways round to the nearest, ties to even, and give the same bits.
#pragma once
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#endif

namespace fg {
inline namespace v1 {

inline float float_of_half(uint16_t half) noexcept {
  const uint32_t sign = uint32_t{half & 0x8000u} << 16, rest = half & 0x7fffu;
  if (rest >= 0x7c00) return std::bit_cast<float>(sign | 0x7f800000u | (rest & 0x3ffu) << 13 | (rest > 0x7c00 ? 0x400000u : 0));
  // The exponents' biases differ by 112; the product also makes subnormal halves normal.
  const float size = std::bit_cast<float>(rest << 13) * 0x1p112f;
  return std::bit_cast<float>(std::bit_cast<uint32_t>(size) | sign);
}

inline uint16_t half_of_float(float value) noexcept {
  const uint32_t bits = std::bit_cast<uint32_t>(value), sign = bits >> 16 & 0x8000u, size = bits & 0x7fffffffu;
  if (size > 0x7f800000u) return static_cast<uint16_t>(sign | 0x7e00u | (size >> 13 & 0x3ffu));
  if (size >= 0x477ff000u) return static_cast<uint16_t>(sign | 0x7c00u); // 65520 and above round to infinity
  if (size < 0x38800000u) { // subnormal: adding 1/2 leaves the steps of 2^-24 in the low bits, rounded by the addition
    const uint32_t steps = std::bit_cast<uint32_t>(std::bit_cast<float>(size) + 0.5f) - 0x3f000000u;
    return static_cast<uint16_t>(sign | steps);
  }
  const uint32_t odd = size >> 13 & 1u;
  return static_cast<uint16_t>(sign | ((size - 0x38000000u + 0xfffu + odd) >> 13));
}

#if defined(__x86_64__)
namespace detail {
inline bool has_half_instructions() noexcept {
  static const bool has = [] {
    unsigned a = 0, b = 0, c = 0, d = 0;
    const bool listed = __get_cpuid(1, &a, &b, &c, &d) != 0 && (c & bit_F16C) != 0;
    __builtin_cpu_init();
    return listed && __builtin_cpu_supports("avx2"); // which also asks whether the kernel keeps the registers
  }();
  return has;
}
__attribute__((target("avx2,f16c"))) inline size_t widen(std::span<const uint16_t> in, float* out) noexcept {
  size_t i = 0;
  for (; i + 8 <= in.size(); i += 8)
    _mm256_storeu_ps(out + i, _mm256_cvtph_ps(_mm_loadu_si128(reinterpret_cast<const __m128i*>(in.data() + i))));
  return i;
}
__attribute__((target("avx2,f16c"))) inline size_t narrow(std::span<const float> in, uint16_t* out) noexcept {
  size_t i = 0;
  for (; i + 8 <= in.size(); i += 8)
    _mm_storeu_si128(reinterpret_cast<__m128i*>(out + i),
                     _mm256_cvtps_ph(_mm256_loadu_ps(in.data() + i), _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC));
  return i;
}
}  // namespace detail
#endif

inline void halves_to_floats(std::span<const uint16_t> in, float* out) noexcept {
  size_t i = 0;
#if defined(__x86_64__)
  if (detail::has_half_instructions()) i = detail::widen(in, out);
#endif
  for (; i < in.size(); ++i) out[i] = float_of_half(in[i]);
}

inline void floats_to_halves(std::span<const float> in, uint16_t* out) noexcept {
  size_t i = 0;
#if defined(__x86_64__)
  if (detail::has_half_instructions()) i = detail::narrow(in, out);
#endif
  for (; i < in.size(); ++i) out[i] = half_of_float(in[i]);
}

}  // namespace v1
}  // namespace fg

// SPDX-License-Identifier: Apache-2.0
#include "half_rows.hpp"

#include <immintrin.h>
#include <bit>

namespace reframe {
namespace {

bool has_f16c() {
  static const bool has = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("f16c");
  return has;
}

float float_of(uint16_t half) {
  const uint32_t sign = uint32_t{half & 0x8000u} << 16, rest = half & 0x7fffu;
  if (rest >= 0x7c00)
    return std::bit_cast<float>(sign | 0x7f800000u | (rest & 0x3ffu) << 13 | (rest > 0x7c00 ? 0x400000u : 0));
  // The exponents' biases differ by 112; the product also makes subnormal halves normal.
  const float size = std::bit_cast<float>(rest << 13) * 0x1p112f;
  return std::bit_cast<float>(std::bit_cast<uint32_t>(size) | sign);
}

uint16_t half_of(float value) {
  const uint32_t bits = std::bit_cast<uint32_t>(value), sign = bits >> 16 & 0x8000u, size = bits & 0x7fffffffu;
  if (size > 0x7f800000u) return static_cast<uint16_t>(sign | 0x7e00u | (size >> 13 & 0x3ffu));
  if (size >= 0x477ff000u) return static_cast<uint16_t>(sign | 0x7c00u);  // 65520 and above round to infinity
  if (size < 0x38800000u) {  // subnormal: adding 1/2 leaves the steps of 2^-24 in the low bits, rounded by the addition
    const uint32_t steps = std::bit_cast<uint32_t>(std::bit_cast<float>(size) + 0.5f) - 0x3f000000u;
    return static_cast<uint16_t>(sign | steps);
  }
  const uint32_t odd = size >> 13 & 1u;
  return static_cast<uint16_t>(sign | ((size - 0x38000000u + 0xfffu + odd) >> 13));
}

__attribute__((target("avx2,f16c"))) size_t to_float_f16c(std::span<const uint16_t> in, float* out) {
  size_t i = 0;
  for (; i + 8 <= in.size(); i += 8)
    _mm256_storeu_ps(out + i, _mm256_cvtph_ps(_mm_loadu_si128(reinterpret_cast<const __m128i*>(in.data() + i))));
  return i;
}
__attribute__((target("avx2,f16c"))) size_t to_half_f16c(std::span<const float> in, uint16_t* out) {
  size_t i = 0;
  for (; i + 8 <= in.size(); i += 8)
    _mm_storeu_si128(reinterpret_cast<__m128i*>(out + i),
                     _mm256_cvtps_ph(_mm256_loadu_ps(in.data() + i), _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC));
  return i;
}

}  // namespace

void to_float(std::span<const uint16_t> in, float* out) {
  for (size_t i = has_f16c() ? to_float_f16c(in, out) : 0; i < in.size(); ++i) out[i] = float_of(in[i]);
}
void to_half(std::span<const float> in, uint16_t* out) {
  for (size_t i = has_f16c() ? to_half_f16c(in, out) : 0; i < in.size(); ++i) out[i] = half_of(in[i]);
}

}  // namespace reframe

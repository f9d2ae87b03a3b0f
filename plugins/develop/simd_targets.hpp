// SPDX-License-Identifier: Apache-2.0
//
// Which SIMD targets are built: AVX2 and AVX-512, which give the same pixels, and the scalar path for all else:
// machines that make plates have AVX2.
#ifndef HWY_DISABLED_TARGETS
#define HWY_DISABLED_TARGETS (HWY_SSSE3 | HWY_SSE4 | HWY_AVX3_DL)
#endif

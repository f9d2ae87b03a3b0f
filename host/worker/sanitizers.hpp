// SPDX-License-Identifier: Apache-2.0
//
// Whether this is a build for a sanitizer: its run-time library reads /proc, traces its own process and starts a
// symbolizer, so such builds get a wider sandbox. Release builds never do. Private to this folder.
#pragma once

namespace filmgate {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool sanitizer_build = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
inline constexpr bool sanitizer_build = true;
#else
inline constexpr bool sanitizer_build = false;
#endif
#else
inline constexpr bool sanitizer_build = false;
#endif

}  // namespace filmgate

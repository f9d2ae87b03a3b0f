/* SPDX-License-Identifier: Apache-2.0
 *
 * The rules of filmgate's plugin ABI, and the macros that every other header needs. Plain C11, also
 * valid C++20. Nothing here is frozen before ABI 1.0 is declared.
 *
 *  1. Tables by name, data by size. A function table ("fg.reader/1") never changes once released; a
 *     change is a new id. A data struct begins with struct_size, only grows at the end, is never
 *     embedded by value or put in an array, and is both READ AND WRITTEN through FG_HAS(): a newer side
 *     never touches what an older one lacks. It never ends in padding, where a later member would look
 *     present on a side that lacks it. (fg_value, fg_kv, fg_rational, fg_rect, fg_timecode, fg_plane and
 *     fg_choice are fixed for ever.)
 *  2. The caller allocates, the callee fills. Pointers passed in are borrowed for the call. Pointers in
 *     static tables and entries live until the process ends (plugins are never unloaded).
 *  3. Every fallible call returns fg_status and takes a caller-owned fg_error (may be NULL). After a
 *     failure what was delivered to a sink stands (a partial record is worth having); pixels and other
 *     outputs do not.
 *  4. Text is UTF-8, NUL-terminated, except URIs and paths: opaque bytes. Sizes are bytes. Enums travel
 *     as fixed-width integers; an unknown value is "unsupported", never undefined behaviour.
 *  5. Thread tags: [any] any thread, concurrently with itself; [object] any thread, one call at a time
 *     on that object (calls on a reader may run beside calls on its decoders); [setup] the plugin's
 *     set-up thread, one at a time.
 *  6. Rectangles are in raster coordinates of the recorded frame: (0,0) is the first stored pixel,
 *     masked pixels included; the mosaic is anchored there.
 */
#ifndef FILMGATE_ABI_H
#define FILMGATE_ABI_H
#include <stddef.h>
#include <stdint.h>

#define FG_ABI_MAJOR 1
#define FG_ABI_MINOR 0 /* newest minor these headers can describe */
#ifndef FG_TARGET_ABI_MINOR
#define FG_TARGET_ABI_MINOR 0 /* oldest host minor the plugin agrees to run on; raise to opt in */
#endif

/* The release of this SDK, recorded in every entry and in the decode recipe. */
#define FG_SDK_VERSION "0.1.0"

/* True when the struct behind p is large enough to hold `field` on the side that made it. */
#define FG_HAS(p, field) \
  ((p)->struct_size >= offsetof(__typeof__(*(p)), field) + sizeof((p)->field))

#ifdef __cplusplus
#define FG_NOEXCEPT noexcept
#define FG_EXTERN_C extern "C"
#define FG_BEGIN_DECLS extern "C" {
#define FG_END_DECLS }
#else
#define FG_NOEXCEPT
#define FG_EXTERN_C
#define FG_BEGIN_DECLS
#define FG_END_DECLS
#endif

/* Before the one symbol a plugin exports. */
#define FG_EXPORT FG_EXTERN_C __attribute__((visibility("default")))

#endif /* FILMGATE_ABI_H */

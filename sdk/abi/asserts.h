/* SPDX-License-Identifier: Apache-2.0
 *
 * The words in which layout.c and constants.c say what may not change. Valid C11 and C++20.
 */
#ifndef FILMGATE_ABI_ASSERTS_H
#define FILMGATE_ABI_ASSERTS_H
#include <assert.h>
#include <stddef.h>

/* A struct that is fixed for ever, or a function table. */
#define FIXED(type, bytes) static_assert(sizeof(type) == (bytes), #type " has another size")
/* A struct that may grow: its size comes first, and it does not end in padding, where FG_HAS() would see a later member
 * on a side that lacks it. `last` is its last member. */
#define GROWS(type, bytes, last)                                                                  \
  static_assert(sizeof(type) >= (bytes), #type " has become smaller");                            \
  static_assert(offsetof(type, struct_size) == 0, #type " does not begin with its size");         \
  static_assert(sizeof(type) == offsetof(type, last) + sizeof(((type *)0)->last), #type " ends in padding, or not in " #last)
#define AT(type, member, offset) static_assert(offsetof(type, member) == (offset), #type "." #member " has moved")
#define IS(constant, value) static_assert((constant) == (value), #constant " has another value")
#define SAYS(id, text) static_assert(__builtin_strcmp(id, text) == 0, #id " is spelt otherwise")

#endif /* FILMGATE_ABI_ASSERTS_H */

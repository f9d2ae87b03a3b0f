/* SPDX-License-Identifier: Apache-2.0
 *
 * The values that cross the boundary: numbers with their type, rationals, rectangles, timecodes and
 * keyed values. All of them are fixed for ever, so they may be embedded and put in arrays.
 */
#ifndef FILMGATE_VALUE_H
#define FILMGATE_VALUE_H
#include <filmgate/abi.h>
FG_BEGIN_DECLS

typedef struct fg_rational {
  int64_t num, den; /* den > 0; 0/0 means unknown */
} fg_rational;

typedef struct fg_rect {
  int32_t x, y, w, h; /* pixels; empty when w or h is 0 */
} fg_rect;

enum { FG_TC_DROP = 1u }; /* drop-frame counting (SMPTE ST 12-1) */
typedef struct fg_timecode {
  int64_t frame;    /* frames since 00:00:00:00, dropped numbers not counted; -1: no timecode */
  fg_rational base; /* frames a second that the timecode counts, e.g. 24000/1001 */
  uint32_t flags;   /* FG_TC_* */
  uint32_t reserved;
} fg_timecode;

enum {
  FG_V_I64 = 1,
  FG_V_F64,
  FG_V_TEXT,
  FG_V_RATIONAL,
  FG_V_BYTES,
  FG_V_I64_ARRAY,
  FG_V_F64_ARRAY,
  FG_V_RATIONAL_ARRAY,
  FG_V_TIMECODE
};
typedef struct fg_value {
  uint32_t type;  /* FG_V_* */
  uint32_t count; /* elements of an array, bytes of FG_V_BYTES; else 1 */
  union {
    int64_t i64;
    double f64;
    fg_rational q;
    const char *text;
    const void *bytes;
    const int64_t *i64s;
    const double *f64s;
    const fg_rational *qs;
    const fg_timecode *tc;
  } as;
} fg_value;

typedef struct fg_kv {
  const char *key;
  fg_value value;
} fg_kv;

FG_END_DECLS
#endif /* FILMGATE_VALUE_H */

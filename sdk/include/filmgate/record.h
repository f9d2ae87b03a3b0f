/* SPDX-License-Identifier: Apache-2.0
 *
 * Sinks: how a plugin hands over what it found. A sink is given by the host, valid for that call, and
 * used from the calling thread. A nonzero return means stop: return FG_E_STOPPED. Values are copied
 * before put() returns.
 */
#ifndef FILMGATE_RECORD_H
#define FILMGATE_RECORD_H
#include <filmgate/value.h>
FG_BEGIN_DECLS

/* Vendor values, verbatim: one clip, many clips (an ALE) or many frames (a per-frame CSV). */
typedef struct fg_record_sink {
  uint32_t struct_size;
  void *ctx;
  /* clip and reel may be NULL, start may be NULL. A reader's own clip needs no begin() and end(). */
  int32_t (*begin)(void *ctx, const char *clip, const char *reel, const fg_timecode *start) FG_NOEXCEPT;
  /* unit may be NULL. Repeated keys are kept, in order. */
  int32_t (*put)(void *ctx, int64_t frame_or_minus_1, const char *key, const char *unit,
                 const fg_value *v) FG_NOEXCEPT;
  int32_t (*end)(void *ctx) FG_NOEXCEPT;
} fg_record_sink;

enum { FG_FIELD_PRESENT = 1, FG_FIELD_ABSENT, FG_FIELD_UNREADABLE, FG_FIELD_DERIVED };
/* Normalised fields, in the unit that the clip record's schema fixes for the field. */
typedef struct fg_field_sink {
  uint32_t struct_size;
  void *ctx;
  int32_t (*put)(void *ctx, int64_t frame_or_minus_1, const char *field, const fg_value *v,
                 const char *source_key, int32_t status) FG_NOEXCEPT;
} fg_field_sink;

enum { FG_FILE_ESSENCE = 1, FG_FILE_SIDECAR, FG_FILE_LOOK, FG_FILE_AUDIO, FG_FILE_REPORT };
typedef struct fg_file_sink {
  uint32_t struct_size;
  void *ctx;
  int32_t (*put)(void *ctx, int32_t kind, const char *uri, int32_t present) FG_NOEXCEPT;
} fg_file_sink;

typedef struct fg_choice {
  const char *name, *label;
} fg_choice;
enum { FG_PARAM_PER_FRAME = 1u, FG_PARAM_CHANGES_OUTPUT = 2u };
typedef struct fg_param { /* one parameter, discoverable: type, default, limits or choices */
  uint32_t struct_size, flags;
  const char *key, *label, *unit;
  const fg_value *dflt;             /* its type is the parameter's type */
  const fg_value *min, *max, *step; /* may be NULL */
  const fg_choice *choices;         /* for text parameters; NULL: any text */
  uint32_t choice_count, reserved;
} fg_param;
typedef struct fg_param_sink {
  uint32_t struct_size;
  void *ctx;
  int32_t (*put)(void *ctx, const fg_param *p) FG_NOEXCEPT;
} fg_param_sink;

FG_END_DECLS
#endif /* FILMGATE_RECORD_H */

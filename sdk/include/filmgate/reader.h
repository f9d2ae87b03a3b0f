/* SPDX-License-Identifier: Apache-2.0
 *
 * fg.reader/1: files in, frames out. The host finds and orders a clip's files, opens a reader on them,
 * asks what the clip is, and makes one decoder a thread. frame() says all about a frame before any
 * pixel is touched; decode() fills the window of an image that the host allocated.
 */
#ifndef FILMGATE_READER_H
#define FILMGATE_READER_H
#include <filmgate/entry.h>
#include <filmgate/image.h>
#include <filmgate/record.h>
FG_BEGIN_DECLS

#define FG_READER "fg.reader/1"
typedef struct fg_reader fg_reader;   /* one open clip */
typedef struct fg_decoder fg_decoder; /* one decoding lane; the host makes one a thread */

typedef struct fg_probe {
  uint32_t struct_size;
  const char *uri;
  const uint8_t *head;
  uint32_t head_size; /* >= 4096, or the whole file */
  uint64_t file_size;
  fg_file *file; /* the index may lie at the end */
  const fg_job *job;
} fg_probe;

typedef struct fg_open { /* the host found and ordered the files */
  uint32_t struct_size, file_count, sidecar_count, opt_count;
  const char *const *files, *const *sidecars;
  const fg_kv *opts;
  const fg_job *job;
} fg_open;

enum { FG_CAN_DECODE = 1u, FG_CAN_SCALE = 2u, FG_CAN_TRIM = 4u, FG_CAN_AUDIO = 8u };
typedef struct fg_clip_info {
  uint32_t struct_size, capabilities, views; /* views: 2 for stereo or HDRx tracks */
  int64_t frame_count; /* -1 while growing; missing segments leave holes, the index does not close up */
  fg_rational rate, capture_rate; /* playback and sensor frames a second; 0/0 unknown */
  fg_timecode start;
  uint32_t segments_found, segments_expected, mode_count, max_lanes; /* 0 lanes: no limit */
  const fg_image_desc *native; /* as recorded; owned by the reader */
} fg_clip_info;

typedef struct fg_decode_mode { /* scaled decode is offered, never assumed */
  uint32_t struct_size, scale_den, quality;
  uint32_t row_granularity; /* rows decode together; 1: any row by itself */
  uint32_t base_align, row_align, tail_bytes; /* what decode() needs of its image, at least 1, 1, 0 */
  const fg_image_desc *output; /* with default parameters; owned by the reader */
} fg_decode_mode;

typedef struct fg_decode_request {
  uint32_t struct_size, view;
  int64_t frame; /* 0-based across all segments */
  const fg_kv *params;
  uint32_t param_count; /* unknown key: FG_E_UNSUPPORTED */
  const fg_job *job;
} fg_decode_request;

enum { FG_FRAME_OK = 0, FG_FRAME_MISSING, FG_FRAME_DROPPED };
typedef struct fg_frame_info {
  uint32_t struct_size, state; /* FG_FRAME_* */
  fg_timecode timecode;        /* frame -1: none recorded */
  const fg_image_desc *desc;   /* with these parameters (they may change encoding, size, levels) */
  const fg_sensor *sensor;     /* NULL when the pixels are developed already */
  const fg_kv *effective;      /* every parameter as it takes effect: the recipe */
  uint32_t effective_count, reserved;
} fg_frame_info;

typedef struct fg_reader_v1 {
  const char *id;
  int32_t (*probe)(fg_plugin *p, const fg_probe *in) FG_NOEXCEPT; /* 0 no .. 100 certain [any] */
  fg_status (*open)(fg_plugin *p, const fg_open *in, fg_reader **out, fg_error *e) FG_NOEXCEPT; /* [any] */
  void (*close)(fg_reader *r) FG_NOEXCEPT; /* after its decoders are released [object] */
  fg_status (*files)(fg_reader *r, const fg_file_sink *s, fg_error *e) FG_NOEXCEPT; /* [object] */
  fg_status (*clip)(fg_reader *r, fg_clip_info *out, fg_error *e) FG_NOEXCEPT;      /* [object] */
  fg_status (*mode)(fg_reader *r, uint32_t i, fg_decode_mode *out, fg_error *e) FG_NOEXCEPT; /* [object] */
  fg_status (*params)(fg_reader *r, const fg_param_sink *s, fg_error *e) FG_NOEXCEPT; /* [object] */
  /* first -1: the clip's own values; else those of a range of frames. [object] */
  fg_status (*metadata)(fg_reader *r, int64_t first_or_minus_1, int64_t count, const fg_record_sink *s,
                        const fg_job *j, fg_error *e) FG_NOEXCEPT;
  /* Libraries that only decoding needs are loaded by the first of these calls at the latest: behind it the host may
     refuse to map code. [object] */
  fg_status (*decoder)(fg_reader *r, uint32_t mode, fg_decoder **out, fg_error *e) FG_NOEXCEPT;
  void (*release)(fg_decoder *d) FG_NOEXCEPT; /* [object] */
  /* No pixels. Pointers are valid until the next call on d. [object] */
  fg_status (*frame)(fg_decoder *d, const fg_decode_request *q, fg_frame_info *out, fg_error *e) FG_NOEXCEPT;
  /* Blocks. Fills the whole window, masked pixels too, and nothing else. [object] */
  fg_status (*decode)(fg_decoder *d, const fg_decode_request *q, const fg_image *dst, fg_error *e) FG_NOEXCEPT;
  const void *(*extension)(const char *id) FG_NOEXCEPT; /* static table or NULL [any] */
} fg_reader_v1;

FG_END_DECLS
#endif /* FILMGATE_READER_H */

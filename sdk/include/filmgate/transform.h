/* SPDX-License-Identifier: Apache-2.0
 *
 * fg.transform/1: frame in, frame out, a tile at a time. A stage is planned once a clip, with formats
 * fixed; the host asks backwards which input region an output tile needs, then has tiles processed in
 * any order on any thread. A stage keeps no state between calls, so results depend on nothing else.
 */
#ifndef FILMGATE_TRANSFORM_H
#define FILMGATE_TRANSFORM_H
#include <filmgate/reader.h>
FG_BEGIN_DECLS

#define FG_TRANSFORM "fg.transform/1"
typedef struct fg_stage fg_stage;

enum {
  FG_T_POINTWISE = 1u,   /* needs() is the tile itself */
  FG_T_IN_PLACE = 2u,    /* out may be in[0] */
  FG_T_WHOLE_FRAME = 4u, /* one tile: the whole raster */
  FG_T_HALF_OUT = 8u     /* writes planar F16 straight into the writer's chunk */
};
typedef struct fg_stage_info {
  uint32_t struct_size, flags;        /* FG_T_* */
  int32_t frames_before, frames_after; /* temporal window; 0 and 0 for most */
  uint64_t scratch_bytes;              /* enough for any tile of whole rows; see process() */
} fg_stage_info;

typedef struct fg_transform_v1 {
  const char *id;
  fg_status (*params)(fg_plugin *p, const fg_param_sink *s, fg_error *e) FG_NOEXCEPT; /* [any] */
  /* Fixes input, parameters and output format for the stage's life. `first` gives sensor data to plan
   * with. out_desc lives until destroy(); its raster starts at (0,0) with active the whole of it.
   * Unknown parameter: FG_E_UNSUPPORTED. [any] */
  fg_status (*create)(fg_plugin *p, const fg_image_desc *in, const fg_frame_info *first, const fg_kv *params,
                      uint32_t n, fg_stage **out, const fg_image_desc **out_desc, fg_stage_info *info,
                      fg_error *e) FG_NOEXCEPT;
  void (*destroy)(fg_stage *s) FG_NOEXCEPT; /* [object] */
  /* The input raster rectangle that a tile of the output needs; clipped by the host. Pure. [any] */
  fg_rect (*needs)(const fg_stage *s, fg_rect out_tile) FG_NOEXCEPT;
  /* in[i] covers needs(out->window) clipped to its raster, frames_before + 1 + frames_after of them, with
   * frames[] beside; writes the whole of out->window. `scratch` has scratch_bytes, aligned to 64, its
   * content undefined. [any] */
  fg_status (*process)(const fg_stage *s, const fg_image *const *in, const fg_frame_info *const *frames,
                       const fg_image *out, void *scratch, const fg_job *job, fg_error *e) FG_NOEXCEPT;
} fg_transform_v1;

FG_END_DECLS
#endif /* FILMGATE_TRANSFORM_H */

/* SPDX-License-Identifier: Apache-2.0
 *
 * fg.metadata/1: sidecars and exports become records; vendor keys become the schema's fields. A plugin
 * that only knows what vendor keys mean implements normalise(), and its manifest lists the key prefixes
 * it understands: normalises = ["arri."].
 */
#ifndef FILMGATE_METADATA_H
#define FILMGATE_METADATA_H
#include <filmgate/reader.h>
FG_BEGIN_DECLS

#define FG_METADATA "fg.metadata/1"
typedef struct fg_metadata_v1 {
  const char *id;
  int32_t (*probe)(fg_plugin *p, const fg_probe *in) FG_NOEXCEPT; /* 0 no .. 100 certain [any] */
  fg_status (*extract)(fg_plugin *p, const fg_open *in, const fg_record_sink *s, fg_error *e) FG_NOEXCEPT; /* [any] */
  /* Pure: the same values give the same fields. Unknown keys are left alone. [any] */
  fg_status (*normalise)(fg_plugin *p, int64_t frame_or_minus_1, const fg_kv *in, uint32_t n,
                         const fg_field_sink *s, const fg_job *j, fg_error *e) FG_NOEXCEPT;
} fg_metadata_v1;

FG_END_DECLS
#endif /* FILMGATE_METADATA_H */

/* SPDX-License-Identifier: Apache-2.0
 *
 * Draft. fg.reader.rows/1: decode a band of rows only, so that no frame is ever held whole. The image's
 * window spans the raster's width; its first row and height are multiples of the mode's
 * row_granularity (the last band may be shorter).
 */
#ifndef FILMGATE_DRAFT_ROWS_H
#define FILMGATE_DRAFT_ROWS_H
#include <filmgate/reader.h>
FG_BEGIN_DECLS

#define FG_READER_ROWS "fg.reader.rows/1"
typedef struct fg_reader_rows {
  fg_status (*decode_rows)(fg_decoder *d, const fg_decode_request *q, const fg_image *dst,
                           fg_error *e) FG_NOEXCEPT; /* [object] */
} fg_reader_rows;

FG_END_DECLS
#endif /* FILMGATE_DRAFT_ROWS_H */

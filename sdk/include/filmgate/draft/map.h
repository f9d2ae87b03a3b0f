/* SPDX-License-Identifier: Apache-2.0
 *
 * Draft. fg.reader.map/1: lend recorded rows without a copy, for formats whose rows lie ready in memory.
 * Where rows can be read where they are wanted, fg.reader.rows/1 is leaner.
 */
#ifndef FILMGATE_DRAFT_MAP_H
#define FILMGATE_DRAFT_MAP_H
#include <filmgate/reader.h>
FG_BEGIN_DECLS

#define FG_READER_MAP "fg.reader.map/1"
typedef struct fg_reader_map {
  /* Fills *view (struct_size set by the host) with planes that stay valid and unchanged until
   * give_back(). Read only to the host. [object] */
  fg_status (*borrow)(fg_decoder *d, const fg_decode_request *q, int32_t first_row, int32_t rows,
                      fg_image *view, fg_error *e) FG_NOEXCEPT;
  void (*give_back)(fg_decoder *d, fg_image *view) FG_NOEXCEPT; /* [object] */
} fg_reader_map;

FG_END_DECLS
#endif /* FILMGATE_DRAFT_MAP_H */

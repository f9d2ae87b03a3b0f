/* SPDX-License-Identifier: Apache-2.0
 *
 * Draft. fg.reader.trim/1: a shorter original of a clip, nothing decoded and nothing encoded again. The reader says
 * which bytes, the host writes them: under a name of its own at first, and under `name` only when the new clip was
 * opened and its frames were compared with those of the original. A reader whose clips may be trimmed has the
 * capability FG_CAN_TRIM; one that can not trim this clip says so, and why, in trim().
 */
#ifndef FILMGATE_DRAFT_TRIM_H
#define FILMGATE_DRAFT_TRIM_H
#include <filmgate/reader.h>
FG_BEGIN_DECLS

typedef struct fg_trim_sink { /* the host's; valid during trim(), on the thread that called it */
  uint32_t struct_size;
  void *ctx;
  /* The next file, which ends the one before. `name`: UTF-8, no folder, not twice; as a rule the original's own. */
  fg_status (*begin)(void *ctx, const char *name, fg_error *e) FG_NOEXCEPT;
  /* Appends to the file. */
  fg_status (*put)(void *ctx, const void *bytes, uint64_t n, fg_error *e) FG_NOEXCEPT;
  /* Appends bytes of the clip's own files: `file` counts those of fg_open.files, then those of fg_open.sidecars.
   * FG_E_TRUNCATED when they are not all there. */
  fg_status (*copy)(void *ctx, uint32_t file, uint64_t offset, uint64_t n, fg_error *e) FG_NOEXCEPT;
  /* Over bytes that were written to this file already, for sizes that are known late. */
  fg_status (*patch)(void *ctx, uint64_t offset, const void *bytes, uint64_t n, fg_error *e) FG_NOEXCEPT;
} fg_trim_sink;

#define FG_READER_TRIM "fg.reader.trim/1"
typedef struct fg_reader_trim {
  /* Widens *first .. *first + *count - 1 to what can be cut: whole segments, groups of pictures. [object] */
  fg_status (*widen)(fg_reader *r, int64_t *first, int64_t *count, fg_error *e) FG_NOEXCEPT;
  /* Frames as widen() left them. Sidecars and timecode come with them; what the format says of its length and start
   * says it of the new clip. A status of the sink is handed on. Blocks. [object] */
  fg_status (*trim)(fg_reader *r, int64_t first, int64_t count, const fg_trim_sink *s, const fg_job *j,
                    fg_error *e) FG_NOEXCEPT;
} fg_reader_trim;

FG_END_DECLS
#endif /* FILMGATE_DRAFT_TRIM_H */

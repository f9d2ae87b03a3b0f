/* SPDX-License-Identifier: Apache-2.0
 *
 * What the host does for a plugin. Services are found by id through fg_host.service(); log, alloc, io,
 * report and control are required of every host. A plugin touches a camera file only through
 * fg.host.io/1, which is read only; it should ask for nothing outside the clip's folder.
 */
#ifndef FILMGATE_HOST_H
#define FILMGATE_HOST_H
#include <filmgate/status.h>
FG_BEGIN_DECLS

typedef struct fg_host fg_host;
typedef struct fg_job fg_job; /* passed to long calls; valid until they return */
struct fg_host {
  uint32_t struct_size;
  uint16_t abi_major, abi_minor;
  const char *name, *version;
  const char *cache_dir; /* writable, private to this plugin id; may be NULL */
  const void *(*service)(const fg_host *h, const char *id) FG_NOEXCEPT; /* [any] NULL: absent */
};

enum { FG_LOG_TRACE = 0, FG_LOG_DEBUG, FG_LOG_INFO, FG_LOG_WARN, FG_LOG_ERROR, FG_LOG_MISUSE };
#define FG_HOST_LOG "fg.host.log/1"
typedef struct fg_host_log {
  void (*write)(const fg_host *h, int32_t level, const char *text) FG_NOEXCEPT; /* [any] */
} fg_host_log;

#define FG_HOST_ALLOC "fg.host.alloc/1" /* counted against the request's budget; NULL on refusal */
typedef struct fg_host_alloc {
  void *(*take)(const fg_host *h, uint64_t size, uint64_t align) FG_NOEXCEPT; /* [any] */
  void (*give)(const fg_host *h, void *p) FG_NOEXCEPT;                        /* [any] */
} fg_host_alloc;

#define FG_HOST_JOBS "fg.host.jobs/1" /* threads from the host's one pool */
typedef struct fg_host_jobs {
  uint32_t (*width)(const fg_host *h) FG_NOEXCEPT; /* [any] */
  /* Returns after every run(ctx, 0 .. n-1); nested calls run inline. [any] */
  fg_status (*parallel)(const fg_host *h, uint32_t n, void (*run)(void *ctx, uint32_t i),
                        void *ctx) FG_NOEXCEPT;
} fg_host_jobs;

#define FG_HOST_IO "fg.host.io/1"
typedef struct fg_file fg_file;
typedef struct fg_host_io {
  fg_status (*open)(const fg_host *h, const char *uri, fg_file **out, fg_error *e) FG_NOEXCEPT; /* [any] */
  void (*close)(const fg_host *h, fg_file *f) FG_NOEXCEPT;    /* [any] */
  uint64_t (*size)(const fg_host *h, fg_file *f) FG_NOEXCEPT; /* [any] */
  /* All n bytes, or FG_E_TRUNCATED and nothing promised of dst. [any] */
  fg_status (*read_at)(const fg_host *h, fg_file *f, void *dst, uint64_t n, uint64_t off,
                       fg_error *e) FG_NOEXCEPT;
  /* Sorted by bytes; nonzero from `each` stops. [any] */
  fg_status (*list)(const fg_host *h, const char *dir_uri, void *ctx,
                    int32_t (*each)(void *ctx, const char *uri, int32_t is_dir, uint64_t size),
                    fg_error *e) FG_NOEXCEPT;
  /* For vendor SDKs that open by path: only bundles whose manifest says [runtime] tier = "paths"; others get
   * FG_E_UNSUPPORTED. NUL-terminated, FG_E_OUT_OF_RANGE when n is too small. [any] */
  fg_status (*local_path)(const fg_host *h, const char *uri, char *buf, uint64_t n,
                          fg_error *e) FG_NOEXCEPT;
} fg_host_io;

enum { FG_SEVERITY_INFO = 0, FG_SEVERITY_WARNING, FG_SEVERITY_ERROR };
#define FG_HOST_REPORT "fg.host.report/1" /* what the user must know although the call succeeds */
typedef struct fg_host_report {
  void (*report)(const fg_host *h, const fg_job *j, int32_t severity, const char *code,
                 int64_t frame_or_minus_1, const char *text) FG_NOEXCEPT; /* [any] */
} fg_host_report;

#define FG_HOST_CONTROL "fg.host.control/1"
typedef struct fg_host_control {
  int32_t (*cancelled)(const fg_host *h, const fg_job *j) FG_NOEXCEPT; /* poll at least every 50 ms [any] */
  void (*progress)(const fg_host *h, const fg_job *j, double done_0_to_1) FG_NOEXCEPT; /* [any] */
} fg_host_control;

FG_END_DECLS
#endif /* FILMGATE_HOST_H */

/* SPDX-License-Identifier: Apache-2.0
 *
 * Draft. fg.host.bridge/1: have the host run a tool that the administrator configured, for formats whose only
 * reader is a vendor's own program. The manifest says [runtime] tier = "bridge" and bridge = "NAME"; the settings
 * say what [bridge.NAME] is and which operations it has. A plugin names an operation and gives its values; what it
 * wrote lies in a scratch folder until the next run, and fg.host.io/1 reads it. Absent for other bundles, where no such tool is
 * configured, and where the host has nobody who could run one: then say which setting is missing.
 *
 *   char text[65536];
 *   fg_bridge_run run = {.struct_size = sizeof run, .text = text, .text_capacity = sizeof text};
 *   if (bridge->run(host, job, "export", values, 2, &run, &error) != FG_OK) report(error.message);
 */
#ifndef FILMGATE_DRAFT_BRIDGE_H
#define FILMGATE_DRAFT_BRIDGE_H
#include <filmgate/host.h>
#include <filmgate/value.h>
FG_BEGIN_DECLS

enum {
  FG_BRIDGE_TIMED_OUT = 1u, /* it took longer than its setting allows, and was killed */
  FG_BRIDGE_TEXT_CUT = 2u   /* it printed more than `text` holds */
};
typedef struct fg_bridge_run {
  uint32_t struct_size;
  uint32_t flags;             /* FG_BRIDGE_*; set by the host, as all below but the capacity and the pointer */
  int32_t exit_code, signal;  /* signal 0: it ended by itself */
  char *text;                 /* the caller's: the first of what it printed, at most 64 KiB; may be NULL */
  uint64_t text_capacity, text_bytes; /* without a NUL */
} fg_bridge_run;

#define FG_HOST_BRIDGE "fg.host.bridge/1"
typedef struct fg_host_bridge {
  /* Blocks until the tool has ended. Values are what the operation's placeholders name: `input` (FG_V_TEXT, a file
   * that the clip was opened with), the others FG_V_I64, 0 or more. FG_E_UNSUPPORTED: the host does not run this;
   * FG_E_VENDOR_SDK: it ran and failed, and *out says how. One runs at a time. [any] */
  fg_status (*run)(const fg_host *h, const fg_job *j, const char *operation, const fg_kv *values,
                   uint32_t value_count, fg_bridge_run *out, fg_error *e) FG_NOEXCEPT;
  /* The uri of the folder that {scratch} means; it goes with the process. NUL-terminated, FG_E_OUT_OF_RANGE when n
   * is too small. [any] */
  fg_status (*scratch)(const fg_host *h, char *buf, uint64_t n, fg_error *e) FG_NOEXCEPT;
} fg_host_bridge;

FG_END_DECLS
#endif /* FILMGATE_DRAFT_BRIDGE_H */

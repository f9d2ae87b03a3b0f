/* SPDX-License-Identifier: Apache-2.0
 *
 * How a call says that it failed: a fixed status for the machine, and an error record for people. The
 * record is owned by the caller, has a fixed size and no pointers, so it can be copied across processes.
 *
 *   fg_error error = {.struct_size = sizeof error};
 *   if (table->open(plugin, &request, &reader, &error) != FG_OK) report(error.message);
 */
#ifndef FILMGATE_STATUS_H
#define FILMGATE_STATUS_H
#include <filmgate/abi.h>
FG_BEGIN_DECLS

typedef int32_t fg_status;

/* An unknown value is treated as FG_E_INTERNAL. Gaps are left for growth within a group. */
enum {
  FG_OK = 0,
  FG_E_INVALID_ARGUMENT = 1, /* the caller broke the contract */
  FG_E_UNSUPPORTED = 2,      /* understood and refused; the message names what is missing */
  FG_E_NO_MEMORY = 3,        /* the host refused an allocation */
  FG_E_CANCELLED = 4,        /* the job asked to stop */
  FG_E_STOPPED = 5,          /* a sink returned nonzero */
  FG_E_IO = 10,
  FG_E_NOT_FOUND = 11,
  FG_E_MISSING_SEGMENT = 12,
  FG_E_TRUNCATED = 13, /* the file ends before what its header promises */
  FG_E_NOT_THIS_FORMAT = 20,
  FG_E_CORRUPT = 21,       /* the file contradicts itself or its format */
  FG_E_DROPPED_FRAME = 22, /* the camera says that it dropped this frame */
  FG_E_OUT_OF_RANGE = 23,
  FG_E_LICENCE = 30,
  FG_E_VENDOR_SDK = 32,
  FG_E_INTERNAL = 99
};

enum {
  FG_ERR_RETRYABLE = 1u,    /* the same call may succeed later */
  FG_ERR_CLIP_FATAL = 2u,   /* no other frame of this clip will succeed */
  FG_ERR_PLUGIN_FATAL = 4u  /* nothing in this process will succeed through this plugin */
};

typedef struct fg_error { /* 512 bytes */
  uint32_t struct_size;
  fg_status status;
  int64_t vendor_code; /* the vendor SDK's own number, for the log */
  uint32_t flags;      /* FG_ERR_* */
  char message[492];   /* what failed, on which file, offset and frame; no trailing newline */
} fg_error;

FG_END_DECLS
#endif /* FILMGATE_STATUS_H */

/* SPDX-License-Identifier: Apache-2.0
 *
 * Every public type in the signature of an exported function. Plugins hand their tables over as void pointers, so a tool
 * that compares libraries sees none of their types; in this library it sees them all. Built for that comparison alone.
 */
#include <filmgate/draft/bridge.h>
#include <filmgate/draft/map.h>
#include <filmgate/draft/rows.h>
#include <filmgate/draft/trim.h>
#include <filmgate/metadata.h>
#include <filmgate/transform.h>

#define ANCHOR(type)                                  \
  FG_EXPORT const type *type##_anchor(const type *v); \
  const type *type##_anchor(const type *v) { return v; }

ANCHOR(fg_error)
ANCHOR(fg_host)
ANCHOR(fg_host_log)
ANCHOR(fg_host_alloc)
ANCHOR(fg_host_jobs)
ANCHOR(fg_host_io)
ANCHOR(fg_host_report)
ANCHOR(fg_host_control)
ANCHOR(fg_rational)
ANCHOR(fg_rect)
ANCHOR(fg_timecode)
ANCHOR(fg_value)
ANCHOR(fg_kv)
ANCHOR(fg_image_desc)
ANCHOR(fg_plane)
ANCHOR(fg_image)
ANCHOR(fg_sensor)
ANCHOR(fg_record_sink)
ANCHOR(fg_field_sink)
ANCHOR(fg_file_sink)
ANCHOR(fg_choice)
ANCHOR(fg_param)
ANCHOR(fg_param_sink)
ANCHOR(fg_entry)
ANCHOR(fg_probe)
ANCHOR(fg_open)
ANCHOR(fg_clip_info)
ANCHOR(fg_decode_mode)
ANCHOR(fg_decode_request)
ANCHOR(fg_frame_info)
ANCHOR(fg_reader_v1)
ANCHOR(fg_metadata_v1)
ANCHOR(fg_stage_info)
ANCHOR(fg_transform_v1)
ANCHOR(fg_bridge_run)
ANCHOR(fg_host_bridge)
ANCHOR(fg_reader_rows)
ANCHOR(fg_reader_map)
ANCHOR(fg_trim_sink)
ANCHOR(fg_reader_trim)

// SPDX-License-Identifier: Apache-2.0
//
// The layout that the ABI fixes for ever, and the offsets that a plugin built today relies on. A failure here is not
// mended here: it means that plugins in the field would break.
#include <filmgate/draft/map.h>
#include <filmgate/draft/rows.h>
#include <filmgate/metadata.h>
#include <filmgate/transform.h>

#include <catch2/catch.hpp>

// Fixed for ever.
static_assert(sizeof(fg_rational) == 16);
static_assert(sizeof(fg_rect) == 16);
static_assert(sizeof(fg_timecode) == 32);
static_assert(sizeof(fg_value) == 24 && offsetof(fg_value, as) == 8);
static_assert(sizeof(fg_kv) == 32 && offsetof(fg_kv, value) == 8);
static_assert(sizeof(fg_plane) == 24);
static_assert(sizeof(fg_choice) == 16);
static_assert(sizeof(fg_error) == 512 && offsetof(fg_error, message) == 20);

// Every growing struct says its size first.
static_assert(offsetof(fg_error, struct_size) == 0);
static_assert(offsetof(fg_host, struct_size) == 0);
static_assert(offsetof(fg_entry, struct_size) == 0);
static_assert(offsetof(fg_image, struct_size) == 0);
static_assert(offsetof(fg_image_desc, struct_size) == 0);
static_assert(offsetof(fg_sensor, struct_size) == 0);
static_assert(offsetof(fg_probe, struct_size) == 0);
static_assert(offsetof(fg_open, struct_size) == 0);
static_assert(offsetof(fg_clip_info, struct_size) == 0);
static_assert(offsetof(fg_decode_mode, struct_size) == 0);
static_assert(offsetof(fg_decode_request, struct_size) == 0);
static_assert(offsetof(fg_frame_info, struct_size) == 0);
static_assert(offsetof(fg_stage_info, struct_size) == 0);
static_assert(offsetof(fg_param, struct_size) == 0);

// Tables never change once released.
static_assert(sizeof(fg_host_log) == 1 * sizeof(void*));
static_assert(sizeof(fg_host_alloc) == 2 * sizeof(void*));
static_assert(sizeof(fg_host_jobs) == 2 * sizeof(void*));
static_assert(sizeof(fg_host_io) == 6 * sizeof(void*));
static_assert(sizeof(fg_host_report) == 1 * sizeof(void*));
static_assert(sizeof(fg_host_control) == 2 * sizeof(void*));
static_assert(sizeof(fg_reader_v1) == 14 * sizeof(void*));
static_assert(sizeof(fg_metadata_v1) == 4 * sizeof(void*));
static_assert(sizeof(fg_transform_v1) == 6 * sizeof(void*));
static_assert(sizeof(fg_reader_rows) == 1 * sizeof(void*));
static_assert(sizeof(fg_reader_map) == 2 * sizeof(void*));

TEST_CASE("a member is there when the struct's maker had room for the whole of it") {
  fg_clip_info info{};
  info.struct_size = sizeof info;
  CHECK(FG_HAS(&info, native));
  info.struct_size = offsetof(fg_clip_info, native) + sizeof info.native - 1;
  CHECK_FALSE(FG_HAS(&info, native));
  CHECK(FG_HAS(&info, max_lanes));
}

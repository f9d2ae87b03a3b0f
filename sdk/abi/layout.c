/* SPDX-License-Identifier: Apache-2.0
 *
 * Where every member of every public struct lies, as C11 and C++20 and both compilers must agree. A failure here is not
 * mended here: it means that plugins in the field would break. A struct that grows adds a line at its end.
 */
#include "asserts.h"

#include <filmgate/draft/bridge.h>
#include <filmgate/draft/map.h>
#include <filmgate/draft/rows.h>
#include <filmgate/draft/trim.h>
#include <filmgate/metadata.h>
#include <filmgate/transform.h>

FIXED(fg_error, 512); AT(fg_error, struct_size, 0); AT(fg_error, status, 4); AT(fg_error, vendor_code, 8);
    AT(fg_error, flags, 16); AT(fg_error, message, 20);
GROWS(fg_host, 40, service); AT(fg_host, struct_size, 0); AT(fg_host, abi_major, 4); AT(fg_host, abi_minor, 6);
    AT(fg_host, name, 8); AT(fg_host, version, 16); AT(fg_host, cache_dir, 24); AT(fg_host, service, 32);
FIXED(fg_host_log, 8); AT(fg_host_log, write, 0);
FIXED(fg_host_alloc, 16); AT(fg_host_alloc, take, 0); AT(fg_host_alloc, give, 8);
FIXED(fg_host_jobs, 16); AT(fg_host_jobs, width, 0); AT(fg_host_jobs, parallel, 8);
FIXED(fg_host_io, 48); AT(fg_host_io, open, 0); AT(fg_host_io, close, 8); AT(fg_host_io, size, 16);
    AT(fg_host_io, read_at, 24); AT(fg_host_io, list, 32); AT(fg_host_io, local_path, 40);
FIXED(fg_host_report, 8); AT(fg_host_report, report, 0);
FIXED(fg_host_control, 16); AT(fg_host_control, cancelled, 0); AT(fg_host_control, progress, 8);
FIXED(fg_rational, 16); AT(fg_rational, num, 0); AT(fg_rational, den, 8);
FIXED(fg_rect, 16); AT(fg_rect, x, 0); AT(fg_rect, y, 4); AT(fg_rect, w, 8); AT(fg_rect, h, 12);
FIXED(fg_timecode, 32); AT(fg_timecode, frame, 0); AT(fg_timecode, base, 8); AT(fg_timecode, flags, 24);
    AT(fg_timecode, reserved, 28);
FIXED(fg_value, 24); AT(fg_value, type, 0); AT(fg_value, count, 4); AT(fg_value, as, 8);
FIXED(fg_kv, 32); AT(fg_kv, key, 0); AT(fg_kv, value, 8);
GROWS(fg_image_desc, 176, reserved); AT(fg_image_desc, struct_size, 0); AT(fg_image_desc, layout, 4);
    AT(fg_image_desc, sample, 8); AT(fg_image_desc, bits, 12); AT(fg_image_desc, packing, 16);
    AT(fg_image_desc, planar, 20); AT(fg_image_desc, width, 24); AT(fg_image_desc, height, 28);
    AT(fg_image_desc, active, 32); AT(fg_image_desc, display, 48); AT(fg_image_desc, pixel_aspect, 64);
    AT(fg_image_desc, log2_sub_w, 80); AT(fg_image_desc, log2_sub_h, 81); AT(fg_image_desc, cfa_w, 82);
    AT(fg_image_desc, cfa_h, 83); AT(fg_image_desc, cfa, 84); AT(fg_image_desc, orientation, 148);
    AT(fg_image_desc, scan, 149); AT(fg_image_desc, range, 150); AT(fg_image_desc, matrix, 151);
    AT(fg_image_desc, siting, 152); AT(fg_image_desc, alpha, 153); AT(fg_image_desc, encoding, 160);
    AT(fg_image_desc, colour_science, 168); AT(fg_image_desc, reserved, 172);
FIXED(fg_plane, 24); AT(fg_plane, data, 0); AT(fg_plane, size, 8); AT(fg_plane, row_stride, 16);
GROWS(fg_image, 136, plane); AT(fg_image, struct_size, 0); AT(fg_image, plane_count, 4);
    AT(fg_image, align, 8); AT(fg_image, tail_bytes, 12); AT(fg_image, desc, 16); AT(fg_image, window, 24);
    AT(fg_image, plane, 40);
GROWS(fg_sensor, 984, reserved); AT(fg_sensor, struct_size, 0); AT(fg_sensor, has, 4);
    AT(fg_sensor, black, 8); AT(fg_sensor, white, 520); AT(fg_sensor, neutral, 552); AT(fg_sensor, gain, 584);
    AT(fg_sensor, illuminant_k, 592); AT(fg_sensor, xyz_to_camera, 608); AT(fg_sensor, camera_to_d50, 752);
    AT(fg_sensor, camera_to_ap0, 896); AT(fg_sensor, linear, 968); AT(fg_sensor, linear_count, 976); AT(fg_sensor, reserved, 980);
GROWS(fg_record_sink, 40, end); AT(fg_record_sink, struct_size, 0); AT(fg_record_sink, ctx, 8);
    AT(fg_record_sink, begin, 16); AT(fg_record_sink, put, 24); AT(fg_record_sink, end, 32);
GROWS(fg_field_sink, 24, put); AT(fg_field_sink, struct_size, 0); AT(fg_field_sink, ctx, 8);
    AT(fg_field_sink, put, 16);
GROWS(fg_file_sink, 24, put); AT(fg_file_sink, struct_size, 0); AT(fg_file_sink, ctx, 8);
    AT(fg_file_sink, put, 16);
FIXED(fg_choice, 16); AT(fg_choice, name, 0); AT(fg_choice, label, 8);
GROWS(fg_param, 80, reserved); AT(fg_param, struct_size, 0); AT(fg_param, flags, 4); AT(fg_param, key, 8);
    AT(fg_param, label, 16); AT(fg_param, unit, 24); AT(fg_param, dflt, 32); AT(fg_param, min, 40);
    AT(fg_param, max, 48); AT(fg_param, step, 56); AT(fg_param, choices, 64); AT(fg_param, choice_count, 72); AT(fg_param, reserved, 76);
GROWS(fg_param_sink, 24, put); AT(fg_param_sink, struct_size, 0); AT(fg_param_sink, ctx, 8);
    AT(fg_param_sink, put, 16);
GROWS(fg_entry, 64, vendor_sdk); AT(fg_entry, struct_size, 0); AT(fg_entry, abi_major, 4);
    AT(fg_entry, abi_minor, 6); AT(fg_entry, id, 8); AT(fg_entry, version, 16); AT(fg_entry, sdk_built, 24);
    AT(fg_entry, create, 32); AT(fg_entry, destroy, 40); AT(fg_entry, get, 48); AT(fg_entry, vendor_sdk, 56);
GROWS(fg_probe, 56, job); AT(fg_probe, struct_size, 0); AT(fg_probe, uri, 8); AT(fg_probe, head, 16);
    AT(fg_probe, head_size, 24); AT(fg_probe, file_size, 32); AT(fg_probe, file, 40); AT(fg_probe, job, 48);
GROWS(fg_open, 48, job); AT(fg_open, struct_size, 0); AT(fg_open, file_count, 4);
    AT(fg_open, sidecar_count, 8); AT(fg_open, opt_count, 12); AT(fg_open, files, 16);
    AT(fg_open, sidecars, 24); AT(fg_open, opts, 32); AT(fg_open, job, 40);
GROWS(fg_clip_info, 112, native); AT(fg_clip_info, struct_size, 0); AT(fg_clip_info, capabilities, 4);
    AT(fg_clip_info, views, 8); AT(fg_clip_info, frame_count, 16); AT(fg_clip_info, rate, 24);
    AT(fg_clip_info, capture_rate, 40); AT(fg_clip_info, start, 56); AT(fg_clip_info, segments_found, 88);
    AT(fg_clip_info, segments_expected, 92); AT(fg_clip_info, mode_count, 96);
    AT(fg_clip_info, max_lanes, 100); AT(fg_clip_info, native, 104);
GROWS(fg_decode_mode, 40, output); AT(fg_decode_mode, struct_size, 0); AT(fg_decode_mode, scale_den, 4);
    AT(fg_decode_mode, quality, 8); AT(fg_decode_mode, row_granularity, 12);
    AT(fg_decode_mode, base_align, 16); AT(fg_decode_mode, row_align, 20); AT(fg_decode_mode, tail_bytes, 24);
    AT(fg_decode_mode, output, 32);
GROWS(fg_decode_request, 40, job); AT(fg_decode_request, struct_size, 0); AT(fg_decode_request, view, 4);
    AT(fg_decode_request, frame, 8); AT(fg_decode_request, params, 16); AT(fg_decode_request, param_count, 24);
    AT(fg_decode_request, job, 32);
GROWS(fg_frame_info, 72, reserved); AT(fg_frame_info, struct_size, 0); AT(fg_frame_info, state, 4);
    AT(fg_frame_info, timecode, 8); AT(fg_frame_info, desc, 40); AT(fg_frame_info, sensor, 48);
    AT(fg_frame_info, effective, 56); AT(fg_frame_info, effective_count, 64); AT(fg_frame_info, reserved, 68);
FIXED(fg_reader_v1, 112); AT(fg_reader_v1, id, 0); AT(fg_reader_v1, probe, 8); AT(fg_reader_v1, open, 16);
    AT(fg_reader_v1, close, 24); AT(fg_reader_v1, files, 32); AT(fg_reader_v1, clip, 40);
    AT(fg_reader_v1, mode, 48); AT(fg_reader_v1, params, 56); AT(fg_reader_v1, metadata, 64);
    AT(fg_reader_v1, decoder, 72); AT(fg_reader_v1, release, 80); AT(fg_reader_v1, frame, 88);
    AT(fg_reader_v1, decode, 96); AT(fg_reader_v1, extension, 104);
FIXED(fg_metadata_v1, 32); AT(fg_metadata_v1, id, 0); AT(fg_metadata_v1, probe, 8);
    AT(fg_metadata_v1, extract, 16); AT(fg_metadata_v1, normalise, 24);
GROWS(fg_stage_info, 24, scratch_bytes); AT(fg_stage_info, struct_size, 0); AT(fg_stage_info, flags, 4);
    AT(fg_stage_info, frames_before, 8); AT(fg_stage_info, frames_after, 12);
    AT(fg_stage_info, scratch_bytes, 16);
FIXED(fg_transform_v1, 48); AT(fg_transform_v1, id, 0); AT(fg_transform_v1, params, 8);
    AT(fg_transform_v1, create, 16); AT(fg_transform_v1, destroy, 24); AT(fg_transform_v1, needs, 32);
    AT(fg_transform_v1, process, 40);
GROWS(fg_bridge_run, 40, text_bytes); AT(fg_bridge_run, struct_size, 0); AT(fg_bridge_run, flags, 4);
    AT(fg_bridge_run, exit_code, 8); AT(fg_bridge_run, signal, 12); AT(fg_bridge_run, text, 16);
    AT(fg_bridge_run, text_capacity, 24); AT(fg_bridge_run, text_bytes, 32);
FIXED(fg_host_bridge, 16); AT(fg_host_bridge, run, 0); AT(fg_host_bridge, scratch, 8);
FIXED(fg_reader_rows, 8); AT(fg_reader_rows, decode_rows, 0);
FIXED(fg_reader_map, 16); AT(fg_reader_map, borrow, 0); AT(fg_reader_map, give_back, 8);
GROWS(fg_trim_sink, 48, patch); AT(fg_trim_sink, struct_size, 0); AT(fg_trim_sink, ctx, 8); AT(fg_trim_sink, begin, 16);
    AT(fg_trim_sink, put, 24); AT(fg_trim_sink, copy, 32); AT(fg_trim_sink, patch, 40);
FIXED(fg_reader_trim, 16); AT(fg_reader_trim, widen, 0); AT(fg_reader_trim, trim, 8);

// SPDX-License-Identifier: Apache-2.0
//
// The functions of libavcodec and libavutil that this folder calls, looked up when decoding is prepared: the two bring some
// ninety libraries with them, whose loading costs more than all of an inspection. Private to this folder.
#pragma once

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
}

namespace coded_video {

struct FFmpegLibrary {
  decltype(&::av_strerror) strerror;
  decltype(&::av_log_set_level) log_set_level;
  decltype(&::av_mallocz) mallocz;
  decltype(&::av_pix_fmt_desc_get) pixel_format;
  decltype(&::av_frame_alloc) frame_alloc;
  decltype(&::av_frame_free) frame_free;
  decltype(&::av_packet_alloc) packet_alloc;
  decltype(&::av_packet_free) packet_free;
  decltype(&::av_packet_unref) packet_unref;
  decltype(&::av_new_packet) new_packet;
  decltype(&::avcodec_find_decoder_by_name) find_decoder;
  decltype(&::avcodec_find_encoder_by_name) find_encoder; // avc_intra_sets.cpp says what for
  decltype(&::av_opt_set_int) set_option;
  decltype(&::avcodec_alloc_context3) alloc_context;
  decltype(&::avcodec_free_context) free_context;
  decltype(&::avcodec_open2) open;
  decltype(&::avcodec_send_packet) send_packet;
  decltype(&::avcodec_receive_frame) receive_frame;
  decltype(&::avcodec_flush_buffers) flush;
};

// Loaded by the first call, gone with the bundle. Any thread. FG_E_UNSUPPORTED: it is not installed; a later call tries again.
[[nodiscard]] const FFmpegLibrary& ffmpeg();

}  // namespace coded_video

// SPDX-License-Identifier: Apache-2.0
//
// JPEG 2000 codestreams of four components, made with OpenJPEG's encoder.
#pragma once
#include <openjpeg.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <vector>

namespace r3d {

using Bytes = std::vector<uint8_t>;
using Plane = std::vector<uint16_t>;

struct CodestreamOptions {
  uint32_t components = 4, bits = 12;
  uint32_t tile = 0;     // edge of square tiles; 0: none
  bool lossless = true;
  int precinct = 0;      // edge of square precincts; 0: the largest
};

namespace sink {
struct Memory { Bytes bytes; size_t at = 0; };
inline OPJ_SIZE_T write(void* data, OPJ_SIZE_T count, void* user) {
  auto& out = *static_cast<Memory*>(user);
  if (out.at + count > out.bytes.size()) out.bytes.resize(out.at + count);
  std::memcpy(out.bytes.data() + out.at, data, count);
  out.at += count;
  return count;
}
inline OPJ_OFF_T skip(OPJ_OFF_T count, void* user) {
  static_cast<Memory*>(user)->at += static_cast<size_t>(count);
  return count;
}
inline OPJ_BOOL seek(OPJ_OFF_T offset, void* user) {
  static_cast<Memory*>(user)->at = static_cast<size_t>(offset);
  return OPJ_TRUE;
}
}  // namespace sink

inline opj_image_t* image_of(const std::vector<Plane>& planes, uint32_t width, uint32_t height, const CodestreamOptions& options) {
  std::vector<opj_image_cmptparm_t> parameters(options.components);
  for (auto& one : parameters) {
    one = {};
    one.dx = one.dy = 1, one.w = width, one.h = height, one.prec = options.bits;
  }
  auto* image = opj_image_create(options.components, parameters.data(), OPJ_CLRSPC_UNSPECIFIED);
  image->x1 = width, image->y1 = height;
  for (uint32_t c = 0; c < options.components; ++c)
    for (size_t i = 0; i < size_t{width} * height; ++i) image->comps[c].data[i] = planes.at(c).at(i);
  return image;
}

inline Bytes codestream(const std::vector<Plane>& planes, uint32_t width, uint32_t height, const CodestreamOptions& options = {}) {
  opj_cparameters_t wish;
  opj_set_default_encoder_parameters(&wish);
  wish.tcp_numlayers = 1, wish.tcp_rates[0] = options.lossless ? 0.0f : 8.0f, wish.cp_disto_alloc = 1, wish.tcp_mct = 0;
  wish.irreversible = options.lossless ? 0 : 1;
  wish.numresolution = 1;
  const uint32_t edge = options.tile > 0 ? std::min({width, height, options.tile}) : std::min(width, height);
  while (wish.numresolution < 6 && edge >> wish.numresolution > 0) ++wish.numresolution;
  if (options.tile > 0) wish.tile_size_on = OPJ_TRUE, wish.cp_tdx = wish.cp_tdy = static_cast<int>(options.tile);
  if (options.precinct > 0) wish.csty |= 1, wish.res_spec = 1, wish.prcw_init[0] = wish.prch_init[0] = options.precinct;
  auto* image = image_of(planes, width, height, options);
  auto* codec = opj_create_compress(OPJ_CODEC_J2K);
  auto* stream = opj_stream_default_create(OPJ_FALSE);
  sink::Memory memory;
  opj_stream_set_user_data(stream, &memory, nullptr);
  opj_stream_set_write_function(stream, &sink::write);
  opj_stream_set_skip_function(stream, &sink::skip);
  opj_stream_set_seek_function(stream, &sink::seek);
  const bool done = opj_setup_encoder(codec, &wish, image) && opj_start_compress(codec, image, stream) && opj_encode(codec, stream) && opj_end_compress(codec, stream);
  opj_stream_destroy(stream), opj_destroy_codec(codec), opj_image_destroy(image);
  if (!done) throw std::runtime_error("OpenJPEG could not encode");
  return memory.bytes;
}

}  // namespace r3d

// SPDX-License-Identifier: Apache-2.0
//
// OpenJPEG decodes; it sees the bytes of one codestream in memory, after check_limits.
#include "codestream.hpp"

#include "codestream_limits.hpp"

#include <algorithm>
#include <cstring>
#include <memory>
#include <span>

#include <openjpeg.h>

namespace red {
namespace {

struct Source { // what the callbacks read
  std::span<const uint8_t> bytes;
  size_t at = 0;
};

OPJ_SIZE_T read_some(void* out, OPJ_SIZE_T count, void* data) noexcept {
  auto& source = *static_cast<Source*>(data);
  const size_t left = source.bytes.size() - source.at, taken = std::min<size_t>(count, left);
  if (taken == 0) return static_cast<OPJ_SIZE_T>(-1);
  std::memcpy(out, source.bytes.data() + source.at, taken);
  source.at += taken;
  return taken;
}
OPJ_OFF_T skip_some(OPJ_OFF_T count, void* data) noexcept {
  auto& source = *static_cast<Source*>(data);
  if (count < 0) return -1;
  const auto left = static_cast<OPJ_OFF_T>(source.bytes.size() - source.at), skipped = std::min(count, left);
  source.at += static_cast<size_t>(skipped);
  return skipped;
}
OPJ_BOOL seek_to(OPJ_OFF_T offset, void* data) noexcept {
  auto& source = *static_cast<Source*>(data);
  if (offset < 0 || static_cast<uint64_t>(offset) > source.bytes.size()) return OPJ_FALSE;
  source.at = static_cast<size_t>(offset);
  return OPJ_TRUE;
}

// The first thing that went wrong is the cause; what follows is its consequence.
void keep_first(const char* text, void* data) noexcept {
  auto& kept = *static_cast<std::array<char, 160>*>(data);
  if (kept[0] != 0) return;
  std::strncpy(kept.data(), text, kept.size() - 1);
  if (auto* end = std::strpbrk(kept.data(), "\r\n")) *end = 0;
}
void ignore(const char*, void*) noexcept {}

template <auto destroy>
struct Call {
  template <class Thing>
  void operator()(Thing* thing) const { destroy(thing); }
};
using Stream = std::unique_ptr<opj_stream_t, Call<&opj_stream_destroy>>;
using Codec = std::unique_ptr<opj_codec_t, Call<&opj_destroy_codec>>;
using Image = std::unique_ptr<opj_image_t, Call<&opj_image_destroy>>;

Stream stream_on(Source& source) {
  Stream stream(opj_stream_create(std::min<size_t>(source.bytes.size(), OPJ_J2K_STREAM_CHUNK_SIZE), OPJ_TRUE));
  fg::require(stream != nullptr, FG_E_NO_MEMORY, "no memory for a codestream");
  opj_stream_set_user_data(stream.get(), &source, nullptr);
  opj_stream_set_user_data_length(stream.get(), source.bytes.size());
  opj_stream_set_read_function(stream.get(), &read_some);
  opj_stream_set_skip_function(stream.get(), &skip_some);
  opj_stream_set_seek_function(stream.get(), &seek_to);
  return stream;
}

Image decode(Source& source, const std::string& about) {
  std::array<char, 160> why{};
  const auto stream = stream_on(source);
  const Codec codec(opj_create_decompress(OPJ_CODEC_J2K));
  fg::require(codec != nullptr, FG_E_NO_MEMORY, "no memory for a decoder");
  opj_set_error_handler(codec.get(), &keep_first, &why);
  opj_set_warning_handler(codec.get(), &ignore, nullptr);
  opj_set_info_handler(codec.get(), &ignore, nullptr);
  opj_dparameters_t parameters;
  opj_set_default_decoder_parameters(&parameters);
  opj_image_t* made = nullptr;
  const bool begun = opj_setup_decoder(codec.get(), &parameters) && opj_read_header(stream.get(), codec.get(), &made);
  Image image(made);
  const bool done = begun && opj_decode(codec.get(), stream.get(), image.get()) && opj_end_decompress(codec.get(), stream.get());
  fg::require(done, FG_E_CORRUPT, about, ": its JPEG 2000 picture is damaged: ", why[0] ? why.data() : "no reason was given");
  return image;
}

}  // namespace

Planes decode_codestream(const fg::ByteView& codestream, uint32_t width, uint32_t height, const std::string& about) {
  check_limits(codestream, width, height, about);
  Source source{codestream.bytes()};
  const auto image = decode(source, about);
  fg::require(image->numcomps == 4, FG_E_CORRUPT, about, ": ", image->numcomps, " components were decoded");
  Planes out;
  for (uint32_t i = 0; i < 4; ++i) {
    const auto& component = image->comps[i];
    fg::require(component.w == width && component.h == height && component.data != nullptr, FG_E_CORRUPT, about, ": component ", i, " was not decoded");
    const std::span codes(component.data, size_t{width} * height);
    out[i].resize(codes.size());
    std::transform(codes.begin(), codes.end(), out[i].begin(), [](OPJ_INT32 code) { return static_cast<uint16_t>(std::clamp(code, 0, (1 << code_bits) - 1)); });
  }
  return out;
}

}  // namespace red

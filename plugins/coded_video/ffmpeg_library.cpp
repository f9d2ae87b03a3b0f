// SPDX-License-Identifier: Apache-2.0
#include "ffmpeg_library.hpp"

#include <filmgate/cpp/failure.hpp>

#include <dlfcn.h>
#include <memory>

namespace coded_video {
namespace {

#define FILMGATE_WORD(text) #text
#define FILMGATE_NUMBER(macro) FILMGATE_WORD(macro)
// Of the version whose headers were compiled: another one's structures are others.
constexpr const char* file_name = "libavcodec.so." FILMGATE_NUMBER(LIBAVCODEC_VERSION_MAJOR);

struct Close {
  void operator()(void* library) const { ::dlclose(library); }
};
using Handle = std::unique_ptr<void, Close>;

template <class Function>
void look_up(const Handle& library, const char* name, Function& out) {
  out = reinterpret_cast<Function>(::dlsym(library.get(), name));
  fg::require(out != nullptr, FG_E_UNSUPPORTED, std::string_view(file_name), ": it has no function ", std::string_view(name), "; install FFmpeg's own build");
}

class Loaded {
 public:
  Loaded() : library_(::dlopen(file_name, RTLD_NOW | RTLD_LOCAL)) {
    const char* why = library_ ? nullptr : ::dlerror();
    fg::require(library_ != nullptr, FG_E_UNSUPPORTED, "FFmpeg's decoders: ", std::string_view(why ? why : file_name), "; install them (Debian: libavcodec59)");
    look_up(library_, "av_strerror", functions_.strerror);
    look_up(library_, "av_log_set_level", functions_.log_set_level);
    look_up(library_, "av_mallocz", functions_.mallocz);
    look_up(library_, "av_pix_fmt_desc_get", functions_.pixel_format);
    look_up(library_, "av_frame_alloc", functions_.frame_alloc);
    look_up(library_, "av_frame_free", functions_.frame_free);
    look_up(library_, "av_packet_alloc", functions_.packet_alloc);
    look_up(library_, "av_packet_free", functions_.packet_free);
    look_up(library_, "av_packet_unref", functions_.packet_unref);
    look_up(library_, "av_new_packet", functions_.new_packet);
    look_up(library_, "avcodec_find_decoder_by_name", functions_.find_decoder);
    look_up(library_, "avcodec_find_encoder_by_name", functions_.find_encoder);
    look_up(library_, "av_opt_set_int", functions_.set_option);
    look_up(library_, "avcodec_alloc_context3", functions_.alloc_context);
    look_up(library_, "avcodec_free_context", functions_.free_context);
    look_up(library_, "avcodec_open2", functions_.open);
    look_up(library_, "avcodec_send_packet", functions_.send_packet);
    look_up(library_, "avcodec_receive_frame", functions_.receive_frame);
    look_up(library_, "avcodec_flush_buffers", functions_.flush);
    functions_.log_set_level(AV_LOG_QUIET); // what it has to say stands in the errors that are thrown
  }
  const FFmpegLibrary& functions() const { return functions_; }

 private:
  Handle library_;
  FFmpegLibrary functions_{};
};

}  // namespace

const FFmpegLibrary& ffmpeg() {
  static const Loaded loaded;
  return loaded.functions();
}

}  // namespace coded_video

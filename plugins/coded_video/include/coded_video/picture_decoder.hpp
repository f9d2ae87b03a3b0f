// SPDX-License-Identifier: Apache-2.0
//
// Packets of one stream in decoding order go in, pictures come out: FFmpeg's decoders, without its demuxers. What a
// decoder would conceal is an error here. One thread at a time.
#pragma once
#include "coded_video/picture.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace coded_video {

struct Stream { // what describes a stream's packets
  std::string codec;              // "prores", "h264": one of known_codecs()
  std::vector<uint8_t> header;    // the codec's own, as the container keeps it: avcC, hvcC …
  uint32_t tag = 0;               // the container's four characters, first in the lowest byte; 0: none
  uint32_t width = 0, height = 0; // larger pictures are refused before memory is taken
  uint32_t coded_bits = 0;        // of a pixel, as the container says; 0: it does not
  uint32_t reorder = 0;           // how many pictures may be shown before one that was decoded earlier
  std::string about;              // the file, for messages
};
[[nodiscard]] std::span<const std::string_view> known_codecs();
[[nodiscard]] bool is_known_codec(std::string_view codec);
// Loads FFmpeg, which inspecting does without; to be called where a reader makes its decoder, for no code is loaded behind
// that. FG_E_UNSUPPORTED: it is not installed.
void load_decoders();

class PictureDecoder {
 public:
  PictureDecoder(const Stream& stream, uint32_t threads); // FG_E_UNSUPPORTED, FG_E_CORRUPT
  ~PictureDecoder();
  PictureDecoder(const PictureDecoder&) = delete;

  // fill writes the packet's bytes; mark comes back with its picture. key: some decoders add others to the picture before. FG_E_CORRUPT
  void send(uint64_t bytes, int64_t mark, bool key, const std::function<void(std::span<uint8_t>)>& fill);
  void finish(); // no packet follows: receive() gives what is left
  void reset();  // forget all packets
  struct Received { int64_t mark; Picture picture; };
  [[nodiscard]] std::optional<Received> receive(); // nothing: it wants another packet. FG_E_CORRUPT

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

}  // namespace coded_video

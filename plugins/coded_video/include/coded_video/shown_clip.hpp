// SPDX-License-Identifier: Apache-2.0
//
// A clip whose frames are pictures of a coded stream, the parameters that choose how they become RGB, and the lane that
// decodes them. A reader derives its open clip from ShownClip, lists parameters with put_parameters() and gives out ShownLanes.
#pragma once
#include "coded_video/pictures.hpp"
#include "coded_video/taken_colour.hpp"

#include <filmgate/cpp/reader.hpp>
#include <filmgate/cpp/record.hpp>

namespace coded_video {

class ShownClip { // immutable once it is open; all lanes share it
 public:
  virtual ~ShownClip() = default;

  std::string uri, codec;
  fg::ImageDesc desc;  // of its RGB, without the encoding
  std::optional<StreamFacts> facts; // nothing: the stream says nothing of itself
  TakenColour colour;
  std::string refusal; // why its pictures are not decoded; empty: they are

  [[nodiscard]] virtual uint64_t packet_of(int64_t frame) const = 0; // FG_E_OUT_OF_RANGE
  // FG_FRAME_OK, FG_FRAME_MISSING; or throws why it can not be told.
  [[nodiscard]] virtual uint32_t state(int64_t frame) const = 0;
  [[nodiscard]] virtual fg_timecode timecode(int64_t frame) const = 0;
  [[nodiscard]] virtual std::shared_ptr<Pictures> pictures() const = 0; // shared, or one for each lane

 protected:
  ShownClip() = default;
  ShownClip(const ShownClip&) = delete;
};

// Planar float RGB, or RGBA, with 0 and 1 for black and white.
void describe_rgb(bool alpha, fg::ImageDesc& out);

// Of FFmpeg, for pictures that lean on each other; and how many bytes of them are kept for all lanes.
[[nodiscard]] uint32_t threads_of(const fg::Host& host);
inline constexpr uint64_t shared_bytes = 256u << 20;

void put_parameters(const ShownClip& clip, const fg::Parameters& out);
// What the stream says, and what was taken for its pictures: "movie." + "stream.profile", "taken.ycbcr" …
void put_values(const ShownClip& clip, const std::string& prefix, const fg::Record& record);

struct Choices {
  RgbChoice rgb;
  std::string encoding;
};
[[nodiscard]] Choices choices_of(const ShownClip& clip, const fg::Values& parameters); // FG_E_INVALID_ARGUMENT, FG_E_UNSUPPORTED

class ShownLane : public fg::Decoder {
 public:
  ShownLane(const fg::Host& host, std::shared_ptr<const ShownClip> clip); // loads FFmpeg. FG_E_UNSUPPORTED
  fg::FrameInfo frame(const fg::Request& request) override;
  void decode_rows(const fg::Request& request, const fg_image& out) override;

 private:
  void load(uint64_t packet, const fg::Request& request);

  fg::Host host_;
  std::shared_ptr<const ShownClip> clip_;
  std::shared_ptr<Pictures> pictures_;
  Picture picture_; // of packet_
  uint64_t packet_ = 0;
  RgbRows rows_;
  std::string encoding_; // what the last frame() points to
};

}  // namespace coded_video

// SPDX-License-Identifier: Apache-2.0
//
// One decoding lane through the raw reader table: what a frame is, and rows of it in a fenced window.
#pragma once
#include "plugins/stranger_clip.hpp"
#include "plugins/stranger_image.hpp"

#include <optional>

namespace stranger {

struct Frame {  // a copy that outlives the lane's next call
  uint32_t state = 0;
  fg_timecode timecode{};
  fg_image_desc desc{};
  std::string encoding;  // empty: unknown
  std::optional<fg_sensor> sensor;
  std::vector<uint16_t> linear;  // the sensor's table
  std::map<std::string, std::string> effective;

  Frame() = default;
  explicit Frame(const fg_frame_info& in)
      : state(in.state), timecode(in.timecode), desc(*in.desc), encoding(in.desc->encoding ? in.desc->encoding : "") {
    if (in.sensor) {
      sensor = *in.sensor;
      if (in.sensor->has & FG_SENSOR_LINEAR)
        linear.assign(in.sensor->linear, in.sensor->linear + in.sensor->linear_count);
    }
    for (uint32_t i = 0; i < in.effective_count; ++i) effective[in.effective[i].key] = render(in.effective[i].value);
    desc.encoding = nullptr;
  }
  // Points into this frame: keep it in place while the C struct is used.
  fg_frame_info c() {
    desc.encoding = encoding.empty() ? nullptr : encoding.c_str();
    if (sensor) sensor->linear = linear.empty() ? nullptr : linear.data();
    fg_frame_info out{};
    out.struct_size = sizeof out, out.state = state, out.timecode = timecode;
    out.desc = &desc, out.sensor = sensor ? &*sensor : nullptr;
    return out;
  }
};

class Lane {
 public:
  explicit Lane(const Clip& clip, Settings settings = {}, uint32_t mode = 0)
      : clip_(clip), settings_(std::move(settings)), mode_(clip.mode(mode)) {
    auto error = no_error();
    check(clip_.table().decoder(clip_.raw(), mode, &decoder_, &error), error);
  }
  ~Lane() { clip_.table().release(decoder_); }
  Lane(const Lane&) = delete;

  Frame frame(int64_t index = 0) const {
    fg_frame_info out{};
    out.struct_size = sizeof out;
    const auto ask = request(index);
    auto error = no_error();
    check(clip_.table().frame(decoder_, &ask, &out, &error), error);
    return Frame(out);
  }
  // The whole frame through decode().
  Image rows(int64_t index = 0) const { return decode(index, 0, -1, false); }
  // `count` rows from `first` on, through fg.reader.rows/1.
  Image band(int64_t index, int32_t first, int32_t count) const { return decode(index, first, count, true); }

 private:
  fg_decode_request request(int64_t index) const {
    return {sizeof(fg_decode_request), 0, index, settings_.data(), settings_.size(), nullptr};
  }
  Image decode(int64_t index, int32_t first, int32_t count, bool by_rows) const {
    const auto desc = frame(index).desc;
    const fg_rect window{0, first, static_cast<int32_t>(desc.width),
                         count < 0 ? static_cast<int32_t>(desc.height) : count};
    // No more aligned than the mode asks for, so that a reader which wants more is found out.
    Image out(desc, window, {std::max(mode_.base_align, mode_.row_align), mode_.tail_bytes, 24});
    const auto image = out.c();
    const auto ask = request(index);
    auto error = no_error();
    if (by_rows) {
      const auto* rows = static_cast<const fg_reader_rows*>(clip_.table().extension(FG_READER_ROWS));
      if (!rows) throw std::runtime_error("the reader offers no " FG_READER_ROWS);
      check(rows->decode_rows(decoder_, &ask, &image, &error), error);
    } else {
      check(clip_.table().decode(decoder_, &ask, &image, &error), error);
    }
    if (!out.fences_stand()) throw std::runtime_error("the reader wrote outside its window");
    return out;
  }
  const Clip& clip_;
  Settings settings_;
  fg_decode_mode mode_;
  fg_decoder* decoder_ = nullptr;
};

}  // namespace stranger

// SPDX-License-Identifier: Apache-2.0
//
// One stage through the raw transform table: planned with fixed formats, then asked for tiles whose input is cut to
// exactly what needs() says.
#pragma once
#include "plugins/stranger_image.hpp"
#include "plugins/stranger_metadata.hpp"

namespace stranger {

inline std::vector<ParamFact> transform_params(const Plugin& plugin, std::string_view id = {}) {
  std::vector<ParamFact> out;
  const auto sink = param_sink(out);
  auto error = no_error();
  check(plugin.table<fg_transform_v1>(FG_TRANSFORM, id).params(plugin.raw(), &sink, &error), error);
  return out;
}

class Stage {
 public:
  // first: its desc is replaced by `in`, as a chain does for every stage after the first.
  Stage(const Plugin& plugin, const fg_image_desc& in, fg_frame_info first, const Settings& settings = {},
        std::string_view id = {})
      : table_(plugin.table<fg_transform_v1>(FG_TRANSFORM, id)), in_(in) {
    first.desc = &in_;
    info_.struct_size = sizeof info_;
    auto error = no_error();
    check(table_.create(plugin.raw(), &in_, &first, settings.data(), settings.size(), &stage_, &out_, &info_, &error),
          error);
  }
  ~Stage() { table_.destroy(stage_); }
  Stage(const Stage&) = delete;

  const fg_image_desc& output() const { return *out_; }
  const fg_stage_info& info() const { return info_; }
  fg_rect needs(fg_rect tile) const { return table_.needs(stage_, tile); }
  // What needs() says, clipped to the input raster and widened to whole rows, as this ABI's hosts give it.
  fg_rect needed_rows(fg_rect tile) const {
    const auto want = needs(tile);
    const auto height = static_cast<int32_t>(in_.height);
    const int32_t first = std::clamp(want.y, 0, height - 1);
    const auto end = static_cast<int32_t>(std::clamp<int64_t>(int64_t{want.y} + want.h, first + 1, height));
    return {0, first, static_cast<int32_t>(in_.width), end - first};
  }
  // `in` may hold more than is needed; the stage is given a copy of the needed rows only.
  Image process(const Image& in, fg_frame_info frame, fg_rect tile, Room room = {64, 0, 64}) const {
    Image given(in_, needed_rows(tile), {64, 64, 64});
    const auto lent = given.c();
    for (uint32_t plane = 0; plane < lent.plane_count; ++plane)
      for (int32_t y = lent.window.y; y < lent.window.y + lent.window.h; ++y)
        std::memcpy(given.row(y, plane), in.row(y, plane), given.row_bytes());
    Image out(*out_, tile, room);
    const auto target = out.c();
    frame.desc = &in_;
    const fg_image* images[] = {&lent};
    const fg_frame_info* frames[] = {&frame};
    Scratch scratch(info_.scratch_bytes);
    auto error = no_error();
    check(table_.process(stage_, images, frames, &target, scratch.begin(), nullptr, &error), error);
    if (!out.fences_stand()) throw std::runtime_error("the stage wrote outside its tile");
    if (!scratch.fence_stands()) throw std::runtime_error("the stage wrote past its scratch_bytes");
    return out;
  }
  Image process(const Image& in, fg_frame_info frame) const {
    return process(in, frame, {0, 0, static_cast<int32_t>(out_->width), static_cast<int32_t>(out_->height)});
  }

 private:
  class Scratch {  // aligned to 64, its content undefined, fenced behind
   public:
    explicit Scratch(uint64_t bytes) : bytes_(bytes), store_(bytes + 512, Image::fence) {
      const auto at = reinterpret_cast<uintptr_t>(store_.data());
      start_ = (at + 63) / 64 * 64 - at;
      std::memset(store_.data() + start_, 0xFF, bytes);  // NaN, read as any kind of real
    }
    void* begin() { return store_.data() + start_; }
    bool fence_stands() const {
      return std::all_of(store_.begin() + static_cast<int64_t>(start_ + bytes_), store_.end(),
                         [](uint8_t b) { return b == Image::fence; });
    }

   private:
    uint64_t bytes_, start_ = 0;
    std::vector<uint8_t> store_;
  };
  const fg_transform_v1& table_;
  fg_image_desc in_;
  fg_stage* stage_ = nullptr;
  const fg_image_desc* out_ = nullptr;
  fg_stage_info info_{};
};

// A frame that says nothing beyond its format: for stages behind development.
inline fg_frame_info plain_frame(const fg_image_desc& desc) {
  fg_frame_info out{};
  out.struct_size = sizeof out, out.timecode = {-1, {0, 0}, 0, 0}, out.desc = &desc;
  return out;
}

}  // namespace stranger

// SPDX-License-Identifier: Apache-2.0
//
// The fuzz target of a transform that is compiled into the program: a stage is made of what the host would let through,
// and run on a small picture, whole and in bands. Bands never change pixels.
#pragma once
#include "fuzz/image_desc_of.hpp"
#include "fuzz/poisoned_band.hpp"
#include "fuzz/sensor_of.hpp"
#include "fuzz/values_target.hpp"

#include <filmgate/transform.h>

namespace fuzz {

constexpr uint64_t most_pixels = 4096, most_scratch = 1u << 30; // of what is run; of what a host allows

class StageRun {
 public:
  StageRun(const fg_image_desc& in, const fg_sensor* sensor, FuzzInput& rest) : in_(in), pixels_(rest.rest()) {
    while (!pixels_.empty() && pixels_.size() < 1024) pixels_ += std::string(pixels_); // rows are copied, not made byte by byte
    frame_.struct_size = sizeof frame_, frame_.timecode = {-1, {0, 0}, 0, 0}, frame_.desc = &in_, frame_.sensor = sensor;
  }
  ~StageRun() {
    if (stage_) table_.destroy(stage_);
    std::free(memory_);
  }
  StageRun(const StageRun&) = delete;

  bool create(const Kept& parameters) {
    fg_stage_info info{};
    info.struct_size = sizeof info;
    auto error = no_error();
    const auto status = table_.create(plugin_.raw(), &in_, &frame_, parameters.data(), parameters.size(), &stage_, &out_, &info, &error);
    if (status != FG_OK) {
      promise(status != FG_E_INTERNAL && status != FG_E_NO_MEMORY && std::strlen(error.message) >= 8, std::string("create: ") + std::to_string(status) + " " + error.message);
      return false;
    }
    promise(out_ && out_->width >= 1 && out_->height >= 1 && out_->width <= 65535 && out_->height <= 65535, "create: a picture that can not be");
    promise(info.scratch_bytes <= most_scratch, "create: " + std::to_string(info.scratch_bytes) + " bytes of scratch");
    scratch_ = info.scratch_bytes;
    (void)needed({0, static_cast<int32_t>(out_->height) - 1, static_cast<int32_t>(out_->width), 1});
    return true;
  }
  // The sensor's data as the frame that is processed has them: they may differ from those of the plan.
  void process(int32_t rows_at_once, const fg_sensor* sensor) {
    frame_.sensor = sensor;
    const uint64_t in_size = uint64_t{in_.width} * in_.height, out_size = uint64_t{out_->width} * out_->height;
    if (in_size > most_pixels || out_size > most_pixels || scratch_ > 4u << 20) return;
    promise(::posix_memalign(&memory_, 64, std::max<uint64_t>(scratch_, 1)) == 0, "no scratch");
    const auto width = static_cast<int32_t>(out_->width), height = static_cast<int32_t>(out_->height);
    PoisonedBand whole(*out_, {0, 0, width, height}, 0, 0xA5);
    const bool done = run(whole, {0, 0, width, height});
    for (int32_t y = 0; y < height; y += rows_at_once) {
      const fg_rect tile{0, y, width, std::min(rows_at_once, height - y)};
      PoisonedBand band(*out_, tile, 0, 0x5A);
      promise(run(band, tile) == done, "process: a band fails where the whole does not, or the other way");
      promise(!done || band.same_pixels_as_part_of(whole, y), "process: bands change pixels, or leave some unwritten");
    }
  }

 private:
  fg_rect needed(fg_rect tile) { // as a host widens and clips it
    const auto want = table_.needs(stage_, tile);
    const auto height = static_cast<int32_t>(in_.height);
    const int32_t first = std::clamp(want.y, 0, height - 1);
    const auto end = static_cast<int32_t>(std::clamp<int64_t>(int64_t{want.y} + std::max(want.h, 1), first + 1, height));
    return {0, first, static_cast<int32_t>(in_.width), end - first};
  }
  bool run(const PoisonedBand& out, fg_rect tile) {
    PoisonedBand in(in_, needed(tile), 0, 0);
    in.fill_from(pixels_);
    std::memset(memory_, 0xFF, scratch_); // NaN, read as any kind of real
    const auto source = in.c(), target = out.c();
    const fg_image* images[] = {&source};
    const fg_frame_info* frames[] = {&frame_};
    auto error = no_error();
    const auto status = table_.process(stage_, images, frames, &target, memory_, nullptr, &error);
    promise(out.fences_stand(), "process: bytes outside the tile were written");
    promise(status == FG_OK || status == FG_E_CORRUPT || status == FG_E_UNSUPPORTED, std::string("process: ") + std::to_string(status) + " " + error.message);
    return status == FG_OK;
  }

  MemoryHost host_;
  PluginInMemory plugin_{host_};
  const fg_transform_v1& table_ = plugin_.table<fg_transform_v1>(FG_TRANSFORM);
  fg_image_desc in_;
  std::string pixels_;
  fg_frame_info frame_{};
  fg_stage* stage_ = nullptr;
  const fg_image_desc* out_ = nullptr;
  uint64_t scratch_ = 0;
  void* memory_ = nullptr; // of scratch_ bytes
};

inline void put_text(Kept& out, const char* key, const std::string& text) {
  fg_value value{FG_V_TEXT, 1, {}};
  const std::string until_nul = text.c_str();
  value.as.text = until_nul.c_str();
  promise(out.put(key, value), "the target made a value that may not be");
}

}  // namespace fuzz

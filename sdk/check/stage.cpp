// SPDX-License-Identifier: Apache-2.0
#include "stage.hpp"

#include <algorithm>

namespace check {
namespace {

constexpr uint64_t most_scratch = 1u << 30;
constexpr uint32_t scratch_align = 64;

fg_image_desc raster(int32_t width, int32_t height, uint32_t layout, uint32_t sample, uint32_t bits, uint32_t packing = FG_PACK_NONE) {
  fg_image_desc out{};
  out.struct_size = sizeof out;
  out.layout = layout, out.sample = sample, out.bits = bits, out.packing = packing;
  out.width = static_cast<uint32_t>(width), out.height = static_cast<uint32_t>(height);
  out.active = out.display = {0, 0, width, height};
  out.pixel_aspect = {1, 1};
  out.orientation = 1;
  out.encoding = "linear.camera";
  if (layout == FG_LAYOUT_CFA) {
    out.cfa_w = out.cfa_h = 2;
    out.cfa[0] = 0, out.cfa[1] = out.cfa[2] = 1, out.cfa[3] = 2;
  }
  return out;
}

Format inset(Format format) { // with masked pixels round the picture
  auto& desc = format.desc;
  desc.active = {2, 2, static_cast<int32_t>(desc.width) - 6, static_cast<int32_t>(desc.height) - 4};
  format.name += " with masked borders";
  return format;
}

}  // namespace

fg_sensor made_up_sensor() {
  fg_sensor out{};
  out.struct_size = sizeof out;
  out.has = FG_SENSOR_BLACK | FG_SENSOR_WHITE | FG_SENSOR_NEUTRAL | FG_SENSOR_GAIN | FG_SENSOR_CAMERA_TO_AP0;
  for (auto& black : out.black) black = 16;
  for (auto& white : out.white) white = 240;
  out.neutral[0] = 0.5, out.neutral[1] = out.neutral[3] = 1, out.neutral[2] = 0.75;
  out.gain = 1;
  for (size_t i = 0; i < 9; ++i) out.camera_to_ap0[i] = i % 4 == 0 ? 0.9 : 0.05;
  return out;
}

std::vector<Format> made_up_formats(int32_t w, int32_t h) {
  auto planar = [&](uint32_t sample, uint32_t bits) {
    auto out = raster(w, h, FG_LAYOUT_RGB, sample, bits);
    out.planar = 1, out.encoding = "aces2065-1";
    return out;
  };
  std::vector<Format> out{{"planar half RGB", planar(FG_SAMPLE_F16, 16)},
                          {"planar float RGB", planar(FG_SAMPLE_F32, 32)},
                          {"16-bit mosaic of 12 bits", raster(w, h, FG_LAYOUT_CFA, FG_SAMPLE_U16, 12), true},
                          {"8-bit mosaic", raster(w, h, FG_LAYOUT_CFA, FG_SAMPLE_U8, 8), true},
                          {"12-bit packed mosaic", raster(w, h, FG_LAYOUT_CFA, FG_SAMPLE_PACKED, 12, FG_PACK_MSB), true},
                          {"10-bit packed mosaic, low bits first", raster(w, h, FG_LAYOUT_CFA, FG_SAMPLE_PACKED, 10, FG_PACK_LSB), true},
                          {"8-bit monochrome", raster(w, h, FG_LAYOUT_MONO, FG_SAMPLE_U8, 8), true},
                          {"interleaved 16-bit RGB", raster(w, h, FG_LAYOUT_RGB, FG_SAMPLE_U16, 16), true}};
  out.push_back(inset(out[2]));
  return out;
}

Stage::Stage(const Plugin& plugin, const std::string& transform, const Format& format, const Values& parameters)
    : plugin_(plugin), table_(plugin.table<fg_transform_v1>(FG_TRANSFORM, transform)), format_(format), sensor_(made_up_sensor()) {
  info_.struct_size = sizeof info_;
  const auto first = frame();
  auto error = no_error();
  const auto step = "create of a stage on " + format.name;
  const auto status = call(step, table_.create, plugin.raw(), &format_.desc, &first, parameters.data(), parameters.size(), &stage_, &output_, &info_, &error);
  succeed(step, status, error);
  expect(stage_ != nullptr, step, ": FG_OK, and no stage was given");
  check_desc(output_, step + ": its output");
  const auto& active = output_->active;
  expect(active.x == 0 && active.y == 0 && active.w == static_cast<int32_t>(output_->width) && active.h == static_cast<int32_t>(output_->height), step,
         ": its output's active area is not the whole raster from (0,0)");
  expect(info_.scratch_bytes <= most_scratch, step, ": wants ", info_.scratch_bytes, " bytes of scratch memory");
  expect(info_.frames_before >= 0 && info_.frames_after >= 0, step, ": wants ", info_.frames_before, " frames before and ", info_.frames_after, " after");
  if (info_.frames_before > 0 || info_.frames_after > 0) throw Skip{"wants neighbouring frames, which this tool does not give"};
}
Stage::~Stage() noexcept(false) {
  if (stage_) call("destroy of a stage", table_.destroy, stage_);
}

fg_frame_info Stage::frame() const {
  fg_frame_info out{};
  out.struct_size = sizeof out;
  out.timecode = {-1, {0, 0}, 0, 0};
  out.desc = &format_.desc;
  out.sensor = format_.sensor ? &sensor_ : nullptr;
  return out;
}

fg_rect Stage::needs(int32_t first, int32_t rows) const {
  return call(fg::concat("needs of rows ", first, " .. ", first + rows - 1), table_.needs, stage_, fg_rect{0, first, static_cast<int32_t>(output_->width), rows});
}

fg_rect Stage::rows_needed(int32_t first, int32_t rows) const {
  const auto wish = needs(first, rows);
  const auto width = static_cast<int32_t>(input().width), height = static_cast<int32_t>(input().height);
  const int32_t top = std::clamp(wish.y, 0, height - 1);
  const int64_t end = std::clamp<int64_t>(int64_t{wish.y} + wish.h, top + 1, height);
  return {0, top, width, static_cast<int32_t>(end - top)};
}

Picture Stage::process(const Picture& in, int32_t first, int32_t rows, uint8_t poison, Edge edge) const {
  const auto step = fg::concat("process of rows ", first, " .. ", first + rows - 1, " on ", format_.name);
  Picture out(*output_, {0, first, static_cast<int32_t>(output_->width), rows}, {scratch_align, scratch_align, 0, 0}, edge, poison, "the stage's output");
  GuardedMemory scratch(std::max<uint64_t>(info_.scratch_bytes, 1), scratch_align, Edge::end, "the scratch memory");
  std::fill_n(scratch.data(), scratch.size(), static_cast<uint8_t>(~poison)); // its content is undefined, so it must not matter
  const auto source = in.c(), target = out.c();
  const auto info = frame();
  const fg_image* images[] = {&source};
  const fg_frame_info* infos[] = {&info};
  auto error = no_error();
  const auto status = call(step, table_.process, stage_, images, infos, &target, scratch.data(), plugin_.host().job(), &error);
  succeed(step, status, error);
  out.check_gaps(step);
  expect(scratch.margin_stands(), step, ": wrote behind its ", info_.scratch_bytes, " bytes of scratch memory");
  return out;
}

std::string Stage::tile(const Picture& whole, int32_t first, int32_t rows) const {
  Picture in(input(), rows_needed(first, rows), {scratch_align, scratch_align, 0, 0}, Edge::end, 0, "the stage's input");
  in.copy_rows(whole);
  return process(in, first, rows).pixels();
}

std::vector<ParameterFact> stage_parameters(const Plugin& plugin, const std::string& transform) {
  Kept<ParameterFact> out;
  const auto sink = param_sink(out);
  auto error = no_error();
  succeed("params", call("params", plugin.table<fg_transform_v1>(FG_TRANSFORM, transform).params, plugin.raw(), &sink, &error), error);
  if (!out.wrongs.empty()) found("params: ", out.wrongs.front());
  return std::move(out.items);
}

std::vector<Format> accepted_formats(const Plugin& plugin, const std::string& transform, int level) {
  std::vector<Format> out;
  std::string refusals;
  std::vector<std::pair<int32_t, int32_t>> sizes{{98, 66}};
  if (level >= 7) sizes.emplace_back(67, 31); // odd, and hardly larger than a halo
  for (const auto& [width, height] : sizes)
    for (const auto& format : made_up_formats(width, height)) try {
        Stage(plugin, transform, format);
        out.push_back(format);
      } catch (const Refusal& refusal) {
        refusals += (refusals.empty() ? "" : "; ") + refusal.text;
      }
  expect(!out.empty(), "accepts none of the made-up formats: ", refusals);
  return out;
}

Picture noise(const fg_image_desc& desc, uint64_t seed, Edge edge) {
  Picture out(desc, {0, 0, static_cast<int32_t>(desc.width), static_cast<int32_t>(desc.height)}, {scratch_align, scratch_align, 0, 0}, edge, 0, "the stage's input");
  out.fill_noise(seed);
  return out;
}

}  // namespace check

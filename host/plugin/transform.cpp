// SPDX-License-Identifier: Apache-2.0
//
// The transform's proxy. Rectangles are turned into row ranges: the host's bands span the raster's width.
#include "plugin/transform.hpp"

#include "raw.hpp"

#include <algorithm>

namespace filmgate {

constexpr uint64_t scratch_limit = 1u << 30;

struct Stage::Raw {
  LoadedPlugin* plugin = nullptr;
  const fg_transform_v1* table = nullptr;
  fg_stage* stage = nullptr;
  const fg_image_desc* in_desc = nullptr; // of the stage before; NULL: the frame's own
  Shape in_shape, out_shape;
  const fg_image_desc* out_desc = nullptr;
  fg_stage_info info{};
  ~Raw() {
    if (stage) watched(plugin->raw().misdeeds, table->destroy, stage);
  }
};

namespace {

Result<const fg_transform_v1*> table_of(LoadedPlugin& plugin, const std::string& id) {
  const auto* table = plugin.raw().find<fg_transform_v1>(FG_TRANSFORM, id);
  if (!table) return failure(Trouble::unavailable, "{}: offers no transform '{}', though its manifest lists it", plugin.id(), id);
  return table;
}

}  // namespace

Result<std::vector<ParameterFact>> transform_parameters(LoadedPlugin& plugin, const std::string& transform) {
  FILMGATE_TRY(table, table_of(plugin, transform));
  std::vector<ParameterFact> out;
  const auto sink = collect_parameters(out);
  auto error = fresh_error();
  FILMGATE_CHECK(outcome(plugin.id(), watched_closely(plugin.raw().misdeeds, table->params, plugin.raw().handle, &sink, &error), error));
  return out;
}

Stage::Stage(std::unique_ptr<Raw> raw) : raw_(std::move(raw)) {}
Stage::~Stage() = default;
const Shape& Stage::output() const { return raw_->out_shape; }
uint64_t Stage::scratch_bytes() const { return raw_->info.scratch_bytes; }
bool Stage::whole_frame() const { return (raw_->info.flags & FG_T_WHOLE_FRAME) != 0; }

Result<std::unique_ptr<Stage>> Stage::create(LoadedPlugin& plugin, const std::string& transform, const FrameFacts& first,
                                             const Stage* before, const ParameterValues& parameters) {
  auto raw = std::make_unique<Raw>();
  raw->plugin = &plugin;
  FILMGATE_TRY(table, table_of(plugin, transform));
  raw->table = table;
  raw->in_desc = before ? before->raw_->out_desc : nullptr;
  raw->in_shape = before ? before->raw_->out_shape : first.shape;
  const auto* in = raw->in_desc ? raw->in_desc : &first.raw->desc.desc;
  fg_frame_info info = first.raw->info;
  info.desc = in;
  if (before) info.sensor = nullptr; // developed already
  const KeyValues values(parameters);
  raw->info.struct_size = sizeof raw->info;
  auto error = fresh_error();
  FILMGATE_CHECK(outcome(plugin.id(), watched_closely(plugin.raw().misdeeds, table->create, plugin.raw().handle, in, &info, values.data(), values.size(),
                                                      &raw->stage, &raw->out_desc, &raw->info, &error), error));
  if (!raw->stage) return failure(Trouble::internal, "{}: '{}' says that it made a stage, and gives none", plugin.id(), transform);
  if (!raw->out_desc) return failure(Trouble::internal, "{}: '{}' gives no output description", plugin.id(), transform);
  auto shape = shape_of(*raw->out_desc);
  if (!shape) return within(plugin.id(), std::move(shape.error()));
  raw->out_shape = *shape;
  if (raw->info.scratch_bytes > scratch_limit)
    return failure(Trouble::internal, "{}: '{}' wants {} bytes of scratch", plugin.id(), transform, raw->info.scratch_bytes);
  if (raw->info.frames_before != 0 || raw->info.frames_after != 0)
    return failure(Trouble::unavailable, "{}: '{}' wants neighbouring frames, which this host does not give yet", plugin.id(), transform);
  return std::make_unique<Stage>(std::move(raw));
}

RowRange Stage::needs(RowRange out, int32_t input_height) const {
  const fg_rect tile{0, out.first, raw_->out_shape.width, out.count};
  const auto in = watched(raw_->plugin->raw().misdeeds, raw_->table->needs, raw_->stage, tile);
  const int32_t first = std::clamp(in.y, 0, input_height - 1);
  const int64_t end = std::clamp<int64_t>(int64_t{in.y} + std::max(in.h, 1), first + 1, input_height);
  return {first, static_cast<int32_t>(end - first)};
}

Status Stage::process(const FrameFacts& frame, const RowsView& in, const RowsView& out, void* scratch,
                      const JobHandle& handle) const {
  const auto& desc = raw_->in_desc ? *raw_->in_desc : frame.raw->desc.desc;
  const auto source = image_of(desc, raw_->in_desc ? raw_->in_shape : frame.shape, in);
  const auto target = image_of(*raw_->out_desc, raw_->out_shape, out);
  fg_frame_info info = frame.raw->info;
  info.desc = &desc;
  if (raw_->in_desc) info.sensor = nullptr;
  const fg_image* images[] = {&source};
  const fg_frame_info* infos[] = {&info};
  const fg_job job{&handle};
  auto error = fresh_error();
  auto& plugin = raw_->plugin->raw();
  const auto status = watched(plugin.misdeeds, raw_->table->process, raw_->stage, images, infos, &target, scratch, &job, &error);
  plugin.tell(&handle);
  return outcome(raw_->plugin->id(), status, error);
}

}  // namespace filmgate

// SPDX-License-Identifier: Apache-2.0
//
// The reader's proxies: every answer is checked before the host relies on it.
#include "plugin/reader.hpp"

#include "probe.hpp"
#include "reader_raw.hpp"

#include <bit>

namespace filmgate {
namespace {

constexpr uint32_t most_effective = 10000;
constexpr uint32_t most_align = 4096, most_tail = 1u << 20, most_granularity = 65535;
constexpr size_t longest_key = 1000;

std::vector<const char*> pointers(const std::vector<Path>& paths) {
  std::vector<const char*> out;
  for (const auto& path : paths) out.push_back(path.c_str());
  return out;
}

Status take_mode(const std::string& plugin, const fg_decode_mode& mode, ClipFacts& facts) {
  facts.row_granularity = std::max(1u, mode.row_granularity);
  facts.room = {std::max(1u, mode.base_align), std::max(1u, mode.row_align), mode.tail_bytes};
  const auto sound = [](uint32_t align) { return align <= most_align && std::has_single_bit(align); };
  if (!sound(facts.room.base_align) || !sound(facts.room.row_align))
    return failure(Trouble::internal, "{}: wants images aligned to {} and rows to {} bytes; powers of two up to {} are allowed", plugin,
                   facts.room.base_align, facts.room.row_align, most_align);
  if (facts.room.tail_bytes > most_tail)
    return failure(Trouble::internal, "{}: wants {} bytes of slack; up to {} are allowed", plugin, facts.room.tail_bytes, most_tail);
  if (facts.row_granularity > most_granularity)
    return failure(Trouble::internal, "{}: decodes {} rows together; up to {} are allowed", plugin, facts.row_granularity, most_granularity);
  return {};
}

}  // namespace

struct Lane::Raw {
  const ReaderClip::Raw* clip = nullptr;
  fg_decoder* decoder = nullptr;
  const fg_reader_rows* rows = nullptr;
  const fg_reader_map* map = nullptr;
  fg_image lent{};
  ~Raw() {
    if (decoder) watched(clip->plugin->raw().misdeeds, clip->table->release, decoder);
  }
};

ReaderClip::ReaderClip(std::unique_ptr<Raw> raw) : raw_(std::move(raw)) {}
ReaderClip::~ReaderClip() = default;
const ClipFacts& ReaderClip::facts() const { return raw_->facts; }

int ReaderClip::probe(LoadedPlugin& plugin, const std::string& reader, const Path& file, const JobHandle& handle) {
  const auto* table = plugin.raw().find<fg_reader_v1>(FG_READER, reader);
  if (!table && handle.report)
    handle.report({plugin.id(), ReportSeverity::error, "plugin-incomplete", -1, "offers no reader '" + reader + "' with all its functions, though its manifest lists it"});
  return table ? probed(plugin, table->probe, file, handle) : 0;
}

Result<std::unique_ptr<ReaderClip>> ReaderClip::open(LoadedPlugin& plugin, const std::string& reader,
                                                     const std::vector<Path>& files, const std::vector<Path>& sidecars,
                                                     const JobHandle& handle) {
  auto raw = std::make_unique<Raw>();
  raw->plugin = &plugin;
  raw->job.handle = &handle;
  raw->table = plugin.raw().find<fg_reader_v1>(FG_READER, reader);
  if (!raw->table)
    return failure(Trouble::unavailable, "{}: offers no reader '{}', though its manifest lists it", plugin.id(), reader);
  const auto file_names = pointers(files), sidecar_names = pointers(sidecars);
  fg_open open{};
  open.struct_size = sizeof open;
  open.file_count = static_cast<uint32_t>(files.size()), open.files = file_names.data();
  open.sidecar_count = static_cast<uint32_t>(sidecars.size()), open.sidecars = sidecar_names.data();
  open.job = &raw->job;
  auto error = fresh_error();
  FILMGATE_CHECK(raw->said(raw->ask(raw->table->open, plugin.raw().handle, &open, &raw->reader, &error), error));

  if (!raw->reader) return failure(Trouble::internal, "{}: says that it opened the clip, and gives no reader", plugin.id());

  fg_clip_info info{};
  info.struct_size = sizeof info;
  FILMGATE_CHECK(raw->said(raw->ask(raw->table->clip, raw->reader, &info, &error), error));
  if (!info.native || info.frame_count < -1 || info.frame_count > 100'000'000)
    return failure(Trouble::internal, "{}: describes a clip of {} frames{}", plugin.id(), info.frame_count,
                   info.native ? "" : " without a picture");
  auto& facts = raw->facts;
  auto shape = shape_of(*info.native, (info.capabilities & FG_CAN_DECODE) != 0);
  if (!shape) return within(plugin.id(), std::move(shape.error()));
  facts.shape = *shape;
  facts.frame_count = info.frame_count;
  facts.rate = {info.rate.num, info.rate.den}, facts.capture_rate = {info.capture_rate.num, info.capture_rate.den};
  facts.start = timecode_of(info.start);
  facts.decodes = (info.capabilities & FG_CAN_DECODE) != 0;
  facts.segments_found = info.segments_found, facts.segments_expected = info.segments_expected;
  facts.max_lanes = info.max_lanes;
  if (facts.decodes) {
    fg_decode_mode mode{};
    mode.struct_size = sizeof mode;
    FILMGATE_CHECK(raw->said(raw->ask(raw->table->mode, raw->reader, 0u, &mode, &error), error));
    FILMGATE_CHECK(take_mode(plugin.id(), mode, facts));
  }
  if (info.capabilities & FG_CAN_TRIM) raw->trim = static_cast<const fg_reader_trim*>(raw->ask(raw->table->extension, FG_READER_TRIM));
  return std::make_unique<ReaderClip>(std::move(raw));
}

Result<std::vector<FileFact>> ReaderClip::files() {
  std::vector<FileFact> out;
  const auto sink = collect_files(out);
  auto error = fresh_error();
  FILMGATE_CHECK(raw_->said(raw_->ask(raw_->table->files, raw_->reader, &sink, &error), error));
  return out;
}

Result<std::vector<ParameterFact>> ReaderClip::parameters() {
  std::vector<ParameterFact> out;
  const auto sink = collect_parameters(out);
  auto error = fresh_error();
  FILMGATE_CHECK(raw_->said(raw_->ask(raw_->table->params, raw_->reader, &sink, &error), error));
  return out;
}

Status ReaderClip::metadata(int64_t first, int64_t count, std::vector<NativeEntry>& out) {
  const auto sink = collect_natives(out);
  auto error = fresh_error();
  return raw_->said(raw_->ask(raw_->table->metadata, raw_->reader, first, count, &sink, &raw_->job, &error), error);
}

Result<std::unique_ptr<Lane>> ReaderClip::lane() {
  auto lane = std::make_unique<Lane::Raw>();
  lane->clip = raw_.get();
  auto error = fresh_error();
  FILMGATE_CHECK(raw_->said(raw_->ask(raw_->table->decoder, raw_->reader, 0u, &lane->decoder, &error), error));
  if (!lane->decoder) return failure(Trouble::internal, "{}: says that it made a decoder, and gives none", raw_->plugin->id());
  lane->rows = static_cast<const fg_reader_rows*>(raw_->ask(raw_->table->extension, FG_READER_ROWS));
  lane->map = static_cast<const fg_reader_map*>(raw_->ask(raw_->table->extension, FG_READER_MAP));
  return std::make_unique<Lane>(std::move(lane));
}

Lane::Lane(std::unique_ptr<Raw> raw) : raw_(std::move(raw)) {}
Lane::~Lane() = default;
bool Lane::decodes_rows() const { return raw_->rows != nullptr; }
bool Lane::lends_rows() const { return raw_->map != nullptr; }

namespace {

fg_decode_request request_of(int64_t index, const KeyValues& parameters, const fg_job* job) {
  fg_decode_request request{};
  request.struct_size = sizeof request;
  request.frame = index;
  request.params = parameters.data(), request.param_count = parameters.size();
  request.job = job;
  return request;
}

FrameState state_of(uint32_t state) {
  return state == FG_FRAME_OK ? FrameState::ok : state == FG_FRAME_DROPPED ? FrameState::dropped : FrameState::missing;
}

std::shared_ptr<FrameFacts::Raw> deep_copy(const fg_frame_info& info) {
  auto raw = std::make_shared<FrameFacts::Raw>();
  raw->desc.encoding = bounded_text(info.desc->encoding, longest_key);
  raw->desc.desc = *info.desc;
  raw->desc.desc.struct_size = sizeof raw->desc.desc;
  raw->desc.desc.encoding = info.desc->encoding ? raw->desc.encoding.c_str() : nullptr;
  if (info.sensor && FG_HAS(info.sensor, linear_count)) {
    raw->has_sensor = true;
    raw->sensor = *info.sensor;
    raw->sensor.struct_size = sizeof raw->sensor;
    if ((info.sensor->has & FG_SENSOR_LINEAR) && info.sensor->linear && info.sensor->linear_count <= 65536)
      raw->linear.assign(info.sensor->linear, info.sensor->linear + info.sensor->linear_count);
    raw->sensor.linear = raw->linear.data();
    raw->sensor.linear_count = static_cast<uint32_t>(raw->linear.size());
  }
  raw->info = info;
  raw->info.struct_size = sizeof raw->info;
  raw->info.desc = &raw->desc.desc;
  raw->info.sensor = raw->has_sensor ? &raw->sensor : nullptr;
  raw->info.effective = nullptr, raw->info.effective_count = 0;
  return raw;
}

}  // namespace

Result<FrameFacts> Lane::frame(int64_t index, const ParameterValues& parameters) {
  const auto& clip = *raw_->clip;
  const KeyValues values(parameters);
  const auto request = request_of(index, values, &clip.job);
  fg_frame_info info{};
  info.struct_size = sizeof info;
  auto error = fresh_error();
  FILMGATE_CHECK(clip.said(clip.ask(clip.table->frame, raw_->decoder, &request, &info, &error), error));
  if (!info.desc) return failure(Trouble::internal, "{}: frame {}: no description", clip.plugin->id(), index);
  auto shape = shape_of(*info.desc);
  if (!shape) return within(fmt::format("{}: frame {}", clip.plugin->id(), index), std::move(shape.error()));
  FrameFacts out;
  out.shape = *shape;
  out.state = state_of(info.state);
  out.timecode = timecode_of(info.timecode);
  if (info.sensor && FG_HAS(info.sensor, linear_count)) {
    auto sound = check_sensor(*info.sensor);
    if (!sound) return within(fmt::format("{}: frame {}", clip.plugin->id(), index), std::move(sound.error()));
  }
  if (info.effective_count > most_effective || (info.effective_count > 0 && !info.effective))
    return failure(Trouble::internal, "{}: frame {}: {} effective parameters", clip.plugin->id(), index, info.effective_count);
  for (uint32_t i = 0; i < info.effective_count; ++i)
    out.effective.emplace_back(bounded_text(info.effective[i].key, longest_key), typed(info.effective[i].value));
  auto raw = deep_copy(info);
  out.has_sensor = raw->has_sensor;
  out.raw = std::move(raw);
  return out;
}

Status Lane::rows(int64_t index, const ParameterValues& parameters, const FrameFacts& facts, const RowsView& out) {
  const auto& clip = *raw_->clip;
  const KeyValues values(parameters);
  const auto request = request_of(index, values, &clip.job);
  auto image = image_of(facts.raw->desc.desc, facts.shape, out);
  const auto& room = clip.facts.room;
  image.align = std::max(room.base_align, room.row_align), image.tail_bytes = room.tail_bytes;
  auto error = fresh_error();
  const bool whole = out.rows == RowRange{0, facts.shape.height};
  auto& plugin = clip.plugin->raw();
  const auto status = watched(plugin.misdeeds, raw_->rows && !whole ? raw_->rows->decode_rows : clip.table->decode, raw_->decoder, &request, &image, &error);
  end_if_descriptors_were_closed();
  plugin.tell(clip.job.handle);
  return clip.said(status, error);
}

Result<RowsView> Lane::borrow(int64_t index, const ParameterValues& parameters, RowRange rows) {
  const auto& clip = *raw_->clip;
  const KeyValues values(parameters);
  const auto request = request_of(index, values, &clip.job);
  raw_->lent = {};
  raw_->lent.struct_size = sizeof raw_->lent;
  auto error = fresh_error();
  FILMGATE_CHECK(clip.said(watched(clip.plugin->raw().misdeeds, raw_->map->borrow, raw_->decoder, &request, rows.first, rows.count, &raw_->lent, &error), error));
  const auto& held = raw_->lent;
  RowsView out{{held.window.y, held.window.h}, {}, held.plane[0].size, held.plane[0].row_stride};
  const bool covers = out.rows.first <= rows.first && out.rows.end() >= rows.end() && out.stride > 0 && out.rows.count > 0 &&
                      static_cast<uint64_t>(out.rows.count - 1) * static_cast<uint64_t>(out.stride) < out.plane_bytes;
  if (!covers) {
    give_back();
    return failure(Trouble::internal, "{}: lent rows that do not cover what was asked", clip.plugin->id());
  }
  for (uint32_t i = 0; i < held.plane_count && i < 4; ++i) out.plane[i] = static_cast<uint8_t*>(held.plane[i].data);
  return out;
}

void Lane::give_back() {
  if (raw_->lent.struct_size) watched(raw_->clip->plugin->raw().misdeeds, raw_->map->give_back, raw_->decoder, &raw_->lent);
  raw_->lent = {};
}

}  // namespace filmgate

// SPDX-License-Identifier: Apache-2.0
#include "fuzz/clip_visit.hpp"

#include "fuzz/counted_file.hpp"
#include "fuzz/poisoned_band.hpp"

#include <filmgate/draft/rows.h>

#include <algorithm>

namespace fuzz {
namespace {

constexpr int64_t most_frames = 100'000'000; // what a host believes

bool is_picture(const fg_image_desc* d) {
  const auto inside = [&](const fg_rect& r) {
    return r.x >= 0 && r.y >= 0 && r.w > 0 && r.h > 0 && int64_t{r.x} + r.w <= d->width && int64_t{r.y} + r.h <= d->height;
  };
  return d && FG_HAS(d, colour_science) && d->width >= 1 && d->width <= 65535 && d->height >= 1 && d->height <= 65535 && inside(d->active);
}

}  // namespace

void ClipVisit::look() {
  fg_clip_info info{};
  info.struct_size = sizeof info;
  auto error = no_error();
  const bool known = worked("clip", table_->clip(reader_, &info, &error), error);
  if (known) hold(info.frame_count >= -1 && info.frame_count <= most_frames, "clip", "a count of frames that can not be");
  if (known) hold(is_picture(info.native), "clip", "a picture that can not be");
  Collected files, parameters;
  const auto file_sink = files.files();
  error = no_error();
  worked("files", table_->files(reader_, &file_sink, &error), error);
  const auto parameter_sink = parameters.parameters();
  error = no_error();
  worked("params", table_->params(reader_, &parameter_sink, &error), error);
  for (const auto* broken_one : {files.broken, parameters.broken})
    if (broken_one) broke("files or params", broken_one);
  if (!known) return;
  read_values(-1, 1);
  const int64_t count = info.frame_count;
  if (count > 0) read_values(0, std::min<int64_t>(count, limits_.thorough ? 2 : 1));
  if (count > 2 && limits_.thorough) read_values(count - 1, 1);
  if (info.capabilities & FG_CAN_DECODE) visit_frames(count);
  if ((info.capabilities & FG_CAN_TRIM) && count > 0) visit_trim(count);
}

void ClipVisit::visit_trim(int64_t count) {
  const auto* table = table_->extension ? static_cast<const fg_reader_trim*>(table_->extension(FG_READER_TRIM)) : nullptr;
  hold(table != nullptr, "extension", "a clip that can be trimmed by a reader that has no such table");
  if (!table) return;
  for (const int64_t from : {int64_t{0}, count - 1}) {
    int64_t first = from, wanted = 1;
    auto error = no_error();
    if (!worked("widen", table->widen(reader_, &first, &wanted, &error), error)) return;
    hold(first >= 0 && first <= from && wanted >= 1 && first <= count - wanted && from - first < wanted, "widen", "frames that are not those that were asked for and more");
    CountedFile file{host_.files.size()};
    const auto sink = file.sink();
    error = no_error();
    worked("trim", table->trim(reader_, first, wanted, &sink, nullptr, &error), error);
    if (file.broken) broke("trim", file.broken);
  }
}

void ClipVisit::read_values(int64_t first, int64_t count) {
  Collected natives, means;
  natives.first = first, natives.end = first + count;
  const auto sink = natives.records();
  auto error = no_error();
  const auto status = table_->metadata(reader_, first, count, &sink, nullptr, &error);
  worked("metadata", status, error);
  values += natives.count;
  if (natives.broken) broke("metadata", natives.broken);
  const auto* metadata = static_cast<const fg_metadata_v1*>(entry_.get(FG_METADATA, 0));
  if (!metadata) return;
  const auto field_sink = means.fields();
  error = no_error();
  worked("normalise", metadata->normalise(plugin_, first < 0 ? -1 : first, natives.values.data(), natives.values.size(), &field_sink, nullptr, &error), error);
  fields += means.count;
  if (means.broken) broke("normalise", means.broken);
}

void ClipVisit::visit_frames(int64_t count) {
  fg_decode_mode mode{};
  mode.struct_size = sizeof mode;
  auto error = no_error();
  if (!worked("mode", table_->mode(reader_, 0, &mode, &error), error)) return;
  hold(is_picture(mode.output) && mode.row_granularity >= 1 && mode.base_align >= 1 && mode.row_align >= 1, "mode", "a mode that can not be");
  fg_decoder* lane = nullptr;
  if (!worked("decoder", table_->decoder(reader_, 0, &lane, &error), error)) return;
  int64_t before = -1;
  for (const int64_t index : {int64_t{0}, std::min<int64_t>(1, count - 1), count - 1})
    if (index > before && (limits_.thorough || index != 1)) visit_frame(lane, before = index, mode);
  for (const int64_t outside : {int64_t{-1}, std::max<int64_t>(count, 0), INT64_MAX}) {
    fg_decode_request ask{};
    ask.struct_size = sizeof ask, ask.frame = outside;
    fg_frame_info info{};
    info.struct_size = sizeof info;
    error = no_error();
    hold(!worked("frame", table_->frame(lane, &ask, &info, &error), error), "frame", "a frame outside the clip");
    failures -= failures > 0; // as it should be
  }
  table_->release(lane);
}

void ClipVisit::visit_frame(fg_decoder* lane, int64_t index, const fg_decode_mode& mode) {
  fg_decode_request ask{};
  ask.struct_size = sizeof ask, ask.frame = index;
  fg_frame_info info{};
  info.struct_size = sizeof info;
  auto error = no_error();
  if (!worked("frame", table_->frame(lane, &ask, &info, &error), error)) return;
  ++frames;
  if (!is_picture(info.desc)) return broke("frame", "a picture that can not be");
  for (uint32_t i = 0; info.sensor && (info.sensor->has & FG_SENSOR_LINEAR) && i < info.sensor->linear_count; ++i) read_ += info.sensor->linear[i];
  Kept effective;
  for (uint32_t i = 0; i < info.effective_count; ++i)
    hold(effective.put(info.effective[i].key, info.effective[i].value), "frame", "an effective parameter that may not be");
  const fg_image_desc desc = *info.desc; // its pointers end with the next call; the numbers do not
  const auto width = static_cast<int32_t>(desc.width), height = static_cast<int32_t>(desc.height);
  const uint64_t row = PoisonedBand::row_bytes(desc);
  const auto step = static_cast<int64_t>(std::min<uint64_t>(mode.row_granularity, desc.height));
  const auto rows = static_cast<int32_t>(std::clamp<int64_t>(static_cast<int64_t>(limits_.band_bytes / std::max<uint64_t>(row, 1)) / step * step, step, height));
  const int32_t last = static_cast<int32_t>((height - 1) / step * step), middle = static_cast<int32_t>(height / 2 / step * step);
  for (const int32_t first : {0, middle, last})
    if (limits_.thorough || first != middle) decode(lane, ask, desc, {0, first, width, std::min(rows, height - first)}, mode, false);
  if (limits_.thorough && row * desc.height <= limits_.whole_bytes) decode(lane, ask, desc, {0, 0, width, height}, mode, true);
}

void ClipVisit::decode(fg_decoder* lane, const fg_decode_request& ask, const fg_image_desc& desc, fg_rect window, const fg_decode_mode& mode, bool whole) {
  const auto* extension = static_cast<const fg_reader_rows*>(table_->extension(FG_READER_ROWS));
  if (!whole && !extension) return;
  if (PoisonedBand::row_bytes(desc) * static_cast<uint64_t>(window.h) > limits_.most_bytes) return;
  const auto fill = [&](PoisonedBand& band) {
    auto error = no_error();
    const auto image = band.c();
    const auto status = whole ? table_->decode(lane, &ask, &image, &error) : extension->decode_rows(lane, &ask, &image, &error);
    hold(band.fences_stand(), "decode", "bytes outside the window were written");
    return worked("decode", status, error);
  };
  PoisonedBand first(desc, window, mode.tail_bytes, 0xA5);
  if (!fill(first)) return;
  ++bands;
  if (!limits_.thorough) return;
  PoisonedBand second(desc, window, mode.tail_bytes, 0x5A);
  hold(fill(second), "decode", "the same rows fail the second time");
  hold(first.same_pixels(second), "decode", "pixels of the window were left unwritten, or change");
}

}  // namespace fuzz

// SPDX-License-Identifier: Apache-2.0
//
// What may differ: the number of frames, the first timecode, and whatever the clip takes over from its first frame.
#include "trim_proof.hpp"

#include "chain/source_rows.hpp"

#include <algorithm>
#include <cstring>

namespace filmgate {
namespace {

constexpr int32_t rows_at_once = 64;

template <class... Args>
tl::unexpected<Error> differs(fmt::format_string<Args...> format, Args&&... args) {
  return failure(Trouble::internal, "the trimmed clip is not what it was cut from, and is not kept: {}", fmt::format(format, std::forward<Args>(args)...));
}

std::string shown(const Json& field) { return field["value"].is_text() ? field["value"].text() : field["value"].dump(); }

Status compare_fields(const Json& original, const Json& of_first_frame, const Json& trimmed) {
  const auto value = [](const Json& fields, const std::string& name) { return fields[name]["value"]; };
  const auto check = [&](const std::string& name) -> Status {
    if (name == "frameCount" || name == "timeCode") return {};
    const auto now = value(trimmed, name).dump();
    if (now == value(original, name).dump() || now == value(of_first_frame, name).dump()) return {};
    return differs("{} is {}, and was {}", name, shown(trimmed[name]), shown(original[name]));
  };
  for (const auto* fields : {&original, &trimmed})
    for (const auto& [name, field] : fields->members()) FILMGATE_CHECK(check(name));
  return {};
}

Status compare_records(const ClipRecord& original, const ClipRecord& trimmed, const Json& of_first_frame) {
  for (const auto& problem : trimmed.problems())
    if (problem.severity == Severity::error) return differs("{}", problem.message);
  return compare_fields(original.fields(), of_first_frame, trimmed.fields());
}

Status compare_facts(const ClipFacts& original, const ClipFacts& trimmed, FrameRange frames) {
  if (trimmed.frame_count != frames.count) return differs("it has {} frames instead of {}", trimmed.frame_count, frames.count);
  if (!same_shape(trimmed.shape, original.shape)) return differs("its pictures have another form");
  if (trimmed.rate != original.rate) return differs("its rate is {}, and was {}", trimmed.rate.text(), original.rate.text());
  return {};
}

class Pixels { // of both clips, frame by frame
 public:
  static Result<Pixels> open(ReaderClip& original, ReaderClip& trimmed) {
    FILMGATE_TRY(before, original.lane());
    FILMGATE_TRY(after, trimmed.lane());
    const auto& shape = original.facts().shape;
    return Pixels(SourceRows(shape, original.facts(), std::move(before), {}, rows_at_once),
                  SourceRows(shape, trimmed.facts(), std::move(after), {}, rows_at_once));
  }
  Status compare(int64_t was, int64_t is) {
    FILMGATE_TRY(before, before_.frame(was));
    FILMGATE_TRY(after, after_.frame(is));
    if (before.state != after.state) return differs("frame {} is there in one of them only", is);
    if (!same_shape(before.shape, after.shape) || !same_description(before, after)) return differs("frame {} has another form or other levels", is);
    if (before.timecode != after.timecode) return differs("frame {} has timecode {}, and had {}", is, after.timecode.text(), before.timecode.text());
    if (before.state != FrameState::ok) return {};
    for (int32_t row = 0; row < before.shape.height; row += rows_at_once)
      FILMGATE_CHECK(compare_rows(was, is, before, after, {row, std::min(rows_at_once, before.shape.height - row)}));
    return {};
  }

 private:
  Pixels(SourceRows before, SourceRows after) : before_(std::move(before)), after_(std::move(after)) {}
  Status compare_rows(int64_t was, int64_t is, const FrameFacts& before, const FrameFacts& after, RowRange rows) {
    FILMGATE_TRY(a, before_.rows(was, before, rows));
    auto b = after_.rows(is, after, rows);
    bool equal = b.has_value();
    for (uint32_t plane = 0; plane < before.shape.planes && equal; ++plane)
      for (int32_t y = rows.first; y < rows.end() && equal; ++y)
        equal = std::memcmp(a.plane[plane] + (y - a.rows.first) * a.stride, b->plane[plane] + (y - b->rows.first) * b->stride, before.shape.row_bytes) == 0;
    before_.give_back();
    after_.give_back();
    if (!b) return tl::unexpected(std::move(b.error()));
    return equal ? Status{} : differs("frame {} has other pixels in rows {}-{}", is, rows.first, rows.end() - 1);
  }
  SourceRows before_, after_;
};

}  // namespace

Result<TrimEvidence> prove_trim(const TrimSides& sides, PluginShelf& shelf, const Catalog& catalog, const JobHandle& job,
                                const std::function<bool(int64_t)>& each) {
  auto& [original, trimmed, original_record, trimmed_record, frames] = sides;
  const auto fields_of = [&](ClipSession& session, int64_t frame) { return record_of_frame(session, frame, shelf, catalog, job).fields(); };
  FILMGATE_CHECK(compare_facts(original.clip->facts(), trimmed.clip->facts(), frames));
  FILMGATE_CHECK(compare_records(original_record, trimmed_record, fields_of(original, frames.first)));
  std::optional<Pixels> pixels;
  if (original.clip->facts().decodes) {
    FILMGATE_TRY(both, Pixels::open(*original.clip, *trimmed.clip));
    pixels.emplace(std::move(both));
  }
  TrimEvidence out;
  for (int64_t i = 0; i < frames.count; ++i) {
    if (job.cancelled) return failure(Trouble::cancelled, "cancelled");
    if (fields_of(original, frames.first + i).dump() != fields_of(trimmed, i).dump()) return differs("frame {} has other values of its own", i);
    ++out.described;
    if (pixels) {
      FILMGATE_CHECK(pixels->compare(frames.first + i, i));
      ++out.decoded;
    }
    if (!each(i + 1)) return failure(Trouble::cancelled, "cancelled");
  }
  return out;
}

}  // namespace filmgate

// SPDX-License-Identifier: Apache-2.0
//
// What may differ: the number of frames, the first timecode, and whatever the clip takes over from its first frame.
#include "trim_proof.hpp"

#include "two_decodes.hpp"

#include <cstring>

namespace filmgate {
namespace {

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
    const auto& shape = original.facts().shape;
    FILMGATE_TRY(both, TwoDecodes::open({original, shape}, {trimmed, shape}));
    return Pixels(std::move(both));
  }
  Status compare(int64_t was, int64_t is) {
    FILMGATE_TRY(before, decodes_.frame_of_a(was));
    FILMGATE_TRY(after, decodes_.frame_of_b(is));
    if (before.state != after.state) return differs("frame {} is there in one of them only", is);
    if (!same_shape(before.shape, after.shape) || !same_description(before, after)) return differs("frame {} has another form or other levels", is);
    if (before.timecode != after.timecode) return differs("frame {} has timecode {}, and had {}", is, after.timecode.text(), before.timecode.text());
    if (before.state != FrameState::ok) return {};
    const auto shape = before.shape;
    return decodes_.visit(was, is, {std::move(before), std::move(after)}, {0, 0, shape.height},
                          [&](const RowsView& a, int32_t first, const RowsView& b, int32_t, int32_t count) {
                            return equal_rows(shape, a, b, {first, count}) ? Status{} : differs("frame {} has other pixels in rows {}-{}", is, first, first + count - 1);
                          });
  }

 private:
  explicit Pixels(TwoDecodes decodes) : decodes_(std::move(decodes)) {}
  static bool equal_rows(const Shape& shape, const RowsView& a, const RowsView& b, RowRange rows) {
    for (uint32_t plane = 0; plane < shape.planes; ++plane)
      for (int32_t y = rows.first; y < rows.end(); ++y)
        if (std::memcmp(a.plane[plane] + (y - a.rows.first) * a.stride, b.plane[plane] + (y - b.rows.first) * b.stride, shape.row_bytes) != 0) return false;
    return true;
  }
  TwoDecodes decodes_;
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

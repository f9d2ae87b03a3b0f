// SPDX-License-Identifier: Apache-2.0
//
// Vendor values and what they mean: the same every time, whole or stopped, and pure.
#include "checks.hpp"
#include "same_entries.hpp"

#include <algorithm>

namespace check {
namespace {

void check_stops(const Clip& clip) {
  Kept<Entry> out;
  out.stop_after = 1;
  const auto sink = record_sink(out);
  auto error = no_error();
  const auto status = call("metadata into a sink that stops", clip.table().metadata, clip.raw(), int64_t{-1}, int64_t{0}, &sink, clip.plugin().host().job(), &error);
  if (out.items.empty()) return; // nothing to stop
  expect(status == FG_E_STOPPED, "metadata: the sink asked to stop, the call gave ", status_name(status), "; FG_E_STOPPED is the answer");
  expect(out.after_stop == 0, "metadata: goes on putting ", out.after_stop, " values after the sink asked to stop");
}

}  // namespace

void check_metadata(const Case& subject) {
  const Plugin plugin(subject.bundle), other_plugin(subject.bundle);
  const Clip clip(plugin, subject.reader, subject.files), other(other_plugin, subject.reader, subject.files);
  const auto first = clip.metadata(-1, 0).items;
  expect_same("metadata of the clip, asked again", first, clip.metadata(-1, 0).items);
  expect_same("metadata of the clip, opened again", first, other.metadata(-1, 0).items);
  for (const auto& entry : first) expect(entry.frame == -1, "metadata of the clip: '", entry.key, "' is put for frame ", entry.frame);
  check_stops(clip);
  const int64_t count = std::min<int64_t>(clip.info().frame_count, 5);
  if (count < 1) return;
  std::vector<Entry> singly;
  for (int64_t index = 0; index < count; ++index)
    for (auto& entry : clip.metadata(index, 1).items) {
      expect(entry.frame == index, "metadata of frame ", index, ": '", entry.key, "' is put for frame ", entry.frame);
      singly.push_back(std::move(entry));
    }
  expect_same("metadata of frames asked together, and singly", singly, clip.metadata(0, count).items);
}

void check_normalise(const Case& subject) {
  if (subject.bundle.metadata.empty()) throw Skip{"offers no metadata interface"};
  const Plugin plugin(subject.bundle), other(subject.bundle);
  const Clip clip(plugin, subject.reader, subject.files);
  for (const auto& [id, extensions] : subject.bundle.metadata)
    for (const int64_t frame : {int64_t{-1}, int64_t{0}}) {
      if (frame >= clip.info().frame_count) continue;
      auto kept = clip.metadata(frame, frame < 0 ? 0 : 1);
      check_fields(plugin, other, id, frame, kept.values);
    }
}

}  // namespace check

// SPDX-License-Identifier: Apache-2.0
//
// Vendor values and what they mean: the same every time, whole or stopped, and pure.
#include "checks.hpp"

#include <filmgate/metadata.h>

#include <algorithm>

namespace check {
namespace {

std::string first_difference(const std::vector<Entry>& a, const std::vector<Entry>& b) {
  if (a.size() != b.size()) return fg::concat(a.size(), " values, then ", b.size());
  for (size_t i = 0; i < a.size(); ++i)
    if (a[i] != b[i]) return fg::concat("'", a[i].key, "': ", a[i].value.substr(0, 100), ", then '", b[i].key, "': ", b[i].value.substr(0, 100));
  return "";
}

void expect_same(const std::string& what, const std::vector<Entry>& a, const std::vector<Entry>& b) {
  const auto difference = first_difference(a, b);
  expect(difference.empty(), what, ": ", difference);
}

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

std::vector<Entry> normalised(const Plugin& plugin, const std::string& id, int64_t frame, const Values& values) {
  const auto& table = plugin.table<fg_metadata_v1>(FG_METADATA, id);
  Kept<Entry> out;
  const auto sink = field_sink(out);
  auto error = no_error();
  const auto step = "normalise by '" + id + "'";
  succeed(step, call(step, table.normalise, plugin.raw(), frame, values.data(), values.size(), &sink, plugin.host().job(), &error), error);
  if (!out.wrongs.empty()) found(step, ": ", out.wrongs.front());
  return std::move(out.items);
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
  for (const auto& id : subject.bundle.metadata)
    for (const int64_t frame : {int64_t{-1}, int64_t{0}}) {
      if (frame >= clip.info().frame_count) continue;
      auto kept = clip.metadata(frame, frame < 0 ? 0 : 1);
      const auto fields = normalised(plugin, id, frame, kept.values);
      expect_same("fields, asked again", fields, normalised(plugin, id, frame, kept.values));
      expect_same("fields, of another instance", fields, normalised(other, id, frame, kept.values));
      for (const auto& field : fields) expect(field.frame == frame, "field '", field.key, "': put for frame ", field.frame, ", the values are those of frame ", frame);
      kept.values.put("zz.unknown.vendor.key", std::string("a value that nobody knows"));
      expect_same("fields, with an unknown key beside", fields, normalised(plugin, id, frame, kept.values));
      (void)normalised(plugin, id, frame, Values());
    }
}

}  // namespace check

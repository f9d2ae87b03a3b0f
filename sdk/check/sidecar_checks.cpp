// SPDX-License-Identifier: Apache-2.0
//
// Sidecars and exports: recognised, told the same way every time, refused in words, and harmless when damaged.
#include "checks.hpp"
#include "damaged_copy.hpp"
#include "recognition.hpp"
#include "same_entries.hpp"
#include "told.hpp"

namespace check {
namespace {

const std::string& file_of(const Case& subject) { return subject.files.front(); }

Probe probe_of(const Plugin& plugin, const Case& subject) { return plugin.table<fg_metadata_v1>(FG_METADATA, subject.metadata).probe; }

void check_stops(const Plugin& plugin, const Case& subject, const Told& whole) {
  for (const size_t most : {size_t{1}, size_t{2}, whole.items.size() / 2}) {
    if (most < 1 || most >= whole.items.size()) continue;
    const auto out = extract(plugin, subject.metadata, file_of(subject), most);
    expect(out.status == FG_E_STOPPED, "extract: the sink asked to stop, the call gave ", status_name(out.status), "; FG_E_STOPPED is the answer");
    expect(out.after_stop == 0, "extract: goes on putting ", out.after_stop, " values after the sink asked to stop");
  }
}

// A refusal, or values: what they are is nobody's to say of a damaged file.
void look(const Plugin& plugin, const Case& subject, const std::string& file) {
  (void)score_of(plugin, probe_of(plugin, subject), file, head_of(file), std::filesystem::file_size(file));
  const auto out = extract(plugin, subject.metadata, file);
  expect(out.status == FG_OK || !out.message.empty(), "extract of ", file, ": ", status_name(out.status), " without a message");
  for (const auto& clip : out.clips)
    for (const auto& [frame, values] : clip.values) (void)normalised(plugin, subject.metadata, frame, values);
}

}  // namespace

void check_sidecar(const Case& subject) {
  const Plugin plugin(subject.bundle), other(subject.bundle);
  check_recognition(plugin, probe_of(plugin, subject), file_of(subject), file_of(subject), subject.seed); // its name alone is nothing
  const auto first = told_of(plugin, subject.metadata, file_of(subject));
  expect(!first.items.empty(), file_of(subject), ": nothing is told of it, and nothing is said against it");
  expect_same("values, asked again", first.items, told_of(plugin, subject.metadata, file_of(subject)).items);
  expect_same("values, of another instance", first.items, told_of(other, subject.metadata, file_of(subject)).items);
  check_stops(plugin, subject, first);
}

void check_sidecar_fields(const Case& subject) {
  const Plugin plugin(subject.bundle), other(subject.bundle);
  auto told = told_of(plugin, subject.metadata, file_of(subject));
  for (auto& clip : told.clips)
    for (auto& [frame, values] : clip.values) check_fields(plugin, other, subject.metadata, frame, values);
}

void check_sidecar_errors(const Case& subject) {
  const Plugin plugin(subject.bundle);
  const auto noise = subject.scratch_folder + "/noise";
  write_noise(noise, 8192, subject.seed);
  for (const auto& file : {noise, subject.scratch_folder + "/absent", subject.scratch_folder}) {
    const auto out = extract(plugin, subject.metadata, file);
    expect(out.status != FG_OK, "extract: FG_OK for ", file, ", which it cannot read");
    expect(!out.message.empty(), "extract of ", file, ": ", status_name(out.status), " without a message; say what failed, on which file and where");
  }
}

void check_sidecar_truncation(const Case& subject) {
  const Plugin plugin(subject.bundle);
  const DamagedCopy copy(file_of(subject), subject.scratch_folder);
  for (const uint64_t cut : copy.cuts(trials(subject.level), subject.seed)) {
    copy.cut(cut);
    page().now(fg::concat(copy.file(), " cut to ", cut, " bytes"));
    look(plugin, subject, copy.file());
  }
}

void check_sidecar_damage(const Case& subject) {
  const Plugin plugin(subject.bundle);
  DamagedCopy copy(file_of(subject), subject.scratch_folder);
  copy.flip_bits(trials(subject.level), subject.seed, [&] { look(plugin, subject, copy.file()); });
}

}  // namespace check

// SPDX-License-Identifier: Apache-2.0
//
// Sidecars and exports: recognised, told the same way every time, refused in words, and harmless when damaged.
#include "checks.hpp"
#include "damaged_copy.hpp"
#include "same_entries.hpp"
#include "told.hpp"

#include <random>

namespace check {
namespace {

const std::string& file_of(const Case& subject) { return subject.files.front(); }

void check_recognised(const Plugin& plugin, const Case& subject) {
  const auto& file = file_of(subject);
  auto head = head_of(file);
  const auto score = [&](const std::string& uri, const std::vector<uint8_t>& bytes) { return probe_sidecar(plugin, subject.metadata, uri, bytes, bytes.size()); };
  expect(probe_sidecar(plugin, subject.metadata, file, head, std::filesystem::file_size(file)) > 0, "probe: says 0 of ", file, ", which it reads");
  std::mt19937_64 random(subject.seed);
  for (int i = 0; i < 20; ++i) {
    std::vector<uint8_t> noise(i == 0 ? 0 : 4096); // an empty file first
    for (auto& byte : noise) byte = static_cast<uint8_t>(random());
    expect(score(file, noise) == 0, "probe: claims ", noise.size(), " bytes of noise, for its name");
  }
  for (size_t size = head.size(); size > 0; size = size * 2 / 3) {
    head.resize(size);
    (void)score(file, head);
  }
}

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
  (void)probe_sidecar(plugin, subject.metadata, file, head_of(file), std::filesystem::file_size(file));
  const auto out = extract(plugin, subject.metadata, file);
  expect(out.status == FG_OK || !out.message.empty(), "extract of ", file, ": ", status_name(out.status), " without a message");
  for (const auto& clip : out.clips)
    for (const auto& [frame, values] : clip.values) (void)normalised(plugin, subject.metadata, frame, values);
}

}  // namespace

void check_sidecar(const Case& subject) {
  const Plugin plugin(subject.bundle), other(subject.bundle);
  check_recognised(plugin, subject);
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

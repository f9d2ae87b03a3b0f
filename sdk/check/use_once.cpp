// SPDX-License-Identifier: Apache-2.0
//
// What a host does with a subject, from loading to destroy, for the checks that watch the process round it. What the plugin
// gets wrong on the way is the matter of other checks, so it only ends the round.
#include "checks.hpp"
#include "same_entries.hpp"
#include "told.hpp"

#include <optional>

namespace check {
namespace {

using Behind = std::function<void(const std::string&)>;

void use_clip(const Case& subject, const Plugin& plugin, const Behind& behind) {
  std::optional<Clip> clip;
  clip.emplace(plugin, subject.reader, subject.files);
  behind("open and clip");
  (void)clip->parameters();
  (void)clip->files();
  (void)clip->metadata(-1, 0);
  const auto frames = clip->some_frames(2);
  for (const int64_t index : frames) (void)clip->metadata(index, 1);
  behind("metadata");
  if (clip->decodes() && !frames.empty()) {
    std::optional<Lane> lane;
    lane.emplace(*clip);
    for (const int64_t index : frames) {
      (void)lane->frame(index);
      behind("frame");
      (void)lane->pixels(index);
      behind("decode");
    }
    lane.reset();
    behind("release");
  }
  clip.reset();
  behind("close");
}

void use_sidecar(const Case& subject, const Plugin& plugin, const Behind& behind) {
  const auto told = told_of(plugin, subject.metadata, subject.files.front());
  behind("extract");
  for (const auto& clip : told.clips)
    for (const auto& [frame, values] : clip.values) (void)normalised(plugin, subject.metadata, frame, values);
  behind("normalise");
}

void use_stage(const Case& subject, const Plugin& plugin, const Behind& behind) {
  (void)stage_parameters(plugin, subject.transform);
  const auto formats = accepted_formats(plugin, subject.transform, 1);
  std::optional<Stage> stage;
  stage.emplace(plugin, subject.transform, formats.front());
  behind("create of a stage");
  (void)stage->process(noise(stage->input(), subject.seed), 0, stage->height());
  behind("process");
  stage.reset();
  behind("destroy of a stage");
}

void use_plugin(const Case& subject, const Behind& behind) {
  const auto& entry = load(subject.bundle);
  behind("loading the library");
  std::optional<Plugin> plugin;
  plugin.emplace(subject.bundle, entry);
  behind("create");
  if (!subject.reader.empty()) use_clip(subject, *plugin, behind);
  if (!subject.metadata.empty()) use_sidecar(subject, *plugin, behind);
  if (!subject.transform.empty()) use_stage(subject, *plugin, behind);
  plugin.reset();
  behind("destroy");
}

}  // namespace

void use_once(const Case& subject, const Behind& behind) {
  const auto whatever_happens = [&] { behind("the last call"); };
  try {
    use_plugin(subject, behind);
  } catch (const Finding&) {
    whatever_happens();
  } catch (const Refusal&) {
    whatever_happens();
  }
}

}  // namespace check

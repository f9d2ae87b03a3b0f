// SPDX-License-Identifier: Apache-2.0
//
// A clip of the test camera with the chain that develops it, or of another test reader; developed pictures are only reframed.
#pragma once
#include "catalog/installation.hpp"
#include "chain/chain_run.hpp"

#include <catch2/catch.hpp>

namespace filmgate {

class OpenChain {
  PluginShelf shelf_; // outlives what its plugins made

 public:
  using Texts = std::vector<std::pair<std::string, std::string>>;
  explicit OpenChain(const std::string& clip, const Texts& develop = {}, const Texts& reframe = {}, const std::string& folder = "plugins",
                     const std::string& reader_bundle = "org.filmgate.testpattern", const std::string& reader = "testpattern")
      : job{never, {}} {
    const auto prefix = find_installation().value().prefix;
    auto& plugin = load(prefix / ("lib/filmgate/" + folder + "/" + reader_bundle + ".fgplugin"));
    reader_clip = ReaderClip::open(plugin, reader, {Path(clip)}, {}, job).value();
    auto lane = reader_clip->lane().value();
    first = lane->frame(0, {}).value();
    std::vector<StageRequest> stages;
    if (!first.shape.developed) stages.push_back({&load(prefix / "lib/filmgate/plugins/org.filmgate.develop.fgplugin"), "develop", texts(develop)});
    if (!reframe.empty() || first.shape.developed) stages.push_back({&load(prefix / "lib/filmgate/plugins/org.filmgate.reframe.fgplugin"), "reframe", texts(reframe)});
    plan = ChainPlan::make(first, stages).value();
  }
  std::vector<std::unique_ptr<ChainLane>> lanes(size_t count) {
    std::vector<std::unique_ptr<ChainLane>> out;
    for (size_t i = 0; i < count; ++i)
      out.push_back(std::make_unique<ChainLane>(*plan, reader_clip->facts(), reader_clip->lane().value(), ParameterValues{}, job));
    return out;
  }
  std::atomic<bool> never{false};
  JobHandle job;
  std::unique_ptr<ReaderClip> reader_clip;
  FrameFacts first;
  std::unique_ptr<ChainPlan> plan;

 private:
  LoadedPlugin& load(const Path& folder) { return *shelf_.load(read_bundle(folder).value()).value(); }
  static ParameterValues texts(const Texts& from) {
    ParameterValues out;
    for (const auto& [key, value] : from) out.emplace_back(key, TypedValue{"text", Json(value)});
    return out;
  }
};

}  // namespace filmgate

// SPDX-License-Identifier: Apache-2.0
#include "plate_tools.hpp"

#include <algorithm>

namespace filmgate {
namespace {

using Wishes = std::map<std::string, std::string>;

class Choice {
 public:
  Choice(ClipSession& session, PlateSettings& settings, PluginShelf& shelf, const JobContext& context)
      : session_(session), settings_(settings), shelf_(shelf), context_(context) {}
  Result<PlateTools> make(const std::vector<int64_t>& frames) {
    FILMGATE_TRY(facts, session_.clip->parameters());
    out_.reader = {"reader", std::move(facts), {}, {}};
    FILMGATE_TRY(rest, give_to_reader());
    FILMGATE_CHECK(describe_first(frames));
    // Without sensor data only developed pixels make sense; a mosaic without it is development's to refuse.
    if (out_.first.has_sensor || !out_.first.shape.developed) {
      FILMGATE_CHECK(add_stage("develop", "no installed plugin develops pixels (role develop); see filmgate plugins list"));
    } else {
      FILMGATE_CHECK(add_encoding());
    }
    FILMGATE_CHECK(add_stage("reframe", ""));
    forget_foreign_choices(rest);
    FILMGATE_CHECK(give(rest));
    std::erase_if(out_.stages, [](const PlateStage& stage) { return stage.tool.name == "reframe" && stage.tool.values.empty(); });
    return std::move(out_);
  }

 private:
  // The reader's parameters may change what a frame is, so it gets them first; the others' are returned.
  Result<Wishes> give_to_reader() {
    Wishes own, rest;
    for (const auto& [wish, text] : settings_.parameters) (takes(out_.reader, wish) ? own : rest)[wish] = text;
    FILMGATE_CHECK(hand_out(own, {&out_.reader}));
    return rest;
  }

  Status describe_first(const std::vector<int64_t>& frames) {
    FILMGATE_TRY(lane, session_.clip->lane());
    Error last{Trouble::found_wrong, "no frame is asked for"};
    for (const int64_t index : frames) {
      auto facts = lane->frame(index, out_.reader.values);
      if (facts) {
        out_.first = std::move(*facts);
        out_.first_index = index;
        return {};
      }
      last = facts.error();
    }
    return tl::unexpected(std::move(last));
  }

  Status add_encoding() {
    FILMGATE_TRY(encodings, Encodings::gather(context_.installation.share / "encodings.toml", context_.catalog));
    const auto& name = out_.first.shape.encoding;
    FILMGATE_TRY(encoding, encodings.need(name, session_.plugin->id()));
    for (const auto& clash : encodings.clashes())
      if (clash.name == name) out_.problems.push_back({"encoding-defined-twice", Severity::warning, clash.message});
    out_.encoding = *encoding;
    FILMGATE_CHECK(add_stage(encoding->role, fmt::format("no installed plugin takes encoding '{}' to ACES (role {}); see filmgate plugins list", name, encoding->role)));
    auto& tool = out_.stages.back().tool;
    std::erase_if(tool.facts, [](const ParameterFact& fact) { return belongs_to_definition(fact.key); });
    tool.settled = encoding->parameters;
    return {};
  }

  // missing: what is said when no plugin has the role; "": nothing, it can be done without.
  Status add_stage(const std::string& role, const std::string& missing) {
    const auto [bundle, entry] = context_.catalog.transform_for(role);
    if (!bundle) return missing.empty() ? Status() : failure(Trouble::unavailable, "{}", missing);
    FILMGATE_TRY(plugin, shelf_.load(*bundle));
    FILMGATE_TRY(facts, transform_parameters(*plugin, entry->id));
    out_.stages.push_back({plugin, entry->id, {role, std::move(facts), {}, {}}});
    return {};
  }

  // A profile says how raw clips are developed; for a clip that is not raw those lines are no mistake.
  void forget_foreign_choices(Wishes& wishes) {
    for (const char* key : {"demosaic", "colourspace"}) {
      const bool taken = std::any_of(out_.stages.begin(), out_.stages.end(), [&](const PlateStage& stage) { return takes(stage.tool, key); });
      const auto chosen = std::find_if(settings_.chosen.begin(), settings_.chosen.end(), [&](const ChosenValue& one) { return one.key == key; });
      if (taken || !wishes.contains(key) || chosen == settings_.chosen.end() || chosen->origin == "request") continue;
      wishes.erase(key), settings_.parameters.erase(key), settings_.chosen.erase(chosen);
    }
  }

  Status give(const Wishes& wishes) {
    std::vector<PlateTool*> tools{&out_.reader};
    for (auto& stage : out_.stages) tools.push_back(&stage.tool);
    return hand_out(wishes, tools);
  }

  ClipSession& session_;
  PlateSettings& settings_;
  PluginShelf& shelf_;
  const JobContext& context_;
  PlateTools out_;
};

}  // namespace

Result<PlateTools> choose_plate_tools(ClipSession& session, const std::vector<int64_t>& frames, PlateSettings& settings,
                                      PluginShelf& shelf, const JobContext& context) {
  return Choice(session, settings, shelf, context).make(frames);
}

}  // namespace filmgate

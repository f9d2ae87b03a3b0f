// SPDX-License-Identifier: Apache-2.0
#include "plate_parameters.hpp"

#include "base/json.hpp"
#include "base/spelling.hpp"

#include <algorithm>

namespace filmgate {
namespace {

struct Place { PlateTool* tool = nullptr; const ParameterFact* fact = nullptr; };

const ParameterFact* fact_for(const PlateTool& tool, const std::string& wish) {
  for (const auto& fact : tool.facts)
    if (wish == fact.key || wish == tool.name + "." + fact.key) return &fact;
  return nullptr;
}

Place place_of(const std::string& wish, const std::vector<PlateTool*>& tools) {
  for (auto* tool : tools)
    if (const auto* fact = fact_for(*tool, wish)) return {tool, fact};
  return {};
}

tl::unexpected<Error> unknown(const std::string& wish, const std::vector<PlateTool*>& tools) {
  std::vector<std::string> known;
  std::string list;
  for (const auto* tool : tools)
    for (const auto& fact : tool->facts) {
      known.push_back(fact.key);
      list += (list.empty() ? "" : ", ") + tool->name + "." + fact.key;
    }
  const auto near = nearest_name(wish, known);
  return failure(Trouble::usage, "parameter '{}' is unknown{}; this clip takes {}", wish,
                 near.empty() ? "" : "; '" + near + "' is meant?", list.empty() ? "none" : list);
}

}  // namespace

ParameterValues PlateTool::all() const {
  auto out = values;
  out.insert(out.end(), settled.begin(), settled.end());
  return out;
}

bool takes(const PlateTool& tool, const std::string& wish) { return fact_for(tool, wish) != nullptr; }

Status hand_out(const std::map<std::string, std::string>& wishes, const std::vector<PlateTool*>& tools) {
  for (const auto& [wish, text] : wishes) {
    const auto place = place_of(wish, tools);
    if (!place.fact) return unknown(wish, tools);
    FILMGATE_TRY(value, parse_parameter(*place.fact, text));
    place.tool->values.emplace_back(place.fact->key, std::move(value));
  }
  return {};
}

Json in_effect(const PlateTool& tool) {
  auto out = Json::object();
  for (const auto& fact : tool.facts) out.set(fact.key, fact.dflt.value);
  for (const auto& [key, value] : tool.values) out.set(key, value.value);
  return out;
}

}  // namespace filmgate

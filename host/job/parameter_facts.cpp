// SPDX-License-Identifier: Apache-2.0
#include "parameter_facts.hpp"

namespace filmgate {
namespace {

Json json_of(const ParameterFact& fact) {
  auto out = Json::object({{"key", fact.key}, {"label", fact.label}, {"type", fact.dflt.type}, {"default", fact.dflt.value}});
  if (!fact.unit.empty()) out.set("unit", fact.unit);
  if (fact.min) out.set("min", fact.min->value);
  if (fact.max) out.set("max", fact.max->value);
  if (fact.choices.empty()) return out;
  auto choices = Json::array();
  for (const auto& choice : fact.choices) choices.push(choice);
  return out.set("choices", std::move(choices));
}

}  // namespace

Json json_of(const std::vector<ParameterFact>& facts) {
  auto out = Json::array();
  for (const auto& fact : facts) out.push(json_of(fact));
  return out;
}

}  // namespace filmgate

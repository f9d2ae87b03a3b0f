// SPDX-License-Identifier: Apache-2.0
#include "clip_disagreements.hpp"

namespace filmgate {
namespace {

bool same_value(const Json& a, const Json& b) { return a.is_number() && b.is_number() ? a.number() == b.number() : a == b; }

std::string shown(const Json& value) { return value.is_text() ? value.text() : value.dump(); }

}  // namespace

std::vector<Disagreement> disagreements(const ClipFacts& a, const ClipFacts& b) {
  std::vector<Disagreement> out;
  const auto compare = [&](const char* what, std::string one, std::string other) {
    if (one != other) out.push_back({what, std::move(one), std::move(other)});
  };
  const auto decodes = [](const ClipFacts& facts) { return facts.decodes ? "decoded" : "not decoded"; };
  const auto start = [](const ClipFacts& facts) { return facts.start.known() ? facts.start.text() + " at " + facts.start.base.text() : "none"; };
  compare("pictures", decodes(a), decodes(b));
  compare("frames", std::to_string(a.frame_count), std::to_string(b.frame_count));
  compare("rate", a.rate.text(), b.rate.text());
  compare("capture rate", a.capture_rate.text(), b.capture_rate.text());
  compare("start timecode", start(a), start(b));
  return out;
}

FieldDisagreements disagreements(const Json& fields_of_a, const Json& fields_of_b) {
  FieldDisagreements out;
  for (const auto& [name, field] : fields_of_a.members()) {
    const auto &value = field["value"], &other = fields_of_b[name]["value"];
    if (value.is_null()) continue;
    if (other.is_null()) out.only_a.push_back(name);
    else if (!same_value(value, other)) out.values.push_back({name, shown(value), shown(other)});
  }
  for (const auto& [name, field] : fields_of_b.members())
    if (!field["value"].is_null() && fields_of_a[name]["value"].is_null()) out.only_b.push_back(name);
  return out;
}

Json json_of(const std::vector<Disagreement>& list) {
  auto out = Json::array();
  for (const auto& one : list) out.push(Json::object({{"what", one.what}, {"a", one.a}, {"b", one.b}}));
  return out;
}

}  // namespace filmgate

// SPDX-License-Identifier: Apache-2.0
//
// What two openings of one clip say otherwise, by what the clip is and by its normalised fields. Private to this folder.
#pragma once
#include "base/json.hpp"
#include "plugin/reader.hpp"
#include "plugin/samples.hpp"

namespace filmgate {

[[nodiscard]] std::vector<Disagreement> disagreements(const ClipFacts& a, const ClipFacts& b);

struct FieldDisagreements {
  std::vector<Disagreement> values;        // that both know
  std::vector<std::string> only_a, only_b; // fields that one of them alone knows: no contradiction
};
// fields: of two records, {NAME: {"value" …}}.
[[nodiscard]] FieldDisagreements disagreements(const Json& fields_of_a, const Json& fields_of_b);

[[nodiscard]] Json json_of(const std::vector<Disagreement>& list); // [{"what", "a", "b"}]

}  // namespace filmgate

// SPDX-License-Identifier: Apache-2.0
//
// Which of the plugins that make a plate takes which parameter. Private to this folder.
#pragma once
#include "plugin/transform.hpp"

#include <map>

namespace filmgate {

struct PlateTool { // a reader or a stage, and what it was given
  std::string name; // "reader", or a stage's role
  std::vector<ParameterFact> facts;
  ParameterValues values;
  ParameterValues settled = {}; // what the clip's encoding says; no person's choice

  [[nodiscard]] ParameterValues all() const; // values and settled: what the plugin is told
};

// Whether a wish is meant for this tool.
[[nodiscard]] bool takes(const PlateTool& tool, const std::string& wish);

// A key goes to the first tool that knows it; "develop.exposure" names the tool too. What nobody knows is an error
// that lists what there is.
[[nodiscard]] Status hand_out(const std::map<std::string, std::string>& wishes, const std::vector<PlateTool*>& tools);
// Every parameter of a tool that is a person's to choose, as it takes effect: the given ones, and the others' defaults.
[[nodiscard]] Json in_effect(const PlateTool& tool);

}  // namespace filmgate

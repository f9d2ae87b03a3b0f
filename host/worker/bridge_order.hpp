// SPDX-License-Identifier: Apache-2.0
//
// What a worker asked for, against what the administrator wrote down and what the request is about: the whole decision
// whether a tool runs, and with which words. A plain value; nothing is run here. Private to this folder.
#pragma once
#include "base/json.hpp"
#include "catalog/bridge_tool.hpp"

#include <set>

namespace filmgate {

struct BridgeScope {
  std::set<std::string> inputs; // the clips' files, as told before any plugin was loaded
  std::vector<Path> roots;      // the request's own paths
  Path scratch;
};

// The tool's arguments; or why it is not run. Each placeholder of the operation is given once and nothing else is; an
// input is one of the inputs, and lies beneath the request's paths once all links are followed.
[[nodiscard]] Result<std::vector<std::string>> arguments_for(const Json& order, const BridgeTool& tool, const BridgeScope& scope);

// The folders that a request names, or those its files lie in.
[[nodiscard]] std::vector<Path> roots_of(const Json& request);

}  // namespace filmgate

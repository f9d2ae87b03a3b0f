// SPDX-License-Identifier: Apache-2.0
//
// Tools that the supervisor may run for bundles of the tier bridge, as the administrator wrote them down: a program, its
// limits, and for each operation the arguments. What a plugin may fill in has a name and a type; there is no shell.
#pragma once
#include "base/path.hpp"
#include "catalog/settings.hpp"

#include <map>

namespace filmgate {

struct ArgumentPart { // text as it stands, or the name of what takes its place
  bool placeholder = false;
  std::string text;
};
using BridgeArgument = std::vector<ArgumentPart>; // one word of the command line
using BridgeOperation = std::vector<BridgeArgument>;

struct BridgeTool {
  std::string name;
  Path command;                    // absolute
  std::string origin;              // of the command
  int64_t seconds = 60;            // of one run
  int64_t output_megabytes = 1024; // of all files that lie in the scratch folder at a time
  int64_t runs = 10'000;           // of one request
  std::map<std::string, BridgeOperation> operations;
};

inline constexpr const char* version_operation = "version"; // its first line stands in results; it takes no values
inline constexpr const char* input_placeholder = "input";     // a file of the request's clips
inline constexpr const char* scratch_placeholder = "scratch"; // the folder for this worker's output; no plugin gives it
[[nodiscard]] bool is_number_placeholder(std::string_view name); // whole numbers, 0 or more

// [bridge.NAME] of the settings, by name. What is incomplete is an error with its place.
[[nodiscard]] Result<std::map<std::string, BridgeTool>> read_bridge_tools(const Settings& settings);

[[nodiscard]] bool is_bridge_name(std::string_view name); // of a tool or an operation: a-z, 0-9, _ and -

}  // namespace filmgate

// SPDX-License-Identifier: Apache-2.0
//
// How a request's plugins were confined, as every result says it. Private to this folder.
#pragma once
#include "kernel_offer.hpp"
#include "resource_limits.hpp"

#include <set>

namespace filmgate {

enum class Floor { full, filter, none };
struct FloorSetting {
  Floor floor = Floor::full;
  std::string origin;
};

struct Posture {
  int landlock_abi = 0;      // in force; 0: paths are open
  bool filtered = false;     // system calls
  bool strict = true;        // else bundles of the tier paths may read their clips' folders
  std::set<std::string> path_bundles;
  bool bridged = false;      // the supervisor runs tools for them
  std::vector<std::string> missing; // what this kernel lacks
  FloorSetting floor;
  ResourceLimits limits;
};

[[nodiscard]] const char* name_of(Floor floor);
[[nodiscard]] Floor floor_named(const std::string& name); // what is no name is the highest
[[nodiscard]] Json json_of(const Posture& posture);
// A worker's posture, and what earlier workers of the same request were granted; both as in results.
[[nodiscard]] Json beside(Json sandbox, const Json& earlier);
// Ok when the floor allows to go on without what the kernel lacks; else what is missing, and what to do.
[[nodiscard]] Status meets(const FloorSetting& floor, const KernelOffer& offer);
[[nodiscard]] std::vector<std::string> lacks(const KernelOffer& offer);

}  // namespace filmgate

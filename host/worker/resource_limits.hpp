// SPDX-License-Identifier: Apache-2.0
//
// What a worker may take of the machine. Lowered only, soft and hard, so that nothing raises it again. Private to this
// folder.
#pragma once
#include "base/json.hpp"

#include <set>

namespace filmgate {

struct ResourceLimits {
  uint64_t file_bytes = 0;       // of one file it writes
  uint64_t open_files = 4096;
  uint64_t processes = 16384;    // threads of this user; the kernel does not hold root to it
  uint64_t memory_megabytes = 0; // address space; 0: no limit
};

[[nodiscard]] ResourceLimits limits_for(const Json& request);
[[nodiscard]] Status apply(const ResourceLimits& limits);
[[nodiscard]] Json json_of(const ResourceLimits& limits);

// All descriptors but the three standard ones and `keep` (all above them) are closed: what a parent left open is no business of a plugin.
[[nodiscard]] Status close_inherited(const std::set<int>& keep);
// The process ends when `parent` does, and at once when it is gone already; 0: it lives on its own.
[[nodiscard]] Status die_with(int64_t parent);

}  // namespace filmgate

// SPDX-License-Identifier: Apache-2.0
//
// The kernel's Landlock: what is not granted is denied to this thread and to all it will start, for ever. Private to
// this folder.
#pragma once
#include "sandbox_plan.hpp"

namespace filmgate {

// `abi` is what the kernel offers, at least 1. A path that is not there gets no rule; any other failure is one.
[[nodiscard]] Status confine_paths(const SandboxPlan& plan, int abi);

}  // namespace filmgate

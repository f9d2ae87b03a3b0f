// SPDX-License-Identifier: Apache-2.0
//
// Runs a request in worker processes of its own, so that a vendor's code dies alone. A crash, a hang or memory hunger
// costs its clip and is reported with plugin, signal and frame; a batch goes on behind it with a new worker.
#pragma once
#include "job/request.hpp"

namespace filmgate {

struct WorkerLimits {
  int64_t silence_seconds = 60;     // without an event: it hangs; 0: no limit
  int64_t memory_megabytes = 0;     // address space; 0: no limit
};

// Blocks until the result, which it returns. `events` is called from the calling thread.
[[nodiscard]] Json supervise(const Json& request, const Installation& installation, const WorkerLimits& limits,
                             const Events& events, const std::atomic<bool>& cancelled);

}  // namespace filmgate

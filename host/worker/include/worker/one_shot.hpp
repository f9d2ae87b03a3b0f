// SPDX-License-Identifier: Apache-2.0
//
// The worker's whole life: one request in, events and one result out, as JSON Lines. It keeps no state.
#pragma once

namespace filmgate {

// Reads the request until the end of `in_fd`, writes to `out_fd`, and returns the result's exit code. Whatever plugins
// print to standard output is turned to standard error, so that it can not mix with the events.
[[nodiscard]] int run_one_shot(int in_fd, int out_fd);

}  // namespace filmgate

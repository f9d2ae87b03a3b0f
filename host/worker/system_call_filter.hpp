// SPDX-License-Identifier: Apache-2.0
//
// Which system calls a worker may make. What no plugin has a reason for ends the process, so that the report names the
// plugin; what is merely not needed fails as if this kernel had no such call. Private to this folder.
#pragma once
#include "base/result.hpp"

#include <cstdint>

namespace filmgate {

// Stands in the program for the number of the process that will load it. Larger than any process number.
inline constexpr uint32_t own_process_number = 0x7f5e1f00;

[[nodiscard]] Status filter_system_calls();
// On top of that: no file can be mapped as code any more, in any thread.
[[nodiscard]] Status filter_new_code();

}  // namespace filmgate

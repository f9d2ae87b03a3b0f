// SPDX-License-Identifier: Apache-2.0
//
// The log goes to stderr: data never does, and messages never go to stdout. Whoever handles an error logs it, once.
#pragma once
#include <string_view>

namespace filmgate {

enum class LogLevel { trace, debug, info, warning, error };

// Nothing below this level is written; warning until set. Call before threads start.
void set_log_level(LogLevel level);
void log(LogLevel level, std::string_view text); // any thread

}  // namespace filmgate

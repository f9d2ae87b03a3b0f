// SPDX-License-Identifier: Apache-2.0
//
// Something about a clip that a person must know. Errors decide the exit code.
#pragma once
#include <string>

namespace filmgate {

enum class Severity { info, warning, error };

struct Problem {
  std::string code; // "missing-frames"
  Severity severity = Severity::error;
  std::string message;
};

[[nodiscard]] const char* name_of(Severity severity);

}  // namespace filmgate

// SPDX-License-Identifier: Apache-2.0
//
// Parameters as plugins declare them, and values read from what a person wrote.
#pragma once
#include "base/result.hpp"
#include "base/typed_value.hpp"

#include <optional>

namespace filmgate {

using ParameterValues = std::vector<std::pair<std::string, TypedValue>>;

struct ParameterFact {
  std::string key, label, unit;
  TypedValue dflt;
  std::optional<TypedValue> min, max, step;
  std::vector<std::string> choices;
};

// Reads `text` as the parameter's type and checks limits and choices; names what would be allowed.
[[nodiscard]] Result<TypedValue> parse_parameter(const ParameterFact& parameter, const std::string& text);

}  // namespace filmgate

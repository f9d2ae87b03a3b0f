// SPDX-License-Identifier: Apache-2.0
//
// A vendor's value as a number that can be reckoned with.
#pragma once
#include <filmgate/cpp/value.hpp>

#include <cmath>
#include <optional>

namespace fg {
inline namespace v1 {
namespace draft {

// Of an integer, a real or a rational; none for NULL, for other types, for a denominator of 0 and for what is not finite.
inline std::optional<double> finite_number(const fg_value* value) {
  if (!value || (value->type != FG_V_I64 && value->type != FG_V_F64 && value->type != FG_V_RATIONAL)) return std::nullopt;
  if (value->type == FG_V_RATIONAL && value->as.q.den == 0) return std::nullopt;
  const double out = number(*value);
  return std::isfinite(out) ? std::optional(out) : std::nullopt;
}

}  // namespace draft
}  // namespace v1
}  // namespace fg

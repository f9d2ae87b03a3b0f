// SPDX-License-Identifier: Apache-2.0
//
// How people write numbers in tables: fractions, feet with inches, rates, and timecodes with any mark between their numbers.
#pragma once
#include <filmgate/cpp/draft/text_fields.hpp>

namespace generic_csv {

// "1/48", "24000/1001", "2.8".
inline std::optional<double> fraction_of(std::string_view text) {
  const auto slash = text.find('/');
  if (slash == text.npos) return fg::draft::number_of(text);
  const auto above = fg::draft::number_of(text.substr(0, slash)), below = fg::draft::number_of(text.substr(slash + 1));
  return above && below && *below != 0 && std::isfinite(*above / *below) ? std::optional(*above / *below) : std::nullopt;
}

// Exact where it is written as a fraction.
inline fg_rational rate_of(std::string_view text) {
  const auto slash = text.find('/');
  if (slash == text.npos) return fg::draft::rate_of(fg::draft::number_of(text).value_or(0));
  const auto num = fg::draft::whole_of(text.substr(0, slash)), den = fg::draft::whole_of(text.substr(slash + 1));
  const bool sound = num && den && *num > 0 && *den > 0 && *num / *den <= fg::draft::fastest_rate && *num < INT32_MAX;
  if (!sound) return {0, 0};
  const auto common = std::gcd(*num, *den);
  return {*num / common, *den / common};
}

// 5'10", 5', 10": in feet.
inline std::optional<double> feet_of(std::string_view text) {
  const auto mark = text.find('\'');
  const auto feet = mark == text.npos ? std::optional(0.0) : fg::draft::number_of(text.substr(0, mark));
  auto rest = fg::draft::trimmed(mark == text.npos ? text : text.substr(mark + 1));
  if (rest.empty()) return feet;
  if (!rest.ends_with('"')) return std::nullopt;
  rest.remove_suffix(1);
  const auto inches = fg::draft::number_of(rest);
  return feet && inches && *inches >= 0 ? std::optional(*feet + *inches / 12) : std::nullopt;
}

// The unit may stand behind the number, too.
inline std::optional<double> measured(std::string_view text, std::string_view unit) {
  if (!unit.empty() && text.ends_with(unit)) text = fg::draft::trimmed(text.substr(0, text.size() - unit.size()));
  if (unit == "ft" && text.find_first_of("'\"") != text.npos) return feet_of(text);
  return fraction_of(text);
}

}  // namespace generic_csv

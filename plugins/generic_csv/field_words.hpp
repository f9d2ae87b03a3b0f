// SPDX-License-Identifier: Apache-2.0
//
// The fields that a table can tell, what kind of value each is, and the units it may be written in.
#pragma once
#include <optional>
#include <string_view>

namespace generic_csv {

enum class Kind { text, whole, number, metres, millimetres, degrees, seconds, kelvin, rate, ratio, timecode };
struct FieldWord { std::string_view field; Kind kind; };

[[nodiscard]] const FieldWord* field_word(std::string_view field); // nullptr: there is none
// "m, cm, mm, um, ft, in"; "" when the kind has no units.
[[nodiscard]] std::string_view units_of(Kind kind);
// What a number in the unit is multiplied with to be in the clip record's; none: no unit of the kind. "" is the record's own.
[[nodiscard]] std::optional<double> unit_factor(Kind kind, std::string_view unit);
[[nodiscard]] bool is_rate(std::string_view text);
[[nodiscard]] bool is_timecode_mark(std::string_view text);

}  // namespace generic_csv

// SPDX-License-Identifier: Apache-2.0
//
// The key of a mapped column says what it is, so that values mean the same without the mapping:
//   generic_csv.<field>:<how>:<column>   "generic_csv.focus:ft:Focus Distance", "generic_csv.timeCode:24/1||:TC In"
#include "generic_csv.hpp"

#include "field_words.hpp"
#include "readings.hpp"

#include <algorithm>
#include <cmath>

namespace generic_csv {
namespace {

using fg::draft::Reading;

struct Mapped { std::string_view field, how, key; };

std::optional<Mapped> mapped(std::string_view key) {
  if (!key.starts_with(prefix)) return std::nullopt;
  const auto rest = key.substr(prefix.size());
  const auto first = rest.find(':');
  if (first == rest.npos) return std::nullopt;
  // A timecode's mark may be a colon itself: "|:" then ends in "::".
  auto second = rest.find(':', first + 1);
  if (second != rest.npos && second > 0 && rest[second - 1] == '|' && rest.substr(second + 1).starts_with(':')) ++second;
  if (second == rest.npos) return std::nullopt;
  return Mapped{rest.substr(0, first), rest.substr(first + 1, second - first - 1), key};
}

Reading timecode_reading(std::string_view text, std::string_view how, fg_rational rate_beside) {
  const auto bar = how.find('|'), second = how.find('|', bar == how.npos ? bar : bar + 1);
  if (second == how.npos) return std::nullopt;
  const auto rate = bar > 0 ? rate_of(how.substr(0, bar)) : rate_beside;
  const auto drop = how.substr(bar + 1, second - bar - 1), mark = how.substr(second + 1);
  std::string words(text);
  if (!mark.empty()) std::replace(words.begin(), words.end(), mark[0], ':');
  const auto out = fg::draft::timecode_of(words, rate, drop.empty() ? std::nullopt : std::optional(drop == "drop"));
  return out ? Reading(*out) : std::nullopt;
}

Reading reading_of(std::string_view text, const FieldWord& word, std::string_view how) {
  switch (word.kind) {
    case Kind::text: return fg::draft::as_text(text);
    case Kind::whole: return fg::draft::as_whole(text);
    case Kind::ratio: return fg::draft::as_squeeze(fraction_of(text).value_or(0));
    case Kind::rate: {
      const auto rate = rate_of(text);
      return rate.num > 0 ? Reading(rate) : std::nullopt;
    }
    default: {
      const auto number = measured(text, how);
      const auto factor = unit_factor(word.kind, how);
      return number && factor ? Reading(*number * *factor) : std::nullopt;
    }
  }
}

// Of these no number is 0.
bool positive(std::string_view field) {
  for (const std::string_view one : {"focus", "nominalFocalLength", "effectiveFocalLength", "tStop", "aperture", "isoSpeed", "expTime", "shutterAngle", "cameraCCTSetting"})
    if (field == one) return true;
  return false;
}

}  // namespace

std::string key_of(const MappedColumn& column) { return column.field + ":" + column.how + ":" + column.column; }

std::optional<fg_timecode> start_of(std::string_view text, std::string_view how, std::string_view rate) {
  const auto reading = timecode_reading(fg::draft::trimmed(text), how, rate_of(rate));
  const auto* timecode = reading ? std::get_if<fg_timecode>(&*reading) : nullptr;
  return timecode ? std::optional(*timecode) : std::nullopt;
}

void Keys::normalise(const fg::Values& vendor, const fg::Fields& out) {
  std::vector<std::pair<Mapped, const fg_value*>> values;
  fg_rational rate{0, 0};
  for (const auto& entry : vendor.all()) {
    const auto one = entry.key ? mapped(entry.key) : std::nullopt;
    if (!one) continue;
    values.emplace_back(*one, &entry.value);
    if (one->field == "framesPerSecond" && entry.value.type == FG_V_TEXT && entry.value.as.text) rate = rate_of(fg::draft::trimmed(entry.value.as.text));
  }
  for (const auto& [one, value] : values) {
    const auto* word = field_word(one.field);
    if (!word) continue;
    const std::string field(one.field), key(one.key);
    const auto text = value->type == FG_V_TEXT && value->as.text ? fg::draft::trimmed(value->as.text) : std::string_view();
    if (text.empty()) {
      if (value->type == FG_V_TEXT) out.absent(field.c_str(), key.c_str());
      else out.unreadable(field.c_str(), key.c_str());
      continue;
    }
    const auto reading = word->kind == Kind::timecode ? timecode_reading(text, one.how, rate) : reading_of(text, *word, one.how);
    const auto* number = reading ? std::get_if<double>(&*reading) : nullptr;
    if (!reading || (number && !std::isfinite(*number))) out.unreadable(field.c_str(), key.c_str());
    else if (number && *number <= 0 && positive(one.field)) out.absent(field.c_str(), key.c_str());
    else out.put(field.c_str(), *reading, key.c_str());
  }
}

}  // namespace generic_csv

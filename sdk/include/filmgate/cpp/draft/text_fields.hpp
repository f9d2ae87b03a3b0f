// SPDX-License-Identifier: Apache-2.0
//
// Draft. Texts of an export become fields. A text that is empty, or a word of the tool for "nothing", is absent; one that is
// not understood is unreadable; a key that is not there says nothing.
//   TextFields fields(vendor, out, "arri_csv.", {"--"});   fields.put("isoSpeed", "Exposure Index ASA", positive);
#pragma once
#include <filmgate/cpp/draft/clock.hpp>
#include <filmgate/cpp/record.hpp>

#include <algorithm>
#include <charconv>

namespace fg {
inline namespace v1 {
namespace draft {

inline std::string_view trimmed(std::string_view text) {
  const auto from = text.find_first_not_of(" \t");
  return from == text.npos ? std::string_view() : text.substr(from, text.find_last_not_of(" \t") + 1 - from);
}

struct Measure { double number; std::string_view unit; };
// "991mm", "20.000 ms", "180°": a finite number and what stands behind it.
inline std::optional<Measure> measure_of(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with('+') && !text.substr(1).starts_with('-')) text.remove_prefix(1);
  double number = 0;
  const auto got = std::from_chars(text.data(), text.data() + text.size(), number);
  if (got.ec != std::errc{} || !std::isfinite(number)) return std::nullopt;
  return Measure{number, trimmed(text.substr(static_cast<size_t>(got.ptr - text.data())))};
}
inline std::optional<double> number_of(std::string_view text) { // and nothing behind it
  const auto measure = measure_of(text);
  return measure && measure->unit.empty() ? std::optional(measure->number) : std::nullopt;
}
inline std::optional<double> in_unit(std::string_view text, std::string_view unit) { // which may be left out
  const auto measure = measure_of(text);
  return measure && (measure->unit.empty() || measure->unit == unit) ? std::optional(measure->number) : std::nullopt;
}
inline std::optional<int64_t> whole_of(std::string_view text) {
  text = trimmed(text);
  int64_t number = 0;
  const auto got = std::from_chars(text.data(), text.data() + text.size(), number);
  return got.ec == std::errc{} && got.ptr == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

// Ready readings for put(): nothing when the text can not be read.
using Reading = std::optional<Value>;
inline Reading as_text(std::string_view text) { return std::string(text); }
inline Reading as_number(std::string_view text) { const auto number = number_of(text); return number ? Reading(*number) : std::nullopt; }
inline Reading as_whole(std::string_view text) { const auto number = whole_of(text); return number ? Reading(*number) : std::nullopt; }
inline Reading as_rate(std::string_view text) {
  const auto number = number_of(text);
  const auto rate = rate_of(number.value_or(0));
  return rate.num > 0 ? Reading(rate) : std::nullopt;
}
// A squeeze or pixel aspect ratio in hundredths: "1.33" is 133/100.
inline Reading as_squeeze(double ratio) {
  if (!(ratio >= 0.25 && ratio <= 4)) return std::nullopt;
  const int64_t hundredths = std::llround(ratio * 100), common = std::gcd(hundredths, int64_t{100});
  return Value(fg_rational{hundredths / common, 100 / common});
}

class TextFields {
 public:
  TextFields(const Values& vendor, const Fields& out, std::string prefix, std::vector<std::string_view> nothing = {})
      : vendor_(vendor), out_(out), prefix_(std::move(prefix)), nothing_(std::move(nothing)) {}

  const Fields& out() const { return out_; }
  std::string key(std::string_view name) const { return prefix_ + std::string(name); }
  bool has(std::string_view name) const { return vendor_.find(key(name)) != nullptr; }
  // Without spaces around it; "" when it is not there, is no text, or says that there is nothing.
  std::string text(std::string_view name) const {
    const auto* value = vendor_.find(key(name));
    if (!value || value->type != FG_V_TEXT || !value->as.text) return "";
    const auto out = trimmed(value->as.text);
    return std::find(nothing_.begin(), nothing_.end(), out) == nothing_.end() ? std::string(out) : "";
  }
  // Puts field; read(text) gives the value, nothing when the text can not be read.
  template <class Read>
  void put(const char* field, std::string_view name, Read read, int32_t status = FG_FIELD_PRESENT) const {
    const auto found = key(name);
    const auto* value = vendor_.find(found);
    if (!value) return;
    const auto words = text(name);
    if (words.empty()) return value->type == FG_V_TEXT ? out_.absent(field, found.c_str()) : out_.unreadable(field, found.c_str());
    if (const Reading reading = read(std::string_view(words))) out_.put(field, *reading, found.c_str(), status);
    else out_.unreadable(field, found.c_str());
  }
  void put_text(const char* field, std::string_view name, int32_t status = FG_FIELD_PRESENT) const { put(field, name, as_text, status); }
  // Of numbers that mean "unknown" when they are 0 or less.
  template <class Read>
  void put_positive(const char* field, std::string_view name, Read read, int32_t status = FG_FIELD_PRESENT) const {
    const auto words = text(name);
    const std::optional<double> number = words.empty() ? std::nullopt : read(std::string_view(words));
    if (number && *number <= 0) return out_.absent(field, key(name).c_str());
    put(field, name, [&](std::string_view) { return number ? Reading(*number) : std::nullopt; }, status);
  }
  void derived(const char* field, const Value& value, std::string_view name) const { out_.put(field, value, key(name).c_str(), FG_FIELD_DERIVED); }

 private:
  const Values& vendor_;
  const Fields& out_;
  std::string prefix_;
  std::vector<std::string_view> nothing_; // words that stand for no value
};

}  // namespace draft
}  // namespace v1
}  // namespace fg

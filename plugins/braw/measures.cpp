// SPDX-License-Identifier: Apache-2.0
#include "measures.hpp"

#include <charconv>
#include <cmath>
#include <numeric>
#include <string>

namespace braw {
namespace {

struct Measure { double number; std::string_view unit; };

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// A number that is no fraction of nothing, and the unit behind it.
std::optional<Measure> measure_of(std::string_view text) {
  text = trimmed(text);
  double number = 0;
  const auto got = std::from_chars(text.data(), text.data() + text.size(), number);
  if (got.ec != std::errc{} || !std::isfinite(number) || number < 0) return std::nullopt;
  return Measure{number, trimmed(text.substr(static_cast<size_t>(got.ptr - text.data())))};
}

}  // namespace

std::optional<double> degrees_of(std::string_view text) {
  const auto measure = measure_of(text);
  const bool angle = measure && (measure->unit == "\xC2\xB0" || measure->unit == "\xB0" || measure->unit == "deg");
  return angle && measure->number > 0 && measure->number <= 360 ? std::optional(measure->number) : std::nullopt;
}

std::optional<double> seconds_of(std::string_view text) {
  const auto measure = measure_of(text);
  if (!measure || measure->number <= 0) return std::nullopt;
  if (measure->unit == "s" || measure->unit == "sec") return measure->number;
  if (!measure->unit.starts_with('/')) return std::nullopt;
  const auto below = measure_of(measure->unit.substr(1));
  const bool sound = below && below->number > 0 && (below->unit.empty() || below->unit == "s" || below->unit == "sec");
  return sound ? std::optional(measure->number / below->number) : std::nullopt;
}

std::optional<double> metres_of(std::string_view text) {
  const auto measure = measure_of(text);
  if (!measure) return std::nullopt;
  if (measure->unit == "mm") return measure->number / 1000;
  if (measure->unit == "cm") return measure->number / 100;
  if (measure->unit == "m") return measure->number;
  if (measure->unit == "in") return measure->number * 0.0254;
  if (measure->unit == "ft") return measure->number * 0.3048;
  return std::nullopt;
}

std::optional<double> stop_of(std::string_view text, char letter) {
  text = trimmed(text);
  if (text.empty() || (text[0] | 0x20) != (letter | 0x20)) return std::nullopt;
  text.remove_prefix(text.substr(1).starts_with('/') ? 2 : 1);
  const auto measure = measure_of(text);
  return measure && measure->unit.empty() && measure->number > 0 ? std::optional(measure->number) : std::nullopt;
}

bool is_infinity(std::string_view text) {
  text = trimmed(text);
  return text == "\xE2\x88\x9E" || text.starts_with("inf") || text.starts_with("Inf") || text.starts_with("INF");
}

fg_rational squeeze_of(std::string_view text) {
  const auto measure = measure_of(text);
  if (!measure || measure->unit != "x" || measure->number < 0.25 || measure->number > 4) return {0, 0};
  const auto hundredths = static_cast<int64_t>(std::lround(measure->number * 100));
  const auto common = std::gcd(hundredths, int64_t{100});
  return {hundredths / common, 100 / common};
}

fg_rational rate_of(int64_t frames, int64_t seconds) {
  if (frames <= 0 || seconds <= 0) return {0, 0};
  const double rate = static_cast<double>(frames) / static_cast<double>(seconds), whole = std::round(rate * 1.001);
  const bool thousandth_below = std::abs(rate - whole / 1.001) < whole * 2e-5 && whole >= 1 && whole < 100'000;
  if (thousandth_below) return {static_cast<int64_t>(whole) * 1000, 1001};
  const auto common = std::gcd(frames, seconds);
  return {frames / common, seconds / common};
}

}  // namespace braw

// SPDX-License-Identifier: Apache-2.0
#include "clip/frame_ranges.hpp"

#include "base/rational.hpp"

#include <algorithm>
#include <cmath>

namespace filmgate {
namespace {

constexpr double rounding = 1e-6; // relative; what single precision loses is less

bool close(double a, double b) { return a == b || std::abs(a - b) <= rounding * std::max(std::abs(a), std::abs(b)); }

bool lists_agree(const Json& a, const Json& b) {
  const auto &left = a.items(), &right = b.items();
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](const Json& x, const Json& y) { return x == y || (x.is_number() && y.is_number() && close(x.number(), y.number())); });
}

}  // namespace

std::optional<double> magnitude(const TypedValue& value) {
  if (value.value.is_number()) return value.value.number();
  if (value.type != "rational") return std::nullopt;
  const auto rational = parse_rational(value.value.text());
  return rational && rational->known() ? std::optional(rational->approximate()) : std::nullopt;
}

bool agree(const TypedValue& a, const TypedValue& b) {
  if (a.type == "timecode" || b.type == "timecode") // the same number at another rate is another time; 0/0 says no rate
    return a.value == b.value && (a.rate == b.rate || a.rate.is_null() || b.rate.is_null());
  const auto left = magnitude(a), right = magnitude(b);
  if (left && right) return close(*left, *right);
  return a.value.is_array() && b.value.is_array() ? lists_agree(a.value, b.value) : a.value == b.value;
}

void FrameRanges::widen(Range& range, const TypedValue& value) {
  const auto number = magnitude(value);
  if (!number || !range.least || !range.greatest) return;
  if (*number < *magnitude(*range.least)) range.least = value;
  if (*number > *magnitude(*range.greatest)) range.greatest = value;
}

void FrameRanges::add(int64_t frame, const FieldRule& rule, const TypedValue& value, const FieldSource& source) {
  auto& ranges = fields_[std::string(rule.name)];
  auto at = std::find_if(ranges.begin(), ranges.end(), [&](const Range& range) { return range.source.plugin == source.plugin; });
  if (at == ranges.end()) {
    const auto number = magnitude(value) ? std::optional(value) : std::nullopt;
    ranges.push_back({source, rule.unit, frame, 1, value, value, number, number, true});
    return;
  }
  auto& range = *at;
  if (range.last_frame == frame) return; // the plugin says it twice of one frame; the first holds, as in the frame's own fields
  range.last_frame = frame;
  ++range.frames;
  range.constant = range.constant && value == range.first;
  range.last = value;
  widen(range, value);
}

Json FrameRanges::json_of(const Range& range) {
  auto out = Json::object({{"first", range.first.value}, {"last", range.last.value}});
  if (range.least && range.greatest) out.set("min", range.least->value).set("max", range.greatest->value);
  out.set("unit", range.unit.empty() ? Json() : Json(range.unit)).set("constant", range.constant).set("frames", range.frames);
  if (!range.first.rate.is_null()) out.set("rate", range.first.rate);
  return out.set("source", Json::object({{"plugin", range.source.plugin}, {"key", range.source.key}}));
}

Json FrameRanges::json() const {
  auto out = Json::object();
  for (const auto& [name, ranges] : fields_) {
    auto one = json_of(ranges.front());
    auto others = Json::array();
    for (size_t i = 1; i < ranges.size(); ++i) others.push(json_of(ranges[i]));
    out.set(name, std::move(one.set("others", std::move(others))));
  }
  return out;
}

}  // namespace filmgate

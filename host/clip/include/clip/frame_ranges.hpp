// SPDX-License-Identifier: Apache-2.0
//
// What the frames of a clip say of a field, as a range: the first and the last value, the least and the greatest where they
// are numbers, whether it ever changes, and how many frames say it. One range for each that tells of the field; who came
// first is the range, the others stand beside it.
#pragma once
#include "base/typed_value.hpp"
#include "clip/schema.hpp"

#include <map>
#include <optional>
#include <string>

namespace filmgate {

struct FieldSource {
  std::string plugin, key;
  friend bool operator==(const FieldSource&, const FieldSource&) = default;
};

class FrameRanges {
 public:
  // In the order of frames, for each plugin. A value fits the field's rule.
  void add(int64_t frame, const FieldRule& rule, const TypedValue& value, const FieldSource& source);
  [[nodiscard]] bool empty() const { return fields_.empty(); }
  // {NAME: {"first", "last", "min"?, "max"?, "unit", "constant", "frames", "rate"?, "source", "others"}}
  [[nodiscard]] Json json() const;

 private:
  struct Range {
    FieldSource source;
    std::string_view unit;
    int64_t last_frame = -1, frames = 0;
    TypedValue first, last;
    std::optional<TypedValue> least, greatest; // none: these are no numbers
    bool constant = true;
  };
  static void widen(Range& range, const TypedValue& value);
  static Json json_of(const Range& range);
  std::map<std::string, std::vector<Range>, std::less<>> fields_;
};

// A number, or a rational; nothing for anything else.
[[nodiscard]] std::optional<double> magnitude(const TypedValue& value);
// The same in what it means: 2 and 2.0, 24/1 and 48/2, and numbers that only rounding parts (one in a million).
[[nodiscard]] bool agree(const TypedValue& a, const TypedValue& b);

}  // namespace filmgate

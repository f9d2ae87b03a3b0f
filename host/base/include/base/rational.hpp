// SPDX-License-Identifier: Apache-2.0
//
// Exact rates. Frames are integers and their rate is a rational; there are no float seconds.
#pragma once
#include "base/result.hpp"

#include <cstdint>
#include <string_view>

namespace filmgate {

struct Rational {
  int64_t num = 0, den = 0; // den > 0 when known; 0/0 is unknown

  [[nodiscard]] bool known() const { return den > 0; }
  [[nodiscard]] double approximate() const { return known() ? double(num) / double(den) : 0.0; }
  [[nodiscard]] Rational reduced() const;
  [[nodiscard]] std::string text() const; // "24000/1001"; "24/1"; "unknown"
  friend bool operator==(const Rational& a, const Rational& b);
};

// "24", "24000/1001", "23.976" (the NTSC rates by name), "29.97"; any other decimal becomes exact thousandths.
[[nodiscard]] Result<Rational> parse_rational(std::string_view text);

}  // namespace filmgate

// SPDX-License-Identifier: Apache-2.0
//
// Reading, reducing and writing rationals.
#include "base/rational.hpp"

#include <array>
#include <charconv>
#include <numeric>

namespace filmgate {
namespace {

struct NamedRate { std::string_view name; Rational rate; };
constexpr std::array named_rates{NamedRate{"23.976", {24000, 1001}}, NamedRate{"23.98", {24000, 1001}},
                                 NamedRate{"29.97", {30000, 1001}},  NamedRate{"47.952", {48000, 1001}},
                                 NamedRate{"59.94", {60000, 1001}},  NamedRate{"119.88", {120000, 1001}}};

bool parse_integer(std::string_view text, int64_t& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size();
}

}  // namespace

Rational Rational::reduced() const {
  if (!known() || num == INT64_MIN) return *this; // the least number has no positive counterpart
  const int64_t common = std::gcd(num, den);
  return common == 0 ? *this : Rational{num / common, den / common};
}

std::string Rational::text() const { return known() ? fmt::format("{}/{}", num, den) : "unknown"; }

bool operator==(const Rational& a, const Rational& b) {
  const auto x = a.reduced(), y = b.reduced();
  return x.num == y.num && x.den == y.den;
}

Result<Rational> parse_rational(std::string_view text) {
  for (const auto& named : named_rates)
    if (text == named.name) return named.rate;
  Rational out{0, 1};
  if (const auto slash = text.find('/'); slash != text.npos) {
    if (parse_integer(text.substr(0, slash), out.num) && parse_integer(text.substr(slash + 1), out.den) && out.den > 0)
      return out;
  } else if (const auto dot = text.find('.'); dot != text.npos) {
    const auto decimals = text.substr(dot + 1);
    int64_t whole = 0, part = 0;
    if (decimals.size() <= 6 && !decimals.empty() && decimals[0] != '-' && parse_integer(text.substr(0, dot), whole) &&
        parse_integer(decimals, part) && whole >= 0 && whole < 1'000'000'000) {
      for (size_t i = 0; i < decimals.size(); ++i) out.den *= 10;
      out.num = whole * out.den + part;
      return out.reduced();
    }
  } else if (parse_integer(text, out.num)) {
    return out;
  }
  return failure(Trouble::usage, "'{}' is no rate; write 24, 24000/1001 or 23.976", text);
}

}  // namespace filmgate

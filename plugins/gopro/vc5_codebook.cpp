// SPDX-License-Identifier: Apache-2.0
#include "vc5_codebook.hpp"

#include <algorithm>

namespace gopro {
namespace {

constexpr int16_t band_end = -1000;

struct Leaf { uint8_t bits; int16_t symbol; }; // a magnitude, minus the length of a run of zeros, or band_end

// The code's tree from left to right: the depths of its leaves give the codes, each beginning where the one before it ended.
// The order follows no rule, so it is stated: it is a fact of the standard, taken from what the sources above publish.
constexpr std::array<Leaf, 264> leaves{{
    {1, -1}, {2, 1}, {6, 4}, {10, 14}, {12, 23}, {15, 41}, {17, 54}, {19, 69}, {20, 77}, {21, 85}, {24, 108}, {25, 237}, {25, 238},
    {23, 101}, {25, 172}, {25, 173}, {25, 170}, {25, 171}, {25, 227}, {25, 162}, {25, 156}, {25, 157}, {25, 243}, {25, 134}, {25, 135},
    {25, 136}, {25, 128}, {25, 129}, {25, 247}, {25, 127}, {25, 178}, {25, 179}, {25, 214}, {25, 118}, {25, 204}, {25, 205}, {25, 198},
    {25, 199}, {25, 245}, {25, 246}, {25, 242}, {25, 244}, {25, 230}, {25, 119}, {25, 193}, {25, 194}, {25, 186}, {25, 187}, {25, 211},
    {25, 190}, {25, 163}, {25, 164}, {25, 220}, {25, 221}, {25, 216}, {25, 217}, {25, 212}, {25, 213}, {25, 206}, {25, 208}, {25, 209},
    {25, 210}, {25, 122}, {25, 248}, {25, 235}, {25, 148}, {25, 253}, {25, 254}, {25, 123}, {25, 124}, {25, 215}, {25, 117}, {25, 234},
    {25, 236}, {25, 142}, {25, 143}, {25, 153}, {25, 154}, {25, 176}, {25, 177}, {25, 174}, {25, 175}, {25, 184}, {25, 185}, {25, 240},
    {25, 241}, {25, 239}, {25, 141}, {25, 139}, {25, 140}, {25, 125}, {25, 126}, {25, 130}, {25, 131}, {25, 228}, {25, 229}, {25, 232},
    {25, 233}, {25, 132}, {25, 133}, {25, 137}, {25, 138}, {25, 255}, {26, 116}, {26, band_end}, {25, 249}, {25, 250}, {25, 251},
    {25, 252}, {25, 120}, {25, 121}, {25, 222}, {25, 224}, {25, 218}, {25, 219}, {25, 200}, {25, 201}, {25, 191}, {25, 192}, {25, 149},
    {25, 150}, {25, 151}, {25, 152}, {25, 146}, {25, 147}, {25, 144}, {25, 145}, {25, 165}, {25, 166}, {25, 167}, {25, 168}, {25, 158},
    {25, 159}, {25, 223}, {25, 169}, {25, 207}, {25, 197}, {25, 202}, {25, 203}, {25, 188}, {25, 189}, {25, 225}, {25, 226}, {25, 195},
    {25, 196}, {25, 182}, {25, 183}, {25, 231}, {25, 155}, {25, 160}, {25, 161}, {16, 48}, {14, 36}, {13, 30}, {11, 19}, {9, 11},
    {9, -32}, {10, 15}, {12, 24}, {15, 42}, {18, 62}, {19, 70}, {22, 94}, {25, 180}, {25, 181}, {24, 109}, {23, 102}, {21, 86}, {20, 78},
    {17, 55}, {16, 49}, {14, 37}, {13, 31}, {12, 25}, {15, 43}, {18, 63}, {19, 71}, {20, 79}, {21, 87}, {21, 88}, {17, 56}, {16, 50},
    {14, 38}, {13, -180}, {7, 6}, {5, 3}, {9, 12}, {11, 20}, {11, -100}, {10, -60}, {8, -20}, {7, -12}, {8, 9}, {10, 16}, {13, 32},
    {15, 44}, {18, 64}, {19, 72}, {20, 80}, {22, 95}, {22, 96}, {24, 110}, {24, 111}, {23, 103}, {23, 104}, {23, 105}, {17, 57}, {18, 65},
    {19, 73}, {20, 81}, {21, 89}, {22, 97}, {22, 98}, {17, 58}, {14, 39}, {12, 26}, {11, 21}, {9, 13}, {7, 7}, {6, 5}, {8, 10}, {13, 33},
    {16, 51}, {18, 66}, {19, 74}, {20, 82}, {21, 90}, {21, 91}, {17, 59}, {15, 45}, {16, 52}, {18, 67}, {19, 75}, {20, 83}, {24, 112},
    {24, 113}, {23, 106}, {22, 99}, {21, 92}, {18, 68}, {19, 76}, {20, 84}, {23, 107}, {24, 114}, {24, 115}, {22, 100}, {21, 93},
    {15, 46}, {12, 27}, {13, 34}, {13, -320}, {12, 28}, {10, 17}, {11, 22}, {14, 40}, {16, 53}, {17, 60}, {17, 61}, {15, 47}, {13, 35},
    {12, 29}, {10, 18}, {7, 8}, {3, 2}}};

constexpr int deepest = 26;

constexpr bool fills_the_tree() {
  uint64_t filled = 0;
  for (const auto& leaf : leaves) filled += uint64_t{1} << (deepest - leaf.bits);
  return filled == uint64_t{1} << deepest;
}
static_assert(fills_the_tree(), "every string of bits begins with one code");

constexpr bool has_every_magnitude() {
  std::array<int, vc5_largest_magnitude + 1> seen{};
  for (const auto& leaf : leaves)
    if (leaf.symbol > 0) ++seen.at(static_cast<size_t>(leaf.symbol));
  return std::all_of(seen.begin() + 1, seen.end(), [](int times) { return times == 1; });
}
static_assert(has_every_magnitude());

std::array<uint32_t, leaves.size()> starts_of_leaves() {
  std::array<uint32_t, leaves.size()> out{};
  uint32_t at = 0;
  for (size_t i = 0; i < leaves.size(); at += uint32_t{1} << (deepest - leaves[i].bits), ++i) out[i] = at;
  return out;
}

Vc5Codebook::Step step_of(const Vc5Codebook& book, uint32_t window) {
  Vc5Codebook::Step out;
  for (uint32_t left = Vc5Codebook::short_bits; left > 0 && out.value == 0;) { // as many whole symbols as fit, up to a value
    const auto symbol = book.symbol(window << (32 - left));
    if (symbol.bits > left || symbol.ends_band) break;
    out.zeros = static_cast<uint8_t>(out.zeros + symbol.zeros), out.value = symbol.value;
    out.bits = static_cast<uint8_t>(out.bits + symbol.bits), left -= symbol.bits;
  }
  return out;
}

}  // namespace

Vc5Codebook::Vc5Codebook() : starts_(starts_of_leaves()) {
  for (uint32_t window = 0; window < steps_.size(); ++window) steps_[window] = step_of(*this, window);
}

const Vc5Codebook& Vc5Codebook::get() {
  static const Vc5Codebook book;
  return book;
}

Vc5Codebook::Symbol Vc5Codebook::symbol(uint32_t window) const {
  const auto behind = std::upper_bound(starts_.begin(), starts_.end(), window >> (32 - deepest));
  const auto& leaf = leaves[static_cast<size_t>(behind - starts_.begin()) - 1];
  if (leaf.symbol == band_end) return {.bits = leaf.bits, .ends_band = true};
  if (leaf.symbol < 0) return {.zeros = static_cast<uint16_t>(-leaf.symbol), .bits = leaf.bits};
  const bool negative = (window << leaf.bits >> 31) != 0; // the sign is the bit behind the code
  return {.value = static_cast<int16_t>(negative ? -leaf.symbol : leaf.symbol), .bits = static_cast<uint8_t>(leaf.bits + 1)};
}

}  // namespace gopro

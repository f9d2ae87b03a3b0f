// SPDX-License-Identifier: Apache-2.0
#include "linearise.hpp"

namespace arriraw {
namespace {

constexpr auto table = [] {
  std::array<uint16_t, code_count> out{};
  for (uint32_t code = 0; code < code_count; ++code) out[code] = static_cast<uint16_t>(linear_value(code));
  return out;
}();
static_assert(table[1023] == 1023 && table[1024] == 1024 && table[4095] == 65503);

}  // namespace

const std::array<uint16_t, code_count>& linear_table() { return table; }

}  // namespace arriraw

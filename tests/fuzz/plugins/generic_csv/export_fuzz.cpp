// SPDX-License-Identifier: Apache-2.0
//
// The input is the mapping and, behind a NUL, the table.
#include "fuzz/export_target.hpp"

#include <algorithm>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto* end = std::find(data, data + size, uint8_t{0});
  const auto head = static_cast<size_t>(end - data);
  const auto* table = end == data + size ? end : end + 1;
  return fuzz::export_of("day.csv", table, static_cast<size_t>(data + size - table), {"day.mapping.toml", data, head});
}

// SPDX-License-Identifier: Apache-2.0
//
// How a sample is spoilt: cut short at many places, or with one bit turned over. The same seed gives the same cases.
#pragma once
#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace hostile {

struct Mutation {
  uint64_t size; // what is left of the file
  int64_t bit;   // counted from the file's first byte's lowest; -1: none
  std::string name;
};

constexpr uint64_t step = 512, head = 4096, all_up_to = 1u << 20, all_within = 64u << 10;

// Every 512th byte; of a large file, unless `every` is wished, all of the first 64 KiB and ever wider steps behind.
inline std::vector<Mutation> truncations(uint64_t size, bool every) {
  std::vector<Mutation> out;
  for (uint64_t at = 0; at < size;) {
    out.push_back({at, -1, "cut to " + std::to_string(at) + " bytes"});
    const bool wide = !every && size > all_up_to && at >= all_within;
    at += wide ? std::max(step, at / 20 / step * step) : step;
  }
  if (size > 0 && (size - 1) % step != 0) out.push_back({size - 1, -1, "without its last byte"});
  return out;
}

// Half of them in the first 4 KiB, where most of what decides lies.
inline std::vector<Mutation> bit_flips(uint64_t size, uint32_t seed, int count) {
  std::vector<Mutation> out;
  std::mt19937_64 random(seed); // its numbers are the same everywhere, as those of distributions are not
  for (int i = 0; i < count && size > 0; ++i) {
    const uint64_t byte = random() % (i % 2 == 0 ? std::min(size, head) : size), bit = random() % 8;
    out.push_back({size, static_cast<int64_t>(byte * 8 + bit),
                   "flip " + std::to_string(i) + " of seed " + std::to_string(seed) + " (byte " + std::to_string(byte) + ", bit " + std::to_string(bit) + ")"});
  }
  return out;
}

}  // namespace hostile

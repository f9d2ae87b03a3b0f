// SPDX-License-Identifier: Apache-2.0
#include "recognition.hpp"

#include "damaged_copy.hpp"

#include <algorithm>
#include <random>

namespace check {

int32_t score_of(const Plugin& plugin, Probe probe, const std::string& uri, const std::vector<uint8_t>& head, uint64_t size) {
  const fg_probe ask{sizeof(fg_probe), uri.c_str(), head.data(), static_cast<uint32_t>(head.size()), size, nullptr, plugin.host().job()};
  const auto score = call("probe of " + uri, probe, plugin.raw(), &ask);
  expect(score >= 0 && score <= 100, "probe: ", score, "; 0 .. 100 is allowed");
  return score;
}

void check_recognition(const Plugin& plugin, Probe probe, const std::string& file, const std::string& noise, uint64_t seed) {
  auto head = head_of(file);
  expect(score_of(plugin, probe, file, head, std::filesystem::file_size(file)) > 0, "probe: says 0 of ", file, ", which it reads");
  std::mt19937_64 random(seed);
  for (int i = 0; i < 50; ++i) {
    std::vector<uint8_t> bytes(i == 0 ? 0 : 4096); // an empty file first
    for (auto& byte : bytes) byte = static_cast<uint8_t>(random());
    if (i == 1) std::fill(bytes.begin(), bytes.end(), uint8_t{0});
    expect(score_of(plugin, probe, noise, bytes, bytes.size()) == 0, "probe: claims ", bytes.size(), " bytes of noise");
  }
  for (size_t size = head.size(); size > 0; size = size * 2 / 3) { // the head of a file that ends early
    head.resize(size);
    (void)score_of(plugin, probe, file, head, size);
  }
}

}  // namespace check

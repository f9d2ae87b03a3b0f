// SPDX-License-Identifier: Apache-2.0
#include "damaged_copy.hpp"

#include "finding.hpp"
#include "page.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <random>

namespace check {
namespace {

namespace fs = std::filesystem;
constexpr uint64_t header_reach = 4096, header_cuts = 16384;

}  // namespace

size_t trials(int level) { return level >= 10 ? 512 : level >= 7 ? 128 : 64; }

DamagedCopy::DamagedCopy(const fs::path& original, const std::string& folder) {
  const auto copy = fs::path(folder) / original.filename();
  fs::copy_file(original, copy, fs::copy_options::overwrite_existing);
  fs::permissions(copy, fs::perms::owner_read | fs::perms::owner_write);
  file_ = copy.string(), size_ = fs::file_size(copy);
}

std::vector<uint64_t> DamagedCopy::cuts(size_t count, uint64_t seed) const {
  std::vector<uint64_t> out{0, 1, size_ > 0 ? size_ - 1 : 0, size_ / 2};
  std::mt19937_64 random(seed);
  for (size_t i = 0; i < count / 2; ++i) out.push_back(random() % std::max<uint64_t>(size_, 1));
  for (size_t i = 0; i < count / 2; ++i) out.push_back(random() % std::clamp<uint64_t>(size_, 1, header_cuts));
  std::sort(out.rbegin(), out.rend());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

void DamagedCopy::cut(uint64_t length) const { fs::resize_file(file_, length); }

void DamagedCopy::flip_bits(size_t trials, uint64_t seed, const std::function<void()>& look) const {
  if (size_ == 0) throw Skip{file_ + ": is empty"};
  std::mt19937_64 random(seed);
  std::fstream file(file_, std::ios::binary | std::ios::in | std::ios::out);
  for (size_t trial = 0; trial < trials; ++trial) {
    std::map<uint64_t, char> before;
    const uint64_t reach = trial % 4 == 0 ? size_ : std::min<uint64_t>(size_, header_reach);
    for (size_t flips = 1 + trial % 8; flips > 0; --flips) {
      const uint64_t at = random() % reach;
      char byte = 0;
      file.seekg(static_cast<std::streamoff>(at)).get(byte);
      before.emplace(at, byte);
      file.seekp(static_cast<std::streamoff>(at)).put(static_cast<char>(byte ^ (1 << random() % 8)));
    }
    file.flush();
    page().now(fg::concat("trial ", trial, " of flipped bits (seed ", seed, ")"));
    look();
    for (const auto& [at, byte] : before) file.seekp(static_cast<std::streamoff>(at)).put(byte);
  }
}

std::vector<uint8_t> head_of(const std::string& file) {
  std::vector<uint8_t> out(header_reach);
  std::ifstream in(file, std::ios::binary);
  in.read(reinterpret_cast<char*>(out.data()), static_cast<std::streamsize>(out.size()));
  out.resize(static_cast<size_t>(in.gcount()));
  return out;
}

void write_noise(const std::string& file, size_t bytes, uint64_t seed) {
  std::ofstream out(file, std::ios::binary);
  std::mt19937_64 random(seed);
  for (size_t i = 0; i < bytes; ++i) out.put(static_cast<char>(random()));
}

}  // namespace check

// SPDX-License-Identifier: Apache-2.0
//
// A private copy of one file of a sample, cut or with flipped bits; and files that are no sample at all. Originals are only
// read.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace check {

size_t trials(int level); // how often a copy is damaged

class DamagedCopy {
 public:
  DamagedCopy(const std::filesystem::path& original, const std::string& folder);
  const std::string& file() const { return file_; }
  uint64_t size() const { return size_; } // of the original
  // Lengths from the longest, so that each is a cut of the one before; half of them among the headers.
  std::vector<uint64_t> cuts(size_t count, uint64_t seed) const;
  void cut(uint64_t length) const;
  // Up to 8 bits at a time, mostly of headers; looks, and puts them back.
  void flip_bits(size_t trials, uint64_t seed, const std::function<void()>& look) const;

 private:
  std::string file_;
  uint64_t size_;
};

std::vector<uint8_t> head_of(const std::string& file); // its first 4096 bytes
void write_noise(const std::string& file, size_t bytes, uint64_t seed);

}  // namespace check

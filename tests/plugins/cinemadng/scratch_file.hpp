// SPDX-License-Identifier: Apache-2.0
//
// Files of a test's own, gone with it.
#pragma once
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace dng {

using Bytes = std::vector<uint8_t>;

// A file that lives as long as this.
class Scratch {
 public:
  explicit Scratch(const Bytes& bytes, const std::string& name = "test.dng") {
    std::string pattern = (std::filesystem::temp_directory_path() / "filmgate-dng-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    add(bytes, name);
  }
  ~Scratch() { std::error_code ignored; std::filesystem::remove_all(folder_, ignored); }
  Scratch(const Scratch&) = delete;
  void add(const Bytes& bytes, const std::string& name) {
    paths_.push_back((folder_ / name).string());
    std::ofstream(paths_.back(), std::ios::binary).write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  }
  [[nodiscard]] const std::string& path() const { return paths_.front(); }
  [[nodiscard]] const std::vector<std::string>& paths() const { return paths_; }

 private:
  std::filesystem::path folder_;
  std::vector<std::string> paths_;
};

}  // namespace dng

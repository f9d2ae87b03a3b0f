// SPDX-License-Identifier: Apache-2.0
//
// A folder for the files of one test, which goes with it.
#pragma once
#include <unistd.h>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace r3d {

class Scratch { // a folder that lives as long as this
 public:
  Scratch() {
    std::string pattern = (std::filesystem::temp_directory_path() / "filmgate-red-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
  }
  ~Scratch() { std::error_code ignored; std::filesystem::remove_all(folder_, ignored); }
  Scratch(const Scratch&) = delete;
  std::string write(const std::string& name, const std::vector<uint8_t>& bytes) const {
    const auto path = (folder_ / name).string();
    std::ofstream(path, std::ios::binary).write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    return path;
  }
  std::string write(const std::string& name, const std::string& text) const { return write(name, std::vector<uint8_t>(text.begin(), text.end())); }
  std::string path(const std::string& name) const { return (folder_ / name).string(); }

 private:
  std::filesystem::path folder_;
};

}  // namespace r3d

// SPDX-License-Identifier: Apache-2.0
//
// While a tree lives it is the whole file system of this process: the program is linked so that its calls of open(),
// stat() and the like come here first. Nothing in it can be written, and nothing outside it exists.
#pragma once
#include <map>
#include <set>
#include <string>

namespace fuzz {

class MemoryTree {
 public:
  MemoryTree();
  ~MemoryTree();
  MemoryTree(const MemoryTree&) = delete;
  void put(const std::string& path, std::string bytes); // an absolute path; the folders above it exist too
  [[nodiscard]] const std::string* file(const std::string& path) const; // nullptr: no such file
  [[nodiscard]] bool is_folder(const std::string& path) const { return folders_.contains(path); }
  [[nodiscard]] std::set<std::string> names_in(const std::string& folder) const;

 private:
  std::map<std::string, std::string> files_;
  std::set<std::string> folders_{"/"};
};

}  // namespace fuzz

// SPDX-License-Identifier: Apache-2.0
//
// A written movie, opened through the ABI, and what it says.
#pragma once
#include "braw_writer.hpp"
#include "plugins/stranger_reader.hpp"

#include <catch2/catch.hpp>

namespace braw_test {

inline stranger::Plugin& plugin() {
  static stranger::Plugin loaded("org.filmgate.braw");
  return loaded;
}

class Opened {
 public:
  explicit Opened(const Movie& movie, const std::string& sidecar = "") : Opened(movie.write(), sidecar) {}
  explicit Opened(const std::string& bytes, const std::string& sidecar = "") : path_(folder_.write("A001.braw", bytes)) {
    plugin().host().reports.clear();
    std::vector<std::string> beside;
    if (!sidecar.empty()) beside.push_back(folder_.write("A001.sidecar", sidecar));
    clip_.emplace(plugin(), std::vector<std::string>{path_}, beside);
  }
  const stranger::Clip& operator*() const { return *clip_; }
  const stranger::Clip* operator->() const { return &*clip_; }
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::map<std::string, stranger::Entry> entries(int64_t frame = -1) const {
    std::map<std::string, stranger::Entry> out;
    for (const auto& entry : clip_->metadata(frame)) out[entry.key] = entry;
    return out;
  }
  static const stranger::Report* report(const std::string& code) {
    for (const auto& one : plugin().reports())
      if (one.code == code) return &one;
    return nullptr;
  }

 private:
  FolderOfItsOwn folder_;
  std::string path_;
  std::optional<stranger::Clip> clip_;
};

}  // namespace braw_test

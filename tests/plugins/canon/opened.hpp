// SPDX-License-Identifier: Apache-2.0
//
// A written file, or a real one, opened through the ABI.
#pragma once
#include "canon_writer.hpp"
#include "plugins/stranger_reader.hpp"

#include <catch2/catch.hpp>

namespace canon_test {

inline stranger::Plugin& plugin() {
  static stranger::Plugin loaded("org.filmgate.canon");
  return loaded;
}

class Opened {
 public:
  explicit Opened(const File& file) : Opened(file.write(), file.cinema ? "A003C013_170923CU_CANON.CRM" : "IMG_0001.CR3") {}
  Opened(const std::string& bytes, const std::string& name) : path_(folder_.write(name, bytes)) { open(); }
  explicit Opened(const std::string& path) : path_(path) { open(); }
  const stranger::Clip& operator*() const { return *clip_; }
  const stranger::Clip* operator->() const { return &*clip_; }
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::map<std::string, stranger::Entry> entries(int64_t frame = -1) const {
    std::map<std::string, stranger::Entry> out;
    for (const auto& entry : clip_->metadata(frame)) out[entry.key] = entry;
    return out;
  }
  static std::string report(const std::string& code) { // its text; empty: none
    for (const auto& one : plugin().reports())
      if (one.code == code) return one.text;
    return "";
  }

 private:
  void open() {
    plugin().host().reports.clear();
    clip_.emplace(plugin(), std::vector<std::string>{path_});
  }
  FolderOfItsOwn folder_;
  std::string path_;
  std::optional<stranger::Clip> clip_;
};

inline std::vector<uint16_t> codes(const stranger::Lane& lane, int64_t frame = 0) {
  const auto image = lane.rows(frame);
  std::vector<uint16_t> out;
  for (int32_t y = 0; y < image.window().h; ++y) {
    const auto row = image.samples(y);
    out.insert(out.end(), row.begin(), row.end());
  }
  return out;
}

}  // namespace canon_test

// SPDX-License-Identifier: Apache-2.0
//
// A written picture, opened through the ABI.
#pragma once
#include "folder_of_its_own.hpp"
#include "plugins/dpx/dpx_writer.hpp"
#include "plugins/stranger_reader.hpp"

namespace dpx_test {

inline std::string as_text(const Bytes& bytes) { return {bytes.begin(), bytes.end()}; }

struct Opened {
  explicit Opened(const Picture& picture) : Opened(Named{"", picture.write(), picture.cineon}) {}
  explicit Opened(const std::string& path, bool cineon = false) : Opened(Named{path, {}, cineon}) {}
  [[nodiscard]] std::string said(const std::string& code) const { // the report of that code
    for (const auto& report : plugin.reports())
      if (report.code == code) return report.text;
    return "";
  }
  [[nodiscard]] std::string value(const std::string& key) const {
    for (const auto& entry : clip.metadata())
      if (entry.key == key) return entry.text;
    return "";
  }
  FolderOfItsOwn folder; // before what is written into it
  stranger::Plugin plugin{"org.filmgate.dpx"};
  stranger::Clip clip;

 private:
  struct Named { // a file that is there, or bytes to be written
    std::string path;
    Bytes bytes;
    bool cineon;
  };
  explicit Opened(const Named& it)
      : clip(plugin, {it.path.empty() ? folder.write(it.cineon ? "a.cin" : "a.dpx", as_text(it.bytes)) : it.path}, {}, {}, it.cineon ? "cineon" : "dpx") {}
};

}  // namespace dpx_test

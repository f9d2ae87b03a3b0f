// SPDX-License-Identifier: Apache-2.0
//
// A written picture, opened through the ABI.
#pragma once
#include "command_line.hpp"
#include "plugins/images/exr_writer.hpp"
#include "plugins/images/jpeg_writer.hpp"
#include "plugins/images/png_writer.hpp"
#include "plugins/images/tiff_writer.hpp"
#include "plugins/stranger_reader.hpp"

namespace images_test {

inline std::string read_file(const std::string& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

// A sample's bits, of a row of 1, 2 or 4 bytes each.
inline uint32_t sample(const stranger::Image& image, uint32_t y, size_t at) {
  const auto kind = image.desc().sample;
  const size_t bytes = kind == FG_SAMPLE_U8 ? 1 : kind == FG_SAMPLE_F32 ? 4 : 2;
  uint32_t out = 0;
  std::memcpy(&out, image.row(static_cast<int32_t>(y)) + at * bytes, bytes);
  return out;
}

struct Opened {
  explicit Opened(const std::string& path, const char* reader) : clip(plugin, {path}, {}, {}, reader) {}
  Opened(const FolderOfItsOwn& folder, const exr_test::Frame& frame) : Opened(folder.write("a.exr", frame.write()), "openexr") {}
  Opened(const FolderOfItsOwn& folder, const tiff_test::Picture& picture) : Opened(folder.write("a.tif", picture.write()), "tiff") {}
  Opened(const FolderOfItsOwn& folder, const png_test::Picture& picture) : Opened(folder.write("a.png", picture.write()), "png") {}
  Opened(const FolderOfItsOwn& folder, const jpeg_test::Grey& picture) : Opened(folder.write("a.jpg", picture.write()), "jpeg") {}
  [[nodiscard]] std::string said(const std::string& code) const {
    for (const auto& report : plugin.reports())
      if (report.code == code) return report.text;
    return "";
  }
  [[nodiscard]] std::string value(const std::string& key) const {
    for (const auto& entry : clip.metadata())
      if (entry.key == key) return entry.text;
    return "";
  }
  [[nodiscard]] std::string encoding() const { return stranger::Lane(clip).frame().encoding; }
  stranger::Plugin plugin{"org.filmgate.images"};
  stranger::Clip clip;
};

}  // namespace images_test

// SPDX-License-Identifier: Apache-2.0
//
// Movies that FFmpeg's command line makes, once a process, and the plugin that opens them.
#pragma once
#include "command_line.hpp"
#include "plugins/stranger_reader.hpp"

#include <catch2/catch.hpp>

#include <optional>

namespace movie_test {

inline stranger::Plugin& plugin() {
  static stranger::Plugin loaded("org.filmgate.movie");
  return loaded;
}

inline const stranger::Report* report(const std::string& code) {
  for (const auto& one : plugin().reports())
    if (one.code == code) return &one;
  return nullptr;
}

// True when the program is missing; the test then says so and passes.
inline bool missing(const std::string& program) {
  if (is_installed(program)) return false;
  WARN("skipped: " << program << " is not installed");
  return true;
}

inline std::string sample(const std::string& path) { return std::string(TEST_MEDIA_DIR) + "/samples/" + path; }
inline bool has_sample(const std::string& path) {
  if (std::filesystem::exists(sample(path))) return true;
  WARN("skipped: " << sample(path) << " is not there (FILMGATE_TEST_MEDIA)");
  return false;
}

// A movie of FFmpeg's test picture. words: what lies between input and output.
inline std::string made(const std::string& name, const std::string& size, int frames, const std::vector<std::string>& words, const std::string& rate = "25") {
  static const FolderOfItsOwn folder;
  const auto path = folder / name;
  if (std::filesystem::exists(path)) return path;
  std::vector<std::string> line{"ffmpeg", "-y", "-v", "error", "-f", "lavfi", "-i", "testsrc2=size=" + size + ":rate=" + rate, "-frames:v", std::to_string(frames)};
  line.insert(line.end(), words.begin(), words.end());
  line.push_back(path);
  const auto said = run(line);
  INFO(said.err);
  REQUIRE(said.exit == 0);
  return path;
}

class Opened {
 public:
  explicit Opened(const std::string& path) : path_(path) {
    plugin().host().reports.clear();
    clip_.emplace(plugin(), std::vector<std::string>{path});
  }
  const stranger::Clip& operator*() const { return *clip_; }
  const stranger::Clip* operator->() const { return &*clip_; }
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::map<std::string, stranger::Entry> entries(int64_t frame = -1) const {
    std::map<std::string, stranger::Entry> out;
    for (const auto& entry : clip_->metadata(frame)) out.emplace(entry.key, entry);
    return out;
  }

 private:
  std::string path_;
  std::optional<stranger::Clip> clip_;
};

}  // namespace movie_test

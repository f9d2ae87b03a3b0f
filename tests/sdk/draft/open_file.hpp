// SPDX-License-Identifier: Apache-2.0
//
// A file opened through the services of the stranger's host, as a plugin opens one; and files that FFmpeg writes.
#pragma once
#include "command_line.hpp"
#include "plugins/stranger_host.hpp"

#include <catch2/catch.hpp>
#include <filmgate/cpp/host.hpp>

#include <optional>

namespace draft_test {

class OpenedFile {
 public:
  explicit OpenedFile(const std::string& path) {
    host_.c = {sizeof(fg_host), FG_ABI_MAJOR, FG_ABI_MINOR, "test", "0", nullptr, &stranger::service::find};
    file_.emplace(fg::Host(&host_.c).open(path));
  }
  const fg::File& operator*() const { return *file_; }
  uint64_t bytes_read() const { return host_.bytes_read; }

 private:
  stranger::Host host_;
  std::optional<fg::File> file_;
};

// A second of a test picture; words: how it is coded and what it is called.
inline std::string made_by_ffmpeg(const FolderOfItsOwn& folder, const std::string& name, std::vector<std::string> words) {
  std::vector<std::string> all{"ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc=size=320x240:rate=24:duration=1"};
  all.insert(all.end(), words.begin(), words.end());
  all.push_back(folder / name);
  const auto said = run(all);
  INFO(said.err);
  REQUIRE(said.exit == 0);
  return folder / name;
}

inline bool without_ffmpeg() {
  if (is_installed("ffmpeg") && is_installed("ffprobe")) return false;
  WARN("skipped: FFmpeg, which writes the files and judges the answers, is not installed");
  return true;
}

inline std::string big_endian(uint64_t value, int bytes) {
  std::string out;
  for (int i = bytes - 1; i >= 0; --i) out += static_cast<char>(value >> (8 * i) & 0xff);
  return out;
}
inline std::string box(const std::string& type, const std::string& body) { return big_endian(8 + body.size(), 4) + type + body; }

template <class Body>
fg_status refused(Body body, std::string* words = nullptr) {
  try {
    body();
  } catch (const fg::Failure& failure) {
    if (words) *words = failure.what();
    return failure.status();
  }
  return FG_OK;
}

}  // namespace draft_test

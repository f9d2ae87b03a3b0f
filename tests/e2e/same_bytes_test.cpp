// SPDX-License-Identifier: Apache-2.0
//
// A plate is the same bytes whatever the threads and whoever runs it.
#include "command_line.hpp"

#include <catch2/catch.hpp>

namespace {

const std::string program = FILMGATE_PROGRAM;

std::string bytes_of(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

std::vector<std::string> files_of(const std::string& folder) {
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) out.push_back(entry.path().filename().string());
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

TEST_CASE("threads, process and repetition change no byte of frames, manifest and recipe") {
  for (const std::string clip : {TEST_DATA_DIR "/dng/colorchart.dng", TEST_DATA_DIR "/testpattern/bars.fgtp", TEST_DATA_DIR "/phantom/chart1.cine"})
    for (const std::string demosaic : {"fast", "hq"}) {
      INFO(clip << " " << demosaic);
      const FolderOfItsOwn out;
      const std::vector<std::string> plate{program, "plate", clip, "--colourspace", "camera", "--demosaic", demosaic, "--threads"};
      const std::vector<std::pair<std::string, std::vector<std::string>>> ways{
          {"1", {}}, {"2", {}}, {"7", {}}, {"1", {"--in-process"}}, {"2", {"--compression", "zip"}}};
      std::vector<std::string> first;
      for (size_t i = 0; i < ways.size(); ++i) {
        auto words = plate;
        words.push_back(ways[i].first);
        words.insert(words.end(), {"-o", out / std::to_string(i)});
        for (const auto& word : ways[i].second) words.push_back(word);
        REQUIRE(run(words).exit == 0);
        const auto files = files_of(out / std::to_string(i));
        if (i == 0) first = files;
        REQUIRE(files == first);
        for (const auto& file : files)
          if (file.find("manifest") == std::string::npos || ways[i].second.empty()) // who asked stands in the manifest
            CHECK(bytes_of(out / std::to_string(i) + "/" + file) == bytes_of(out / "0/" + file));
      }
    }
}

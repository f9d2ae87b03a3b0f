// SPDX-License-Identifier: Apache-2.0
//
// The pages of the guide speak of headers and of names in them: those must be there.
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

namespace fs = std::filesystem;

namespace {

const fs::path sdk = fs::path(TEST_DATA_DIR).parent_path().parent_path() / "sdk";

std::string text_of(const fs::path& file) {
  std::ostringstream out;
  out << std::ifstream(file).rdbuf();
  return out.str();
}

std::string all_headers() {
  std::string out;
  for (const auto& entry : fs::recursive_directory_iterator(sdk / "include"))
    if (entry.is_regular_file()) out += text_of(entry.path());
  return out;
}

std::set<std::string> found(const std::string& text, const char* pattern) {
  std::set<std::string> out;
  const std::regex expression(pattern);
  for (std::sregex_iterator at(text.begin(), text.end(), expression), end; at != end; ++at) out.insert((*at)[1].str());
  return out;
}

}  // namespace

TEST_CASE("a page about rules names the headers that promise them, and they are there") {
  for (const char* page : {"threads.md", "images.md", "metadata.md", "colour.md", "shipping.md"}) {
    const auto text = text_of(sdk / "guide" / page);
    const auto headers = found(text, "`([a-z_/]+\\.(?:h|hpp|cmake|json))`");
    CAPTURE(page);
    CHECK(headers.size() >= 3);
    for (const auto& header : headers) {
      CAPTURE(header);
      CHECK((fs::exists(sdk / "include/filmgate" / header) || fs::exists(sdk / header)));
    }
    CHECK(std::count(text.begin(), text.end(), '\n') <= 90); // a page
  }
}

TEST_CASE("every name of the ABI and of the C++ layer that the guide speaks of exists") {
  const auto headers = all_headers();
  size_t names = 0;
  for (const auto& entry : fs::directory_iterator(sdk / "guide")) {
    const auto text = text_of(entry.path());
    for (const char* pattern : {"\\b(fg_[a-z0-9_]+)", "\\b(FG_[A-Z0-9]+(?:_[A-Z0-9]+)*)\\b", "\\bfg::([A-Za-z_]+)", "`(fg\\.[a-z.]+/1)`"})
      for (const auto& name : found(text, pattern)) {
        CAPTURE(entry.path().filename().string(), name);
        CHECK((headers.find(name) != headers.npos || name == "FG_PLUGIN_ID" || name == "FG_PLUGIN_VERSION"));
        ++names;
      }
  }
  CHECK(names > 60);
}

TEST_CASE("the pages that the guide points at are there") {
  for (const auto& entry : fs::directory_iterator(sdk / "guide"))
    for (const auto& page : found(text_of(entry.path()), "\\]\\(([a-z-]+\\.md)\\)")) CHECK(fs::exists(sdk / "guide" / page));
}

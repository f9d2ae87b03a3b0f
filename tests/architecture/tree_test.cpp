// SPDX-License-Identifier: Apache-2.0
//
// Rules of the tree that no compiler enforces: what stands at the top, how long files are, and whose names appear in
// the host.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

const fs::path root = fs::path(TEST_DATA_DIR).parent_path().parent_path();

std::vector<std::string> lines_of(const fs::path& file) {
  std::ifstream in(file);
  std::vector<std::string> out;
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

std::vector<fs::path> files_in(const char* folder, const std::set<std::string>& extensions) {
  std::vector<fs::path> out;
  for (const auto& entry : fs::recursive_directory_iterator(root / folder))
    if (entry.is_regular_file() && extensions.contains(entry.path().extension().string())) out.push_back(entry.path());
  return out;
}

std::string shown(const fs::path& file) { return file.lexically_relative(root).string(); }

// Words of letters and digits, in lower case: "arri_header" is "arri" and "header".
std::vector<std::string> words_of(const std::string& line) {
  std::vector<std::string> out(1);
  for (const char c : line) {
    if (std::isalnum(static_cast<unsigned char>(c)))
      out.back() += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    else if (!out.back().empty())
      out.emplace_back();
  }
  return out;
}

// Camera vendors, their cameras and their formats. Words that are also plain English (red, apple) are left out.
const std::set<std::string> vendors{"aja",          "alexa",      "arri",       "arriraw",    "atomos",  "blackmagic",
                                    "braw",         "canon",      "cineform",   "dji",        "dragon",  "fujifilm",
                                    "gopro",        "hasselblad", "kinefinity", "komodo",     "leica",   "lumix",
                                    "magiclantern", "nikon",      "panasonic",  "panavision", "phantom", "prores",
                                    "r3d",          "redcode",    "sony",       "venice",     "ximea",   "xocn"};

std::vector<std::string> vendor_words(const std::string& line) {
  std::vector<std::string> out;
  for (const auto& word : words_of(line))
    if (vendors.contains(word)) out.push_back(word);
  return out;
}

void check_length(const fs::path& file, size_t limit) {
  const auto count = lines_of(file).size();
  INFO(shown(file) << " has " << count << " lines, " << limit << " are allowed");
  CHECK(count <= limit);
}

}  // namespace

TEST_CASE("the top level holds what the design lists and nothing else") {
  const std::set<std::string> allowed{"CMakeLists.txt", "host",        "sdk",        "plugins", "config",
                                      "tests",          "packaging",   "README.md",  "LICENSE", "CMakePresets.json",
                                      ".clang-format",  ".clang-tidy", ".gitignore", ".ci"};
  for (const auto& entry : fs::directory_iterator(root)) {
    const auto name = entry.path().filename().string();
    if (name == ".git" || name.starts_with("build")) continue;  // git's own, and what .gitignore leaves out
    INFO(name);
    CHECK(allowed.contains(name));
  }
  for (const char* name :
       {"CMakeLists.txt", "host", "sdk", "plugins", "config", "tests", "packaging", "README.md", "LICENSE"}) {
    INFO(name);
    CHECK(fs::exists(root / name));
  }
}

TEST_CASE("files are short enough to be read at one go") {
  for (const char* folder : {"host", "sdk", "plugins", "tests"}) {
    for (const auto& file : files_in(folder, {".h", ".hpp"})) check_length(file, 150);
    for (const auto& file : files_in(folder, {".c", ".cpp"})) check_length(file, 400);
  }
  check_length(root / "CMakeLists.txt", 79);
}

TEST_CASE("every source says its licence in its first lines") {
  for (const char* folder : {"host", "sdk", "plugins", "tests"})
    for (const auto& file : files_in(folder, {".h", ".hpp", ".c", ".cpp"})) {
      const auto lines = lines_of(file);
      INFO(shown(file));
      CHECK((!lines.empty() && lines[0].find("SPDX-License-Identifier: Apache-2.0") != std::string::npos));
    }
}

TEST_CASE("no vendor's name stands in the host") {
  for (const auto& file : files_in("host", {".h", ".hpp", ".c", ".cpp", ".txt", ".cmake"})) {
    size_t number = 0;
    for (const auto& line : lines_of(file)) {
      ++number;
      INFO(shown(file) << ":" << number << ": " << line);
      CHECK(vendor_words(line).empty());
    }
  }
}

TEST_CASE("a vendor's name would be found") {
  CHECK(vendor_words("  if (format == \"ARRI\")") == std::vector<std::string>{"arri"});
  CHECK(vendor_words("int sony_header; // Venice").size() == 2);
  CHECK(vendor_words("carriage, barricade, canonical, red").empty());
}

TEST_CASE("no source reaches for a header through its parent folder") {
  for (const char* folder : {"host", "sdk", "plugins", "tests"})
    for (const auto& file : files_in(folder, {".h", ".hpp", ".c", ".cpp"})) {
      const std::string upward = std::string("include \"") + "../";
      for (const auto& line : lines_of(file)) {
        INFO(shown(file) << ": " << line);
        CHECK(line.find(upward) == std::string::npos);
      }
    }
}

TEST_CASE("plugins see the SDK and nothing of the host") {
  std::set<std::string> folders;
  for (const auto& entry : fs::directory_iterator(root / "host"))
    if (fs::exists(entry.path() / "include")) folders.insert(entry.path().filename().string());
  REQUIRE(folders.size() >= 8);
  for (const auto& file : files_in("plugins", {".h", ".hpp", ".c", ".cpp"}))
    for (const auto& line : lines_of(file)) {
      if (!line.starts_with("#include \"")) continue;
      const auto name = line.substr(10, line.find('"', 10) - 10);
      INFO(shown(file) << ": " << line);
      CHECK_FALSE((name.find('/') != std::string::npos && folders.contains(name.substr(0, name.find('/')))));
    }
}

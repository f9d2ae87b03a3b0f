// SPDX-License-Identifier: Apache-2.0
#include "command_line.hpp"
#include "elf_file.hpp"
#include "elf_writer.hpp"
#include "finding.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <set>

namespace {

const std::string library = TEST_BUNDLE_DIR "/org.filmgate.testpattern.fgplugin/testpattern.so";

std::string bytes_of(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

bool is_refused(const std::string& path) { // anything but a Finding would be a fault
  try {
    (void)check::ElfFile::read(path);
    return false;
  } catch (const check::Finding&) {
    return true;
  }
}

}  // namespace

TEST_CASE("the symbols of a library are those that nm shows") {
  if (!is_installed("nm")) {
    WARN("nm is not installed: nothing to compare with");
    return;
  }
  std::set<std::string> expected, got;
  std::istringstream lines(run({"nm", "-D", "--format=posix", "--without-symbol-versions", library}).out);
  for (std::string line; std::getline(lines, line);) expected.insert(line.substr(0, line.find(' ')));
  for (const auto& symbol : check::ElfFile::read(library).symbols) got.insert(symbol.name);
  CHECK(got == expected);
  const auto symbols = check::ElfFile::read(library).symbols;
  CHECK(std::count_if(symbols.begin(), symbols.end(), [](const auto& symbol) { return symbol.defined; }) == 1);
}

TEST_CASE("what is no shared library is refused") {
  const FolderOfItsOwn folder;
  CHECK(is_refused(folder.write("empty", "")));
  CHECK(is_refused(folder.write("text", std::string(500, 'x'))));
  CHECK(is_refused(folder / "absent"));
}

TEST_CASE("a library cut or damaged anywhere is refused or read, and never read past its end") {
  const FolderOfItsOwn folder;
  const auto whole = bytes_of(library);
  std::mt19937 random(1);
  for (size_t cut = 0; cut < whole.size(); cut += whole.size() / 97 + 1) CHECK(is_refused(folder.write("cut", whole.substr(0, cut))));
  for (int trial = 0; trial < 200; ++trial) {
    auto bytes = whole;
    for (int flip = 0; flip < 4; ++flip) bytes[random() % (trial % 2 ? 4096 : bytes.size())] ^= static_cast<char>(1 << random() % 8);
    (void)is_refused(folder.write("damaged", bytes));
  }
}

TEST_CASE("a library with two tables of dynamic symbols, or none that end, is refused") {
  const elf::Library plain{.symbols = {"one", "two"}};
  const FolderOfItsOwn folder;
  CHECK(check::ElfFile::read(folder.write("plain", plain.write())).symbols.size() == 2);
  CHECK(is_refused(folder.write("twice", elf::Library{.symbols = {"one"}, .tables = 2}.write())));
  CHECK(is_refused(folder.write("overlapping", elf::Library{.symbols = {"one"}, .header_size = 0}.write())));
  CHECK(is_refused(folder.write("unending", elf::Library{.symbols = {"one"}, .last_nul = false}.write())));
}

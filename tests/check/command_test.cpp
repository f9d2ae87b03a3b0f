// SPDX-License-Identifier: Apache-2.0
//
// The command line of filmgate-check: exit codes, choices, and that originals are only read.
#include "command_line.hpp"

#include <catch2/catch.hpp>

namespace {

const std::string program = FILMGATE_CHECK_PROGRAM, bundle = TEST_BUNDLE_DIR "/org.filmgate.testpattern.fgplugin",
                  sample = TEST_DATA_DIR "/testpattern/bars.fgtp";

size_t count(const std::string& text, const std::string& words) {
  size_t out = 0;
  for (size_t at = 0; (at = text.find(words, at)) != text.npos; at += words.size()) ++out;
  return out;
}

}  // namespace

TEST_CASE("an honest plugin passes, and the seed that was used is told") {
  const auto said = run({program, bundle, sample, "--seed", "77"});
  CHECK(said.exit == 0);
  CHECK(said.out.find("seed 77") != std::string::npos);
  CHECK(said.out.find("all checks passed") != std::string::npos);
}

TEST_CASE("wrong words are a usage error that says what to do") {
  const std::vector<std::vector<std::string>> wrong{{program}, {program, "/nowhere/x.fgplugin"}, {program, bundle, "/nowhere/clip"},
                                                    {program, bundle, "--level", "11"}, {program, bundle, "--only", "nosuchcheck"}, {program, bundle, "--nosuch"}};
  for (const auto& words : wrong) {
    const auto said = run(words);
    INFO(words.back() << ": " << said.err);
    CHECK(said.exit == 64);
    CHECK(said.err.find("filmgate-check: ") != std::string::npos);
  }
}

TEST_CASE("a check that needs a sample and has none leaves nothing to check") {
  const auto said = run({program, bundle, "--only", "decodes"});
  CHECK(said.exit == 69);
  CHECK(said.out.find("no sample was given") != std::string::npos);
}

TEST_CASE("a folder without a manifest fails the first check") {
  const FolderOfItsOwn folder;
  std::filesystem::create_directory(folder / "x.fgplugin");
  const auto said = run({program, folder / "x.fgplugin"});
  CHECK(said.exit == 1);
  CHECK(said.out.find("manifest.toml") != std::string::npos);
}

TEST_CASE("magic that no host would look for fails the first check") {
  const auto [magic, words] = GENERATE(table<std::string, std::string>({{"{ within = 65536, offset = 4, hex = \"4142\" }", "not both"}, {"{ within = 65537, hex = \"4142\" }", "from 1 to 65536"},
                                                                        {"{ within = \"all\", hex = \"4142\" }", "from 1 to 65536"}, {"{ offset = 4 }", "hex"}}));
  const FolderOfItsOwn folder;
  folder.write("x.fgplugin/manifest.toml", "manifest = 1\nid = \"com.example.x\"\nversion = \"1.0.0\"\nabi = [1, 0]\nlicence = \"Apache-2.0\"\nlibrary = \"x.so\"\n[[reader]]\nid = \"x\"\nmagic = [" + magic + "]\n");
  const auto said = run({program, folder / "x.fgplugin"});
  CHECK(said.exit == 1);
  CHECK(said.out.find(words) != std::string::npos);
}

TEST_CASE("one check can be asked for, and a lower level runs fewer") {
  const auto one = run({program, bundle, sample, "--only", "fills", "--only", "bands"});
  CHECK(one.exit == 0);
  CHECK(count(one.out, "\npass ") == 2);
  const auto low = run({program, bundle, sample, "--level", "1"}), high = run({program, bundle, sample, "--level", "6"});
  CHECK(count(low.out, "\npass ") < count(high.out, "\npass "));
  CHECK(high.out.find("struct_sizes") != std::string::npos);
}

TEST_CASE("the list names each check with its level and what it proves") {
  const auto said = run({program, "--list"});
  CHECK(said.exit == 0);
  for (const char* name : {"exports", "stays_inside", "truncation", "needs", "cancel", "memory"}) CHECK(said.out.find(name) != std::string::npos);
  CHECK(count(said.out, "\n") >= 30);
}

TEST_CASE("samples are opened for reading alone, also by what cuts and damages copies of them") {
  if (!is_installed("strace")) {
    WARN("strace is not installed: what is opened was not watched");
    return;
  }
  const FolderOfItsOwn folder;
  std::filesystem::copy_file(sample, folder / "original.fgtp");
  const auto said = run({"strace", "-f", "-q", "-o", folder / "trace", "-e", "trace=open,openat,creat,truncate,rename,unlink,unlinkat", program, bundle, folder / "original.fgtp", "--level", "10"});
  CHECK(said.exit == 0);
  std::ifstream trace(folder / "trace");
  size_t opened = 0;
  for (std::string line; std::getline(trace, line);) {
    if (line.find("\"" + (folder / "original.fgtp") + "\"") == std::string::npos) continue;
    INFO(line);
    CHECK(line.find("O_RDONLY") != std::string::npos);
    ++opened;
  }
  CHECK(opened > 10);
}

TEST_CASE("nothing is left in the temporary folder") {
  const FolderOfItsOwn folder;
  CHECK(run({program, bundle, sample, "--level", "10"}, "TMPDIR=" + quoted(folder.path())).exit == 0);
  CHECK(folder.files() == 0);
  CHECK(std::filesystem::is_empty(folder.path()));
}

// SPDX-License-Identifier: Apache-2.0
//
// The host beside bad plugins: none costs it more than the plugin's own clip.
#include "bad_plugins/kinds.hpp"

#include <catch2/catch.hpp>
#include <sys/stat.h>

using bad_plugins::Cost;

namespace {

const std::string good_clip = TEST_DATA_DIR "/testpattern/bars.fgtp";

std::string environment(const std::string& kind) {
  return "FILMGATE_PLUGIN_PATH=" + quoted(bad_plugins::search_path_of(kind)) +
         " FILMGATE_WORKER_SILENCE_SECONDS=8 FILMGATE_WORKER_MEMORY_MEGABYTES=1024 FILMGATE_CONFIG= ";
}

std::string bytes_of(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

std::string folder_bytes(const std::string& folder) { // every frame, in the order of their names
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == ".exr") files.push_back(entry.path().string());
  std::sort(files.begin(), files.end());
  std::string out;
  for (const auto& file : files) out += bytes_of(file);
  return out;
}

std::string line_with(const std::string& text, const std::string& words) { // without the comma that may stand before it
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);)
    if (line.find(words) != std::string::npos) return line.substr(line.find("{\"schema\""));
  return "";
}

struct Beside { // a folder with a bad plugin's clip and a good one
  explicit Beside(const std::string& kind) {
    bad = folder.write("a." + kind, bad_plugins::clip_bytes());
    std::filesystem::copy_file(good_clip, folder / "bars.fgtp");
  }
  FolderOfItsOwn folder;
  std::string bad;
};

std::string good_record(const Said& said, const std::string& folder) {
  auto line = line_with(said.out, "\"name\":\"bars\"");
  for (size_t at; (at = line.find(folder)) != line.npos;) line.erase(at, folder.size());
  while (!line.empty() && line.back() != '}') line.pop_back();
  return line.substr(0, line.rfind("\"problems\"")); // what follows closes the list when the clip is the last one
}

void check_cost(Cost cost, const Said& said, const std::string& kind) {
  const bool named = (said.out + said.err).find(bad_plugins::id_of(kind)) != std::string::npos;
  INFO("exit " << said.exit << "\n" << said.err);
  if (cost == Cost::nothing) CHECK(said.exit == 0);
  if (cost == Cost::clip) CHECK(said.exit != 0);
  if (said.exit != 0) CHECK(named);
  CHECK(said.exit < 128); // the host itself goes on, whatever became of the worker
}

}  // namespace

TEST_CASE("inspecting a folder with a bad plugin's clip reads the good clip as if it was alone") {
  const Beside alone("well_behaved");
  const auto expected = good_record(run({FILMGATE_PROGRAM, "inspect", "--json", alone.folder.path()}, environment("well_behaved")), alone.folder.path());
  REQUIRE(expected.find("T001") != std::string::npos);
  for (const auto& kind : bad_plugins::kinds) {
    INFO(kind.name);
    const Beside beside(kind.name);
    const auto said = run({FILMGATE_PROGRAM, "inspect", "--json", beside.folder.path()}, environment(kind.name));
    check_cost(kind.inspect, said, kind.name);
    CHECK(good_record(said, beside.folder.path()) == expected);
  }
}

TEST_CASE("a plate of a bad plugin's clip fails by itself or is made, and the plugin is named") {
  for (const auto& kind : bad_plugins::kinds) {
    INFO(kind.name);
    const Beside beside(kind.name);
    const auto said = run({FILMGATE_PROGRAM, "plate", beside.bad, "--colourspace", "camera", "-o", beside.folder / "out"}, environment(kind.name));
    check_cost(kind.plate, said, kind.name);
    if (!std::filesystem::exists(beside.folder / "out")) continue;
    for (const auto& entry : std::filesystem::directory_iterator(beside.folder / "out")) {
      INFO(entry.path());
      CHECK(entry.path().extension() != ".part"); // nothing partial is left
      struct stat status {};
      REQUIRE(::stat(entry.path().c_str(), &status) == 0);
      CHECK((status.st_mode & S_IRUSR) != 0); // made with the user's umask and not the plugin's
    }
  }
}

TEST_CASE("the plate of a good clip has the same bytes whichever bad plugin is installed") {
  const FolderOfItsOwn out;
  const std::vector<std::string> plate{FILMGATE_PROGRAM, "plate", good_clip, "--frames", "0-0", "-o"};
  const auto made = [&](const std::string& kind) {
    auto words = plate;
    words.push_back(out / kind);
    const auto said = run(words, environment(kind));
    INFO(kind << ": " << said.err);
    CHECK(said.exit == 0);
    return folder_bytes(out / kind);
  };
  const auto expected = made("well_behaved");
  REQUIRE(!expected.empty());
  for (const char* kind : {"hangs_in_constructor", "aborts_in_constructor", "lacks_a_function", "extra_exports", "unresolved_symbol", "needs_lies", "claims_noise"})
    CHECK(made(kind) == expected);
}

TEST_CASE("a mode of the floating-point unit that a plugin left behind changes no pixel, and is told") {
  const auto pixels = [](const std::string& kind) {
    const Beside beside(kind);
    const auto said = run({FILMGATE_PROGRAM, "plate", beside.bad, "--colourspace", "camera", "--compression", "none", "-o", beside.folder / "out"}, environment(kind));
    if (kind != "well_behaved") CHECK(said.err.find("changed the floating-point mode") != std::string::npos);
    std::string out;
    for (const char* number : {"1001", "1002", "1003"}) {
      const auto bytes = bytes_of(beside.folder / (std::string("out/a.") + number + ".exr"));
      constexpr size_t tail = 32 * (8 + 32 * 3 * 2); // the uncompressed rows, behind a header that tells the plugin
      REQUIRE(bytes.size() > tail);
      out += bytes.substr(bytes.size() - tail);
    }
    return out;
  };
  const auto expected = pixels("well_behaved");
  CHECK(pixels("changes_rounding") == expected);
  CHECK(pixels("flushes_to_zero") == expected);
}

TEST_CASE("without a worker round it, what a plugin changed of the process is put back and told") {
  const Beside alone("well_behaved");
  const auto expected = good_record(run({FILMGATE_PROGRAM, "inspect", "--json", "--in-process", alone.folder.path()}, environment("well_behaved")), alone.folder.path());
  const std::pair<const char*, const char*> deeds[] = {
      {"changes_umask_in_constructor", "the umask"}, {"changes_umask", "the umask"}, {"changes_folder", "the current folder"}, {"changes_locale", "the locale"},
      {"ignores_signals", "what a signal does"},    {"sets_alarm", "a timer"},       {"blocks_signals", "the signals"},        {"changes_environment", "the environment"}};
  for (const auto& [kind, what] : deeds) {
    INFO(kind);
    const Beside beside(kind);
    const auto said = run({FILMGATE_PROGRAM, "inspect", "--json", "--in-process", beside.folder.path()}, environment(kind));
    CHECK(said.exit == 1);
    CHECK(said.out.find("plugin-misbehaved") != std::string::npos);
    CHECK(said.out.find(std::string("changed ") + what) != std::string::npos);
    CHECK(said.out.find(bad_plugins::id_of(kind)) != std::string::npos);
    CHECK(good_record(said, beside.folder.path()) == expected);
  }
}

TEST_CASE("a process that a plugin started does not keep the host waiting, and is ended with its worker") {
  const Beside beside("forks");
  const auto began = std::chrono::steady_clock::now();
  const auto said = run({FILMGATE_PROGRAM, "inspect", beside.folder.path()}, environment("forks") + "FILMGATE_TEST_MARK=forked_by_a_rogue ");
  CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds(20)); // it sleeps for 120
  CHECK(said.out.find("bars") != std::string::npos);
  CHECK(run({"sh", "-c", "cat /proc/[0-9]*/environ 2>/dev/null | tr '\\0' '\\n' | grep -q '^FILMGATE_TEST_MARK=forked_by_a_rogue$'"}).exit != 0);
}

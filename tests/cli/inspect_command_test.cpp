// SPDX-License-Identifier: Apache-2.0
#include "base/json.hpp"
#include "command_line.hpp"

#include <catch2/catch.hpp>

using Catch::Matchers::Contains;
using filmgate::Json;

namespace {
const std::string program = FILMGATE_PROGRAM;
const std::string bars = TEST_DATA_DIR "/testpattern/bars.fgtp";
Json parsed(const std::string& text) { return Json::parse(text).value(); }

// An installation with the reader of the test pattern and no other, so that formats stay unread whatever is built.
class OneReader {
 public:
  OneReader() {
    const std::filesystem::path built = std::filesystem::path(program).parent_path().parent_path();
    for (const std::string part : {"bin/filmgate", "bin/filmgate-worker", "share/filmgate", "lib/filmgate/plugins/org.filmgate.testpattern.fgplugin"}) {
      const std::filesystem::path to = folder_ / part;
      std::filesystem::create_directories(to.parent_path());
      std::filesystem::copy(built / part, to, std::filesystem::copy_options::recursive);
    }
  }
  [[nodiscard]] std::string filmgate() const { return folder_ / "bin/filmgate"; }

 private:
  FolderOfItsOwn folder_;
};

}  // namespace

TEST_CASE("inspect --json gives clips and unread files, in process and out of it") {
  const FolderOfItsOwn folder;
  std::filesystem::copy(bars, folder / "bars.fgtp");
  folder.write("card.braw", std::string("\0\0\0\x20wide", 8) + std::string(100, 'x'));
  const OneReader installation;
  for (const std::string where : {"", "--in-process"}) {
    auto words = std::vector<std::string>{installation.filmgate(), "inspect", "--json", folder.path()};
    if (!where.empty()) words.push_back(where);
    const auto said = run(words);
    CHECK(said.exit == 1);
    const auto json = parsed(said.out);
    REQUIRE(json["clips"].items().size() == 1);
    const auto& clip = json["clips"].items()[0];
    CHECK(clip["reader"]["id"].text() == "org.filmgate.testpattern");
    CHECK(clip["fields"]["timeCode"]["value"].text() == "01:00:00:00");
    CHECK(clip["fields"]["reelName"]["source"]["key"].text() == "testpattern.reel");
    CHECK_FALSE(clip["native"].items().empty());
    REQUIRE(json["unread"].items().size() == 1);
    CHECK(json["unread"].items()[0]["looksLike"].text() == "Blackmagic RAW");
    CHECK_THAT(json["unread"].items()[0]["why"].text(), Contains("not installed"));
  }
}

TEST_CASE("inspect --jsonl gives a line a clip, --csv a row a clip") {
  const FolderOfItsOwn folder;
  std::filesystem::copy(bars, folder / "a.fgtp");
  std::filesystem::copy(bars, folder / "b, \"quoted\".fgtp");
  const auto lines = run({program, "inspect", "--jsonl", folder.path()});
  CHECK(lines.exit == 0);
  CHECK(std::count(lines.out.begin(), lines.out.end(), '\n') == 2);
  const auto table = run({program, "inspect", "--csv", folder.path()});
  CHECK(table.exit == 0);
  CHECK(std::count(table.out.begin(), table.out.end(), '\n') == 3);
  CHECK_THAT(table.out, Contains("\"b, \"\"quoted\"\"\""));
}

TEST_CASE("per-frame values appear only when they are asked for") {
  CHECK(parsed(run({program, "inspect", "--json", bars}).out)["clips"].items()[0].find("frames") == nullptr);
}

TEST_CASE("what a clip's decoding can be told is listed when it is asked for, and other keys are refused by the plate") {
  const FolderOfItsOwn folder;
  const std::string chart = TEST_DATA_DIR "/dng/colorchart.dng";
  const auto said = Json::parse(run({program, "inspect", "--json", "--params", chart}).out).value()["clips"].items().at(0);
  const auto& parameters = said["parameters"].items();
  REQUIRE(!parameters.empty());
  for (const auto& parameter : parameters) {
    CAPTURE(parameter.dump());
    CHECK((!parameter["key"].text().empty() && !parameter["label"].text().empty() && !parameter["type"].text().empty()));
    CHECK(parameter.find("default") != nullptr);
  }
  CHECK(Json::parse(run({program, "inspect", "--json", chart}).out).value()["clips"].items().at(0).find("parameters") == nullptr);
  CHECK_THAT(run({program, "inspect", "--params", chart}).out, Contains("--set " + parameters.front()["key"].text()));
  const auto unknown = run({program, "plate", chart, "-o", folder / "out", "--set", "no_such_key=1"});
  CHECK(unknown.exit == 64);
  CHECK_THAT(unknown.err, Contains("no_such_key"));
}

TEST_CASE("a clip whose plugin crashes is in the answer beside the others") {
  const FolderOfItsOwn folder;
  folder.write("a.rogue", "ROGUE metadata crash");
  std::filesystem::copy(bars, folder / "b.fgtp");
  const auto said = run({program, "inspect", "--json", folder.path()}, "FILMGATE_PLUGIN_PATH=" + quoted(ROGUE_DIR));
  CHECK(said.exit == 1);
  const auto json = parsed(said.out);
  CHECK(json["clips"].items().size() == 1);
  REQUIRE(json["unread"].items().size() == 1);
  CHECK_THAT(json["unread"].items()[0]["why"].text(), Contains("SIGSEGV") && Contains("org.filmgate.rogue.reader"));
  CHECK_THAT(said.err, Contains("SIGSEGV"));
}

TEST_CASE("a reader that is not installed is named when it is asked for") {
  const auto said = run({program, "inspect", "--reader", "org.nobody", bars});
  CHECK(said.exit == 1);
  CHECK_THAT(said.out, Contains("org.nobody"));
}

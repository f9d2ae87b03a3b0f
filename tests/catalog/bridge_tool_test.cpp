// SPDX-License-Identifier: Apache-2.0
#include "catalog/bridge_tool.hpp"

#include <catch2/catch.hpp>

#include "elsewhere.hpp"

using namespace filmgate;

namespace {

constexpr const char* sound = "[bridge.cut]\ncommand = \"/opt/v/cut\"\nseconds = 5\noutput_megabytes = 6\nruns = 7\n"
                              "[bridge.cut.operations]\nversion = [\"--version\"]\nexport = [\"export\", \"--in={input}\", \"{scratch}/{frame}.x\"]\n";

std::string wrong_with(const std::string& text) {
  Elsewhere at;
  at.folder.write("home/filmgate/config.toml", text);
  const auto settings = Settings::load(at.installation);
  if (!settings) return settings.error().message;
  const auto tools = read_bridge_tools(*settings);
  return tools ? "" : tools.error().message;
}

}  // namespace

TEST_CASE("a tool is read with its limits, and its operations with what takes whose place") {
  Elsewhere at;
  at.folder.write("home/filmgate/config.toml", sound);
  const auto tools = read_bridge_tools(Settings::load(at.installation).value()).value();
  REQUIRE(tools.size() == 1);
  const auto& tool = tools.at("cut");
  CHECK(tool.command == Path("/opt/v/cut"));
  CHECK((tool.seconds == 5 && tool.output_megabytes == 6 && tool.runs == 7));
  REQUIRE(tool.operations.at("export").size() == 3);
  const auto& input = tool.operations.at("export")[1];
  REQUIRE(input.size() == 2);
  CHECK((!input[0].placeholder && input[0].text == "--in=" && input[1].placeholder && input[1].text == "input"));
  CHECK(tool.operations.at("export")[2].size() == 4);
}

TEST_CASE("what a tool lacks or has wrong is an error with its place") {
  const std::string file = "config.toml:";
  const std::vector<std::pair<std::string, std::string>> all{
      {"[bridge.a]\ncommand = \"tool\"\n", "2: bridge.a.command: an absolute path"},
      {"[bridge.a]\ncommand = [\"/x\"]\n", "2: bridge.a.command: an absolute path"},
      {"[bridge.a]\nseconds = 0\n", "2: bridge.a.seconds: a whole number from 1"},
      {"[bridge.a]\nruns = \"many\"\n", "2: bridge.a.runs: a whole number from 1"},
      {"[bridge.a]\ncomand = \"/x\"\n", "2: unknown setting 'bridge.a.comand'; 'bridge.a.command' is meant?"},
      {"[bridge.A]\ncommand = \"/x\"\n", "bridge.A.command: write [bridge.NAME]"},
      {"[bridge.a]\ncommand = \"/x\"\n", "bridge.a: has no operation"},
      {"[bridge.a.operations]\nx = [\"y\"]\n", "bridge.a: has no command"},
      {"[bridge.a.operations]\nx = \"y z\"\n", "2: bridge.a.operations.x: a list of texts"},
      {"[bridge.a.operations]\nx = [\"{inptu}\"]\n", "{inptu} is unknown"},
      {"[bridge.a.operations]\nx = [\"{input\"]\n", "a brace is not closed"},
      {"[bridge.a.operations]\nx = [\"input}\"]\n", "a brace is not closed"},
      {"[bridge.a.operations]\nversion = [\"{input}\"]\n", "it takes no {input}"},
      {"[bridge]\na = 1\n", "unknown setting 'bridge.a'"},
  };
  CHECK(wrong_with(sound).empty());
  for (const auto& [text, words] : all) {
    INFO(text << wrong_with(text));
    CHECK(wrong_with(text).find(words) != std::string::npos);
  }
}

TEST_CASE("a file that may have come with a card can not name a tool") {
  Elsewhere at;
  at.folder.write("project/.filmgate.toml", sound);
  const auto settings = Settings::load(at.installation);
  REQUIRE_FALSE(settings);
  CHECK(settings.error().message.find(".filmgate.toml:2: bridge.cut.command") != std::string::npos);
}

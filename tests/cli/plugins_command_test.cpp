// SPDX-License-Identifier: Apache-2.0
#include "base/json.hpp"
#include "command_line.hpp"

#include <catch2/catch.hpp>

using Catch::Matchers::Contains;
using filmgate::Json;

namespace {

const std::string program = FILMGATE_PROGRAM;

const Json& entry(const Json& listing, const std::string& id) {
  for (const auto& plugin : listing["plugins"].items())
    if (plugin["id"].text() == id) return plugin;
  static const Json none;
  return none;
}

}  // namespace

TEST_CASE("plugins list --json says which plugins work, and why others do not") {
  const auto said = run({program, "plugins", "list", "--json"}, "FILMGATE_PLUGIN_PATH=" + quoted(ROGUE_DIR));
  CHECK(said.exit == 1); // some are refused
  const auto listing = Json::parse(said.out).value();
  CHECK(entry(listing, "org.filmgate.testpattern")["state"].text() == "ready");
  CHECK(entry(listing, "org.filmgate.testpattern")["why"].text().empty());
  const auto& wrong = entry(listing, "org.filmgate.rogue.wrong_major");
  CHECK(wrong["state"].text() == "refused");
  CHECK_THAT(wrong["why"].text(), Contains("2.0") && Contains("1.0"));
  CHECK(entry(listing, "org.filmgate.rogue.no_library")["state"].text() == "refused");
}

TEST_CASE("a bundle dropped into the search path is read by the next run") {
  const FolderOfItsOwn plugins, media;
  const auto clip = media.write("a.rogue", "ROGUE nowhere nothing");
  const auto environment = "FILMGATE_PLUGIN_PATH=" + quoted(plugins.path());
  CHECK(run({program, "inspect", clip}, environment).exit == 1);
  std::filesystem::copy(std::string(ROGUE_DIR) + "/org.filmgate.rogue.reader.fgplugin", plugins / "org.filmgate.rogue.reader.fgplugin",
                        std::filesystem::copy_options::recursive);
  CHECK(run({program, "inspect", clip}, environment).exit == 0);
}

TEST_CASE("plugins info names the parameters with types, limits and choices") {
  const auto said = run({program, "plugins", "info", "org.filmgate.develop"});
  CHECK(said.exit == 0);
  CHECK_THAT(said.out, Contains("demosaic") && Contains("hq") && Contains("exposure") && Contains("-20"));
  CHECK(run({program, "plugins", "info", "org.nobody"}).exit == 69);
}

TEST_CASE("plugins rescan says where was searched") {
  CHECK_THAT(run({program, "plugins", "rescan"}, "FILMGATE_PLUGIN_PATH=/some/place").err, Contains("/some/place"));
}

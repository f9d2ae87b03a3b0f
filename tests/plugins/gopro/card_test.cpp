// SPDX-License-Identifier: Apache-2.0
//
// A card and a plate, through the program.
#include "base/json.hpp"
#include "command_line.hpp"
#include "gpr_file.hpp"

#include <catch2/catch.hpp>

#include <set>

namespace {

constexpr const char* environment = "env FILMGATE_PLUGIN_PATH=" TEST_BUNDLE_DIR;

std::string text_of(const gpr::Bytes& bytes) { return {bytes.begin(), bytes.end()}; }

}  // namespace

TEST_CASE("on a card each group of a burst or time lapse is a clip, and each still shot singly") {
  const FolderOfItsOwn folder;
  const auto still = text_of(gpr::document(gpr::smooth()).write());
  for (const char* name : {"G0010021", "G0010022", "G0010023", "G0020024", "G0020025", "GOPR0026", "GOPR0027"})
    folder.write("DCIM/100GOPRO/" + std::string(name) + ".GPR", still);
  const auto said = run({FILMGATE_PROGRAM, "inspect", "--json", folder.path()}, environment);
  INFO(said.err);
  CHECK(said.exit == 0);
  const auto told = filmgate::Json::parse(said.out);
  REQUIRE(told.has_value());
  std::set<std::string> clips;
  for (const auto& one : (*told)["clips"].items())
    clips.insert(one["fields"]["clipName"]["value"].text() + ":" + std::to_string(one["fields"]["frameCount"]["value"].integer()));
  CHECK(clips == std::set<std::string>{"G001:3", "G002:2", "GOPR0026:1", "GOPR0027:1"});
}

TEST_CASE("a GPR makes a plate in ACES2065-1") {
  const FolderOfItsOwn folder;
  const auto said = run({FILMGATE_PROGRAM, "plate", gpr::data("rggb14.GPR"), "-o", folder / "plates"}, environment);
  INFO(said.err);
  CHECK(said.exit == 0);
  CHECK(said.out.find("394 x 306, aces2065-1") != said.out.npos);
  CHECK(std::filesystem::exists(folder / "plates/rggb14.1001.exr"));
}

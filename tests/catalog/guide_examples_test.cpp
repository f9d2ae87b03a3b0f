// SPDX-License-Identifier: Apache-2.0
//
// The manifest's tables as the guide and the template show them are ones that the host reads.
#include "make_bundle.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using namespace filmgate;

namespace {

const std::filesystem::path sdk = std::filesystem::path(CONFIG_DIR).parent_path() / "sdk";

std::string text_of(const std::filesystem::path& file) {
  std::ostringstream out;
  out << std::ifstream(file).rdbuf();
  return out.str();
}

std::vector<std::string> toml_blocks(const std::string& page) {
  const auto text = text_of(sdk / "guide" / page);
  std::vector<std::string> out;
  for (size_t at = text.find("```toml\n"); at != text.npos; at = text.find("```toml\n", at)) {
    at += 8;
    out.push_back(text.substr(at, text.find("```", at) - at));
  }
  return out;
}

Bundle bundle_with(const std::string& tables) {
  const FolderOfItsOwn folder;
  auto bundle = read_bundle(make_bundle(folder, "a.fgplugin", good_manifest("a", tables)));
  if (!bundle) FAIL(bundle.error().message);
  return std::move(*bundle);
}

}  // namespace

TEST_CASE("the guide's example of an encoding and of a card are read as they stand") {
  REQUIRE(toml_blocks("colour.md").size() == 1);
  CHECK(bundle_with(toml_blocks("colour.md")[0]).encodings.size() == 1);
  REQUIRE(toml_blocks("metadata.md").size() == 1);
  const auto card = bundle_with(toml_blocks("metadata.md")[0]);
  REQUIRE(card.rolls.size() == 1);
  CHECK(card.rolls[0].reel_of("EXC001.CARD/CLIPS/a.exc") == "EXC001");
}

TEST_CASE("every form of curve that the guide lists is known, and every known one is listed") {
  const auto text = text_of(sdk / "guide/colour.md");
  const auto at = text.find("| form |");
  const auto table = text.substr(at, text.find("\n\n", at) - at);
  const FolderOfItsOwn folder;
  const auto refused = read_bundle(make_bundle(folder, "a.fgplugin", good_manifest("a", "[[encoding]]\nname = \"a\"\ndescription = \"a\"\ncurve = { form = \"x\" }\n")));
  REQUIRE_FALSE(refused);
  std::string known = refused.error().message.substr(refused.error().message.find("known are ") + 10);
  size_t forms = 0;
  for (std::istringstream in(known); std::getline(in, known, ',');) {
    const auto form = known.substr(known.find_first_not_of(' '));
    CAPTURE(form);
    CHECK(table.find("| `" + form + "` |") != table.npos);
    ++forms;
  }
  CHECK(static_cast<size_t>(std::count(table.begin(), table.end(), '\n')) == forms + 1);
}

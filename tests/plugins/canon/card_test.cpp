// SPDX-License-Identifier: Apache-2.0
//
// A card of a Cinema EOS camera, through the program: its layout is data of the bundle.
#include "base/json.hpp"
#include "canon_writer.hpp"
#include "command_line.hpp"

#include <catch2/catch.hpp>

TEST_CASE("clips of a Cinema EOS card know card and reel") {
  const FolderOfItsOwn folder;
  const auto clip = canon_test::File{.cinema = true, .frames = 2, .pictures = {canon_test::picture(64, 48)}}.write();
  folder.write("A003/CONTENTS/CLIPS001/A003C013_170923CU_CANON.CRM", clip);
  folder.write("A003/CONTENTS/CLIPS002/A003C014_170923CU_CANON.CRM", clip);
  const auto said = run({FILMGATE_PROGRAM, "inspect", "--json", folder.path()}, "env FILMGATE_PLUGIN_PATH=" TEST_BUNDLE_DIR);
  CHECK(said.exit == 0);
  const auto told = filmgate::Json::parse(said.out);
  REQUIRE(told.has_value());
  REQUIRE((*told)["clips"].items().size() == 2);
  for (const auto& one : (*told)["clips"].items()) {
    CHECK(one["roll"]["layout"].text() == "Canon Cinema EOS card");
    CHECK(one["roll"]["folder"].text() == "CONTENTS");
    CHECK(one["fields"]["reelName"]["value"].text() == "A003");
  }
}

// SPDX-License-Identifier: Apache-2.0
#include "catalog/choice.hpp"

#include <catch2/catch.hpp>

#include "make_bundle.hpp"

using namespace filmgate;

namespace {
Catalog four_readers(const FolderOfItsOwn& folder) {
  make_bundle(folder, "1.fgplugin", good_manifest("d.both", "[[reader]]\nid = \"r\"\nextensions = [\"mxf\"]\nmagic = [{ offset = 0, hex = \"4142\" }]\n"));
  make_bundle(folder, "2.fgplugin", good_manifest("c.extension", "[[reader]]\nid = \"r\"\nextensions = [\"mxf\"]\n"));
  make_bundle(folder, "3.fgplugin", good_manifest("b.magic", "[[reader]]\nid = \"r\"\nmagic = [{ offset = 0, hex = \"4142\" }]\n"));
  make_bundle(folder, "4.fgplugin", good_manifest("a.both", "[[reader]]\nid = \"r\"\nextensions = [\"mxf\"]\nmagic = [{ offset = 1, hex = \"42\" }]\n"));
  return scan_bundles({Path(folder.path())});
}
std::string order(const std::vector<ReaderChoice>& choices) {
  std::string out;
  for (const auto& choice : choices) out += choice.bundle->id + ":" + std::to_string(choice.rank) + " ";
  return out;
}
}  // namespace

TEST_CASE("content and name beat content, and content beats the name; ties go by id") {
  const FolderOfItsOwn folder;
  const auto catalog = four_readers(folder);
  REQUIRE(catalog.bundles.size() == 4);
  CHECK(order(rank_readers(catalog, "ABC", Path("/x/clip.MXF"))) == "a.both:3 d.both:3 b.magic:2 c.extension:1 ");
  CHECK(order(rank_readers(catalog, "ABC", Path("clip.mov"))) == "a.both:2 b.magic:2 d.both:2 ");
  CHECK(order(rank_readers(catalog, "zzz", Path("clip.mxf"))) == "a.both:1 c.extension:1 d.both:1 ");
  CHECK(rank_readers(catalog, "zzz", Path("clip.mov")).empty());
  CHECK(order(rank_readers(catalog, "", Path("clip.mxf"))) == "a.both:1 c.extension:1 d.both:1 ");
}

TEST_CASE("extensions are compared without regard to case") {
  CHECK(has_extension({"ari"}, Path("A.ARI")));
  CHECK_FALSE(has_extension({"ari"}, Path("ari")));
  CHECK_FALSE(has_extension({"ari"}, Path(".ari")));
}

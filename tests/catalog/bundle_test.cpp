// SPDX-License-Identifier: Apache-2.0
#include "make_bundle.hpp"

#include <catch2/catch.hpp>

using namespace filmgate;

namespace {
std::string refusal(const std::string& manifest) {
  const FolderOfItsOwn folder;
  const auto bundle = read_bundle(make_bundle(folder, "a.fgplugin", manifest));
  REQUIRE_FALSE(bundle);
  CHECK(bundle.error().message.find("a.fgplugin/manifest.toml") != std::string::npos);
  return bundle.error().message;
}
bool says(const std::string& text, const std::string& part) {
  CAPTURE(text, part);
  CHECK(text.find(part) != std::string::npos);
  return true;
}
}  // namespace

TEST_CASE("a good manifest gives a bundle with all that it states") {
  const FolderOfItsOwn folder;
  const auto bundle = read_bundle(make_bundle(folder, "a.fgplugin", good_manifest("com.house.a", R"(description = "reads a"
[[reader]]
id = "a"
formats = ["Format A"]
extensions = ["aaa", "aab"]
magic = [{ offset = 4, hex = "52 45 44 31", mask = "ffffff00" }]
sequence = true
sidecars = ["{stem}.xml"]
capabilities = ["inspect", "decode"]
[[metadata]]
id = "a"
normalises = ["a."]
[[transform]]
id = "grade"
role = "look"
)")));
  REQUIRE(bundle);
  CHECK(bundle->id == "com.house.a");
  CHECK(bundle->version == "1.2.3");
  CHECK(bundle->library == bundle->folder / "x.so");
  CHECK((bundle->abi_major == 1 && bundle->abi_minor == 0));
  REQUIRE(bundle->readers.size() == 1);
  CHECK(bundle->readers[0].extensions == std::vector<std::string>{"aaa", "aab"});
  CHECK(bundle->readers[0].sequence);
  REQUIRE(bundle->readers[0].magic.size() == 1);
  CHECK(bundle->readers[0].magic[0].bytes == "RED1");
  CHECK(bundle->metadata.at(0).normalises == std::vector<std::string>{"a."});
  CHECK(bundle->transforms.at(0).role == "look");
}

TEST_CASE("an unknown key is refused with its line and the nearest name") {
  says(refusal(good_manifest("a", "licens = \"x\"\n")), "manifest.toml:7: licens: unknown key; 'licence' is meant?");
  says(refusal(good_manifest("a", "[[reader]]\nid = \"a\"\nextension = [\"a\"]\n")), "manifest.toml:9: reader.0.extension: unknown key; 'extensions' is meant?");
  says(refusal(good_manifest("a", "[[transform]]\nid = \"a\"\nzzzzzz = 1\n")), "transform.0.zzzzzz: unknown key");
}

TEST_CASE("a bundle for another ABI is refused naming both versions") {
  const auto with_abi = [](const std::string& abi) { return "abi = " + abi + "\nmanifest = 1\nid = \"a\"\nversion = \"1\"\nlicence = \"x\"\nlibrary = \"x.so\"\n"; };
  says(refusal(with_abi("[2, 0]")), "built for ABI 2.0, this host offers 1.0");
  says(refusal(with_abi("[1, 7]")), "built for ABI 1.7, this host offers 1.0");
  says(refusal(with_abi("[0, 9]")), "built for ABI 0.9");
  for (const char* wrong : {"1", "\"1.0\"", "[1]", "[1, 0, 0]", "[1.0, 0]"}) says(refusal(with_abi(wrong)), "write abi = [1, 0]");
  says(refusal(with_abi("[1, -1]")), "abi");
  says(refusal(with_abi("[4294967297, 0]")), "abi");
}

TEST_CASE("an expression of segments is compiled when the manifest is read, and refused with its line") {
  const auto with = [](const std::string& segments) { return good_manifest("a", "[[reader]]\nid = \"a\"\nextensions = [\"a\"]\nsegments = " + segments + "\n"); };
  says(refusal(with("'(.+)_(\\d'")), "manifest.toml:10: reader.0.segments: is no regular expression");
  says(refusal(with("'(.+)_\\d+'")), "reader.0.segments: needs 2 groups");
  says(refusal(with("'" + std::string(50'000, '(') + std::string(50'000, ')') + "'")), "reader.0.segments: is too long");
  says(refusal(with("3")), "reader.0.segments: a text is wanted");
  says(refusal(with("''")), "reader.0.segments: a text is wanted");
  const FolderOfItsOwn folder;
  const auto bundle = read_bundle(make_bundle(folder, "a.fgplugin", with("'(.+)_(\\d{3})\\.a'")));
  REQUIRE(bundle);
  CHECK(bundle->readers.at(0).segments->match("one_002.A") == Expression::Groups{"one", "002"});
}

TEST_CASE("a sequence may say by an expression which numbers count its frames") {
  const FolderOfItsOwn folder;
  const auto bundle = read_bundle(make_bundle(folder, "a.fgplugin",
      good_manifest("a", "[[reader]]\nid = \"a\"\nextensions = [\"a\"]\nsequence = '(G\\d{3})(\\d{4})\\.a'\n")));
  REQUIRE(bundle);
  CHECK(bundle->readers.at(0).sequence);
  CHECK(bundle->readers.at(0).frames->match("g0010042.A") == Expression::Groups{"g001", "0042"});
}

TEST_CASE("a manifest that lacks something is refused by its name") {
  for (const char* key : {"id", "version", "licence", "library", "manifest"}) {
    std::string manifest = good_manifest("a");
    manifest[manifest.find(std::string(key) + " =")] = '#';
    says(refusal(manifest), std::string(": ") + key);
  }
  says(refusal(good_manifest("a", "[[reader]]\nid = \"a\"\n")), "needs extensions or magic");
  says(refusal(good_manifest("a", "[[reader]]\nextensions = [\"a\"]\n")), "reader.0.id: a text is wanted");
  says(refusal(good_manifest("a", "[[reader]]\nid = \"a\"\nextensions = \"a\"\n")), "a list of texts is wanted");
  says(refusal(good_manifest("a", "[[reader]]\nid = \"a\"\nmagic = [{ offset = 0, hex = \"zz\" }]\n")), "not hexadecimal");
  says(refusal(good_manifest("a", "reader = 5\n")), "reader");
  says(refusal(good_manifest("a", "[[metadata]]\nid = \"a\"\nbeside = [\"a.toml\"]\n")), "metadata.0.beside: 'a.toml' is no name with {stem}");
  says(refusal(good_manifest("a", "[[metadata]]\nid = \"a\"\nbeside = [\"../{stem}.toml\"]\n")), "metadata.0.beside");
  says(refusal(good_manifest("a", "[[reader]]\nid = \"a\"\nextensions = [\"a\"]\nsequence = \"yes\"\n")), "reader.0.sequence: needs 2 groups");
  says(refusal(good_manifest("a", "[[reader]]\nid = \"a\"\nextensions = [\"a\"]\nsequence = 1\n")), "reader.0.sequence: true, false or an expression");
}

TEST_CASE("a bundle is strict until its manifest asks for paths") {
  const FolderOfItsOwn folder;
  const auto tier = [&](const std::string& more) { return read_bundle(make_bundle(folder, "a.fgplugin", good_manifest("a", more))).value().tier; };
  CHECK(tier("") == Tier::strict);
  CHECK(tier("[runtime]\ntier = \"strict\"\n") == Tier::strict);
  CHECK(tier("[runtime]\ntier = \"paths\"\n") == Tier::paths);
  says(refusal(good_manifest("a", "[runtime]\ntier = \"none\"\n")), "manifest.toml:8: runtime.tier: 'none' is no tier");
  says(refusal(good_manifest("a", "[runtime]\ntear = \"strict\"\n")), "'tier' is meant?");
  says(refusal(good_manifest("a", "runtime = 1\n")), "write [runtime]");
}

TEST_CASE("a bundle of the tier bridge names its tool, and no other does") {
  const FolderOfItsOwn folder;
  const auto bundle = read_bundle(make_bundle(folder, "a.fgplugin", good_manifest("a", "[runtime]\ntier = \"bridge\"\nbridge = \"cut\"\n"))).value();
  CHECK(bundle.tier == Tier::bridge);
  CHECK(bundle.bridge == "cut");
  says(refusal(good_manifest("a", "[runtime]\ntier = \"bridge\"\n")), "runtime.bridge: the tier bridge needs the name of its tool");
  says(refusal(good_manifest("a", "[runtime]\ntier = \"bridge\"\nbridge = \"/bin/sh\"\n")), "runtime.bridge");
  says(refusal(good_manifest("a", "[runtime]\ntier = \"strict\"\nbridge = \"cut\"\n")), "only the tier \"bridge\" has one");
}

TEST_CASE("the library must lie in the bundle") {
  auto manifest = good_manifest("a");
  manifest.replace(manifest.find("x.so"), 4, "../x.so");
  says(refusal(manifest), "a file of the bundle itself");
  const FolderOfItsOwn folder;
  folder.write("a.fgplugin/manifest.toml", good_manifest("a"));
  const auto bundle = read_bundle(Path(folder / "a.fgplugin"));
  REQUIRE_FALSE(bundle);
  says(bundle.error().message, "'x.so' is not in the bundle");
}

TEST_CASE("the first bundle of an id wins, and the later one is told to be shadowed") {
  const FolderOfItsOwn own, common;
  make_bundle(own, "z.fgplugin", good_manifest("com.house.a"));
  make_bundle(common, "a.fgplugin", good_manifest("com.house.a"));
  make_bundle(common, "b.fgplugin", good_manifest("com.house.b"));
  const auto catalog = scan_bundles({Path(own.path()), Path("/nonexistent"), Path(common.path())});
  REQUIRE(catalog.bundles.size() == 2);
  CHECK(catalog.bundles[0].folder == Path(own / "z.fgplugin"));
  CHECK(catalog.bundles[1].id == "com.house.b");
  REQUIRE(catalog.refused.size() == 1);
  CHECK(catalog.refused[0].folder == Path(common / "a.fgplugin"));
  CHECK(catalog.refused[0].why == "shadowed by " + own / "z.fgplugin");
}

TEST_CASE("a broken bundle hides no other, and what is no bundle is passed over") {
  const FolderOfItsOwn folder;
  make_bundle(folder, "a.fgplugin", "this is no TOML");
  make_bundle(folder, "b.fgplugin", good_manifest("com.house.b"));
  folder.write("c.fgplugin/notes.txt", "no manifest");
  folder.write("d.fgplugin", "a file");
  folder.write("README", "x");
  make_bundle(folder, "not_a_bundle", good_manifest("com.house.c"));
  const auto catalog = scan_bundles({Path(folder.path())});
  CHECK(catalog.bundles.size() == 1);
  CHECK(catalog.find("com.house.b") != nullptr);
  CHECK(catalog.find("com.house.c") == nullptr);
  CHECK(catalog.refused.size() == 3);
}

TEST_CASE("a transform is found by its role") {
  const FolderOfItsOwn folder;
  make_bundle(folder, "a.fgplugin", good_manifest("com.house.a", "[[transform]]\nid = \"x\"\nrole = \"develop\"\n"));
  const auto catalog = scan_bundles({Path(folder.path())});
  const auto [bundle, transform] = catalog.transform_for("develop");
  REQUIRE(bundle);
  CHECK(transform->id == "x");
  CHECK(catalog.transform_for("reframe").first == nullptr);
}

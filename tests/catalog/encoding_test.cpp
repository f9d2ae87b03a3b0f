// SPDX-License-Identifier: Apache-2.0
#include "make_bundle.hpp"

#include <catch2/catch.hpp>

using namespace filmgate;
using Catch::Matchers::Contains;

namespace {

const std::string camera_log = R"([[encoding]]
name = "com.house.log"
description = "the house's log"
curve = { form = "camera-log", base = 10, log_slope = 0.25, log_offset = 0.4, lin_slope = 5, lin_offset = 0.05, lin_break = 0.01 }
matrix = [0.7, 0.2, 0.1, 0.05, 0.9, 0.05, -0.01, 0.11, 0.9]
)";

std::string encoding(const std::string& rest) { return "[[encoding]]\nname = \"a\"\ndescription = \"a\"\n" + rest; }

std::string refusal(const std::string& tables) {
  const FolderOfItsOwn folder;
  folder.write("a.fgplugin/good.clf", "");
  folder.write("a.fgplugin/look.cube", "");
  const auto bundle = read_bundle(make_bundle(folder, "a.fgplugin", good_manifest("a", tables)));
  REQUIRE_FALSE(bundle);
  return bundle.error().message;
}

const TypedValue* parameter(const Encoding& encoding, const std::string& key) {
  for (const auto& [name, value] : encoding.parameters)
    if (name == key) return &value;
  return nullptr;
}

Result<Encodings> gather(const FolderOfItsOwn& folder, const std::string& own) {
  return Encodings::gather(Path(folder.write("encodings.toml", own)), scan_bundles({Path(folder.path())}));
}

}  // namespace

TEST_CASE("a curve and a matrix become what the transform with role input is told") {
  const FolderOfItsOwn folder;
  const auto bundle = read_bundle(make_bundle(folder, "a.fgplugin", good_manifest("com.house.a", camera_log)));
  REQUIRE(bundle);
  REQUIRE(bundle->encodings.size() == 1);
  const auto& one = bundle->encodings[0];
  CHECK(one.name == "com.house.log");
  CHECK(one.role == "input");
  CHECK(one.origin() == "com.house.a 1.2.3");
  CHECK(one.line == 7);
  REQUIRE(parameter(one, "curve"));
  CHECK(parameter(one, "curve")->value.text() == "camera-log");
  CHECK(parameter(one, "lin_break")->value.number() == 0.01);
  CHECK(parameter(one, "linear_slope") == nullptr);
  CHECK(parameter(one, "matrix")->type == "reals");
  CHECK(parameter(one, "matrix")->value.items().size() == 9);
  for (const auto& [key, value] : one.parameters) CHECK(belongs_to_definition(key));
  CHECK_FALSE(belongs_to_definition("exposure"));
}

TEST_CASE("primaries are written as three points and told as six numbers") {
  const FolderOfItsOwn folder;
  const auto bundle = read_bundle(make_bundle(folder, "a.fgplugin", good_manifest("a", encoding(
      "curve = { form = \"table\", values = [0, 0.5, 2] }\nprimaries = [[0.64, 0.33], [0.3, 0.6], [0.15, 0.06]]\nwhite = [0.3127, 0.329]\nadaptation = \"cat02\"\n"))));
  REQUIRE(bundle);
  const auto& one = bundle->encodings[0];
  CHECK(parameter(one, "primaries")->value.items().size() == 6);
  CHECK(parameter(one, "white")->value.items().size() == 2);
  CHECK(parameter(one, "adaptation")->value.text() == "cat02");
  CHECK(parameter(one, "values")->value.items().size() == 3);
}

TEST_CASE("a CLF file of the bundle becomes what the transform with role clf is told") {
  const FolderOfItsOwn folder;
  folder.write("a.fgplugin/luts/house.clf", "");
  const auto bundle = read_bundle(make_bundle(folder, "a.fgplugin", good_manifest("a", encoding("clf = \"luts/house.clf\"\n"))));
  REQUIRE(bundle);
  CHECK(bundle->encodings[0].role == "clf");
  CHECK(bundle->encodings[0].clf == bundle->folder / "luts/house.clf");
  CHECK(parameter(bundle->encodings[0], "file")->value.text() == (bundle->folder / "luts/house.clf").bytes());
}

TEST_CASE("a definition that can not be used is refused with its line and what would be right") {
  CHECK_THAT(refusal("[[encoding]]\ndescription = \"a\"\ncurve = { form = \"linear\" }\n"), Contains("manifest.toml:7: encoding.0.name"));
  CHECK_THAT(refusal("[[encoding]]\nname = \"a\"\ncurve = { form = \"linear\" }\n"), Contains("encoding.0.description"));
  CHECK_THAT(refusal(encoding("")), Contains("manifest.toml:7: encoding.0.curve: write curve"));
  CHECK_THAT(refusal(encoding("curve = { form = \"logg\" }\n")), Contains("manifest.toml:10: encoding.0.curve.form") && Contains("camera-log"));
  CHECK_THAT(refusal(encoding("curve = { form = \"power\" }\n")), Contains("encoding.0.curve.gamma: a number is wanted"));
  CHECK_THAT(refusal(encoding("curve = { form = \"power\", gamma = 2.4, offset = 1 }\n")), Contains("encoding.0.curve.offset: unknown key"));
  CHECK_THAT(refusal(encoding("curve = { form = \"power\", gamma = nan }\n")), Contains("a number is wanted"));
  CHECK_THAT(refusal(encoding("curve = { form = \"table\", values = [1] }\n")), Contains("2 to 65536 values"));
  CHECK_THAT(refusal(encoding("curve = { form = \"linear\" }\nmatrix = [1, 0, 0]\n")), Contains("manifest.toml:11: encoding.0.matrix: 9 numbers are wanted, 3 are given"));
  CHECK_THAT(refusal(encoding("curve = { form = \"linear\" }\nmatrix = [1,0,0,0,1,0,0,0,\"x\"]\n")), Contains("a list of numbers"));
  CHECK_THAT(refusal(encoding("curve = { form = \"linear\" }\nmatrix = [1,0,0,0,1,0,0,0,1]\nwhite = [0.3, 0.3]\n")), Contains("not both"));
  CHECK_THAT(refusal(encoding("curve = { form = \"linear\" }\nwhite = [0.3, 0.3]\n")), Contains("encoding.0.primaries"));
  CHECK_THAT(refusal(encoding("curve = { form = \"linear\" }\nprimaries = [1,2,3,4,5,6]\nwhite = [0.3, 0.3]\nadaptation = \"bradfort\"\n")), Contains("none, bradford, cat02"));
  CHECK_THAT(refusal(encoding("clf = \"good.clf\"\nmatrix = [1]\n")), Contains("the CLF file says all"));
  CHECK_THAT(refusal(encoding("clf = \"missing.clf\"\n")), Contains("'missing.clf' is not there"));
  CHECK_THAT(refusal(encoding("clf = \"look.cube\"\n")), Contains("ends in .clf"));
  for (const char* outside : {"../good.clf", "/good.clf", "a/../../good.clf", ""}) CHECK_THAT(refusal(encoding("clf = \"" + std::string(outside) + "\"\n")), Contains("encoding.0.clf"));
  CHECK_THAT(refusal("encoding = 5\n"), Contains("write [[encoding]]"));
  CHECK_THAT(refusal("encoding = [5]\n"), Contains("write [[encoding]]"));
}

TEST_CASE("the first definition of a name holds, and one that differs is told with both places") {
  const FolderOfItsOwn folder;
  make_bundle(folder, "a.fgplugin", good_manifest("com.house.a", camera_log));
  make_bundle(folder, "b.fgplugin", good_manifest("com.house.b", camera_log)); // the same: no clash
  make_bundle(folder, "c.fgplugin", good_manifest("com.house.c", "[[encoding]]\nname = \"com.house.log\"\ndescription = \"other\"\ncurve = { form = \"linear\" }\n"));
  make_bundle(folder, "d.fgplugin", good_manifest("com.house.d", "[[encoding]]\nname = \"own\"\ndescription = \"stolen\"\ncurve = { form = \"linear\" }\n"));
  const auto all = gather(folder, "[[encoding]]\nname = \"own\"\ndescription = \"the host's\"\ncurve = { form = \"power\", gamma = 2 }\n");
  REQUIRE(all);
  REQUIRE(all->find("com.house.log"));
  CHECK(all->find("com.house.log")->bundle == "com.house.a");
  CHECK(all->find("own")->bundle.empty());
  CHECK(all->find("own")->origin() == "encodings.toml");
  REQUIRE(all->clashes().size() == 2);
  CHECK_THAT(all->clashes()[0].message, Contains("a.fgplugin/manifest.toml:7") && Contains("c.fgplugin/manifest.toml:7"));
  CHECK_THAT(all->clashes()[1].message, Contains("encodings.toml:1") && Contains("d.fgplugin"));
}

TEST_CASE("an unknown encoding is refused with all that are known, and none is guessed") {
  const FolderOfItsOwn folder;
  make_bundle(folder, "a.fgplugin", good_manifest("com.house.a", camera_log));
  const auto all = gather(folder, "[[encoding]]\nname = \"own\"\ndescription = \"x\"\ncurve = { form = \"linear\" }\n");
  REQUIRE(all);
  const auto unknown = all->need("com.house.logg", "reader x");
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().trouble == Trouble::unavailable);
  CHECK_THAT(unknown.error().message, Contains("'com.house.logg'") && Contains("own, com.house.log"));
  CHECK_THAT(all->need("", "reader x").error().message, Contains("nothing is guessed"));
  CHECK(all->need("own", "reader x").value()->name == "own");
}

TEST_CASE("the list that comes with the host can be read, and knows the encodings of plates") {
  const auto all = Encodings::gather(Path(CONFIG_DIR "/encodings.toml"), {});
  REQUIRE(all);
  for (const char* name : {"aces2065-1", "acescg", "linear.camera"}) CHECK(all->find(name));
  REQUIRE(parameter(*all->find("linear.camera"), "matrix")); // no way to ACES, and that is said
  CHECK(parameter(*all->find("linear.camera"), "matrix")->value.items().empty());
  CHECK(all->clashes().empty());
}

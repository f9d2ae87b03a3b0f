// SPDX-License-Identifier: Apache-2.0
#include "catalog/installation.hpp"
#include "plugin/loader.hpp"

#include <catch2/catch.hpp>

using namespace filmgate;
using Catch::Matchers::Contains;

namespace {

Path rogue(const std::string& id) {
  return find_installation().value().prefix / ("lib/filmgate/bad_plugins/org.filmgate.rogue." + id + ".fgplugin");
}

std::string refusal(const std::string& id) {
  const auto bundle = read_bundle(rogue(id));
  if (!bundle) return bundle.error().message;
  PluginShelf shelf;
  const auto plugin = shelf.load(*bundle);
  return plugin ? "" : plugin.error().message;
}

}  // namespace

TEST_CASE("a library for another major is refused, naming both versions") {
  const auto why = refusal("wrong_major");
  CHECK_THAT(why, Contains("ABI 2.0"));
  CHECK_THAT(why, Contains("1.0"));
  CHECK_THAT(why, Contains("wrong_major.so"));
}

TEST_CASE("a library that needs a newer minor is refused, naming both versions") {
  const auto why = refusal("newer_minor");
  CHECK_THAT(why, Contains("ABI 1.9"));
  CHECK_THAT(why, Contains("offers 1.0"));
}

TEST_CASE("a library whose id is not its manifest's is refused") {
  const auto why = refusal("other_id");
  CHECK_THAT(why, Contains("org.filmgate.somebody.else"));
  CHECK_THAT(why, Contains("org.filmgate.rogue.other_id"));
}

TEST_CASE("a library without the entry is refused, and the symbol is named") {
  CHECK_THAT(refusal("no_symbol"), Contains("filmgate_entry_v1"));
}

TEST_CASE("a bundle whose library is missing is refused by its name") {
  CHECK_THAT(refusal("no_library"), Contains("absent.so"));
}

TEST_CASE("a bundle is loaded once, and tells the SDK it was built with") {
  const auto bundle = read_bundle(Path(TEST_BUNDLE_DIR) / "org.filmgate.testpattern.fgplugin");
  REQUIRE(bundle.has_value());
  PluginShelf shelf;
  const auto first = shelf.load(*bundle), second = shelf.load(*bundle);
  REQUIRE(first.has_value());
  CHECK(*first == second.value());
  CHECK_FALSE((*first)->sdk_built().empty());
}

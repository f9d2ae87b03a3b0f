// SPDX-License-Identifier: Apache-2.0
#include "base/path.hpp"

#include <catch2/catch.hpp>

using filmgate::Path;

TEST_CASE("a path is taken apart at slashes and the last dot") {
  const Path path("/media/A001/A001C003_230101.0001.ARI");
  CHECK(path.name() == "A001C003_230101.0001.ARI");
  CHECK(path.stem() == "A001C003_230101.0001");
  CHECK(path.extension() == "ari");
  CHECK(path.parent() == Path("/media/A001"));
  CHECK(Path("clip").parent() == Path("."));
  CHECK(Path("/clip").parent() == Path("/"));
  CHECK(Path(".hidden").extension().empty());
  CHECK(Path(".hidden").stem() == ".hidden");
  CHECK(Path("a.b/c").extension().empty());
}

TEST_CASE("joining puts one slash between") {
  CHECK(Path("/a") / "b" == Path("/a/b"));
  CHECK(Path("/a/") / "b" == Path("/a/b"));
  CHECK(Path("/") / "b" == Path("/b"));
  CHECK(Path("") / "b" == Path("b"));
}

TEST_CASE("a path is shown as UTF-8 with all else escaped") {
  CHECK(Path("Tür/片.mov").display() == "Tür/片.mov");
  CHECK(Path("\xf0\x9f\x8e\xac").display() == "\xf0\x9f\x8e\xac");
  CHECK(Path("a\nb\x1b[31m\x7f").display() == R"(a\x0ab\x1b[31m\x7f)");
  CHECK(Path("\xff\xfe").display() == R"(\xff\xfe)");
  CHECK(Path("caf\xe9").display() == R"(caf\xe9)");
}

TEST_CASE("overlong forms, surrogates and what ends early are no UTF-8") {
  CHECK(Path("\xc0\xaf").display() == R"(\xc0\xaf)");
  CHECK(Path("\xe0\x80\xaf").display() == R"(\xe0\x80\xaf)");
  CHECK(Path("\xed\xa0\x80").display() == R"(\xed\xa0\x80)");
  CHECK(Path("\xf4\x90\x80\x80").display() == R"(\xf4\x90\x80\x80)");
  CHECK(Path("x\xe7\x89").display() == R"(x\xe7\x89)");
  CHECK(Path("\xe7").display() == R"(\xe7)");
}

TEST_CASE("control characters of the second block cannot steer a terminal") {
  CHECK(Path("a\xc2\x9b" "31m").display() == R"(a\xc2\x9b31m)"); // CSI as one character
  CHECK(Path("a\xc2\xa0" "b").display() == "a\xc2\xa0" "b");
}

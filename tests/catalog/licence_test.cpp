// SPDX-License-Identifier: Apache-2.0
#include "catalog/licence.hpp"

#include <catch2/catch.hpp>

using filmgate::LicenceTerms;

namespace {
bool together(const char* a, const char* b) {
  const LicenceTerms first(a), second(b);
  CHECK(first.beside(second) == second.beside(first));
  return first.beside(second).allowed();
}
}  // namespace

TEST_CASE("GPL and proprietary code may not share a process, in either order") {
  for (const char* gpl : {"GPL-2.0-only", "GPL-2.0-or-later", "GPL-3.0", "gpl-3.0-or-later", "AGPL-3.0-only", "GPL-2.0-only WITH Classpath-exception-2.0"})
    for (const char* closed : {"LicenseRef-House", "proprietary", "Proprietary", "DocumentRef-sdk:LicenseRef-Vendor"}) {
      CAPTURE(gpl, closed);
      CHECK_FALSE(together(gpl, closed));
    }
}

TEST_CASE("licences that allow both go beside either") {
  for (const char* open : {"Apache-2.0", "MIT", "LGPL-2.1-or-later", "BSD-3-Clause AND MIT", "GPL-2.0-only OR Apache-2.0"}) {
    CAPTURE(open);
    CHECK(LicenceTerms(open).indifferent());
    CHECK(together(open, "GPL-3.0-only"));
    CHECK(together(open, "LicenseRef-House"));
  }
  CHECK(together("GPL-2.0-only", "GPL-3.0-or-later"));
  CHECK(together("LicenseRef-A", "LicenseRef-B"));
  CHECK_FALSE(LicenceTerms("GPL-2.0-only").indifferent());
}

TEST_CASE("an OR leaves the choice that fits, and an AND leaves none") {
  CHECK(together("GPL-3.0-only OR LicenseRef-Commercial", "LicenseRef-House"));
  CHECK(together("GPL-3.0-only OR LicenseRef-Commercial", "GPL-2.0-only"));
  CHECK_FALSE(together("MIT AND GPL-3.0-only", "LicenseRef-House"));
  CHECK_FALSE(together("MIT AND (Apache-2.0 OR GPL-3.0-only) AND GPL-2.0-only", "proprietary"));
  CHECK(together("MIT AND (Apache-2.0 OR GPL-3.0-only)", "proprietary"));
  CHECK_FALSE(LicenceTerms("GPL-3.0-only AND LicenseRef-House").allowed());
}

TEST_CASE("three bundles are judged together: an OR can not be read both ways in one process") {
  const LicenceTerms dual("GPL-3.0-only OR LicenseRef-Commercial"), gpl("GPL-2.0-only"), closed("LicenseRef-House");
  CHECK(dual.beside(gpl).allowed());
  CHECK_FALSE(dual.beside(gpl).beside(closed).allowed());
}

TEST_CASE("a text that is no expression counts as proprietary") {
  for (const char* text : {"", "ask our lawyers", "MIT OR", "(MIT", "MIT)", "AND", "()", "MIT Apache-2.0"}) {
    CAPTURE(text);
    CHECK_FALSE(together(text, "GPL-3.0-only"));
    CHECK(together(text, "LicenseRef-House"));
  }
  CHECK_FALSE(together((std::string(100, '(') + "MIT" + std::string(100, ')')).c_str(), "GPL-3.0-only"));
}

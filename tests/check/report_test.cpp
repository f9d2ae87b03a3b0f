// SPDX-License-Identifier: Apache-2.0
#include "report.hpp"

#include <catch2/catch.hpp>

using check::Ending;
using check::Result;

TEST_CASE("the exit code tells passed, failed and nothing to check apart") {
  const Result passed{"opens", "a", Ending::passed, "", 0}, skipped{"fills", "a", Ending::skipped, "no frame", 0};
  CHECK(check::exit_code({passed, skipped}) == 0);
  CHECK(check::exit_code({skipped}) == 69);
  CHECK(check::exit_code({}) == 69);
  for (const auto ending : {Ending::failed, Ending::crashed, Ending::timed_out})
    CHECK(check::exit_code({passed, {"order", "a", ending, "why", 0}}) == 1);
}

TEST_CASE("whatever a plugin says becomes sound JSON and one line") {
  CHECK(check::json_text("a\"b\\c") == "\"a\\\"b\\\\c\"");
  CHECK(check::json_text("line\nend\x01") == "\"line?end?\"");
  CHECK(check::json_text("caf\xC3\xA9") == "\"caf\xC3\xA9\"");
  CHECK(check::json_text("\xFF\xC3(\xE2\x82") == std::string("\"?") + "?(?" + "?\"");
  const auto line = check::line_of({"opens", "a\nb", Ending::failed, "bad\x1b[31m", 0});
  CHECK(line.find('\n') == line.size() - 1);
  CHECK(line.find('\x1b') == std::string::npos);
}

// SPDX-License-Identifier: Apache-2.0
//
// A record is told line by line; what a plugin wrote into it can not command the terminal.
#include "record_text.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using filmgate::Json;

TEST_CASE("no control byte of a record reaches the terminal") {
  const std::string bell = "a\x07\x1b[2J";
  const auto field = Json::object({{"value", bell}, {"unit", bell}, {"status", "present"}, {"source", Json::object({{"key", bell}})}});
  const auto native = Json::object({{"key", bell}, {"value", bell}, {"unit", bell}});
  const auto problem = Json::object({{"severity", bell}, {"message", bell}, {"code", bell}});
  const auto record = Json::object({{"name", bell}, {"fields", Json::object({{bell, field}})}, {"native", Json::array().push(native)},
                                    {"problems", Json::array().push(problem)}});
  const auto unread = Json::object({{"path", bell}, {"looksLike", bell}, {"why", "x"}});
  for (const auto& text : {filmgate::text_of(record, true), filmgate::unread_text(unread)}) {
    INFO(text);
    CHECK(std::none_of(text.begin(), text.end(), [](char c) { return c >= 0 && c < 0x20 && c != '\n'; }));
    CHECK(text.find("\\x1b") != std::string::npos);
  }
}

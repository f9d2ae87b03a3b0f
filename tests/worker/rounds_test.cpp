// SPDX-License-Identifier: Apache-2.0
#include "rounds.hpp"

#include <catch2/catch.hpp>

using filmgate::Json;
using filmgate::Rounds;

namespace {
Json unread(bool deferred, int64_t item = 0) {
  return Json::object({{"v", 1}, {"type", "unread"}, {"path", "a"}, {"deferred", deferred}, {"item", item}, {"avoid", Json(Json::Array{Json("x")})}});
}
}  // namespace

TEST_CASE("a clip that was put off is kept back, not counted, and asked for alone with what it must do without") {
  Rounds rounds;
  CHECK_FALSE(rounds.follow(unread(true, 7)));
  CHECK(rounds.follow(unread(false)));
  Json request = Json::object({{"kind", "inspect"}, {"from", 2}});
  REQUIRE(rounds.ask_for_rest(request));
  CHECK(request["items"].dump() == "[7]");
  CHECK(request["avoid"].dump() == R"([{"item":7,"bundles":["x"]}])");
  CHECK(request["from"].integer(-1) == 0);
  CHECK_FALSE(rounds.ask_for_rest(request));
  CHECK(rounds.result(Json::object({{"exit", 0}}))["summary"]["unread"].integer() == 1);
}

TEST_CASE("the last worker's result carries what all of them found") {
  Rounds rounds;
  const auto record = Json::object({{"problems", Json(Json::Array{Json::object({{"severity", "error"}})})}});
  CHECK(rounds.follow(Json::object({{"type", "record"}, {"record", record}})));
  CHECK(rounds.follow(Json::object({{"type", "record"}, {"record", Json::object()}})));
  const auto result = rounds.result(Json::object({{"exit", 0}}));
  CHECK(result["exit"].integer() == 1);
  CHECK(result["summary"]["clips"].integer() == 2);
  CHECK(result["summary"]["clipsWithProblems"].integer() == 1);
}

TEST_CASE("the items up to the one that killed a worker are skipped") {
  Json request = Json::object();
  Rounds::go_on_behind(2, request);
  CHECK(request["from"].dump() == "3");
}

TEST_CASE("a worker that names an item that can not be makes no request that can not be") {
  Json request = Json::object();
  Rounds::go_on_behind(INT64_MAX, request);
  CHECK(request["from"].dump() == "1000001");
  Rounds::go_on_behind(INT64_MIN, request);
  CHECK(request["from"].dump() == "0");
}

TEST_CASE("a clip that puts itself off again and again keeps no other from its turn, and is counted as unread") {
  Rounds rounds;
  Json request = Json::object();
  for (int i = 0; i < 8; ++i) {
    CHECK_FALSE(rounds.follow(unread(true, 0))); // before it was begun: by the host, which waits for other plugins
    CHECK(rounds.follow(Json::object({{"type", "clip"}, {"item", 1}})));
    CHECK_FALSE(rounds.follow(unread(true, 1)));
    REQUIRE(rounds.ask_for_rest(request));
    CHECK(request["items"].dump() == "[0,1]");
  }
  CHECK_FALSE(rounds.follow(unread(true, 0)));
  CHECK(rounds.follow(Json::object({{"type", "clip"}, {"item", 1}})));
  CHECK(rounds.follow(unread(true, 1))); // it is told
  REQUIRE(rounds.ask_for_rest(request));
  CHECK(request["items"].dump() == "[0]");
  CHECK(rounds.result(Json::object({{"exit", 0}}))["summary"]["unread"].integer() == 1);
}

// SPDX-License-Identifier: Apache-2.0
#include "base/json.hpp"

#include <catch2/catch.hpp>
#include <limits>

using namespace filmgate;

namespace {
std::string repeated(const char* text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}
}  // namespace

TEST_CASE("JSON comes back as it was written, members in their order") {
  const char* text = R"({"z":1,"a":[true,false,null,-2,0.5,"é\n"],"m":{"k":"v"}})";
  const auto value = Json::parse(text);
  REQUIRE(value);
  CHECK(value->dump() == text);
  CHECK((*value)["a"].items().size() == 6);
  CHECK((*value)["m"]["k"].text() == "v");
}

TEST_CASE("whole numbers stay whole up to 64 bits, and larger ones become real") {
  CHECK(Json::parse("9223372036854775807")->integer() == std::numeric_limits<int64_t>::max());
  CHECK(Json::parse("-9223372036854775808")->integer() == std::numeric_limits<int64_t>::min());
  const auto large = Json::parse("18446744073709551615");
  REQUIRE(large);
  CHECK_FALSE(large->is_integer());
  CHECK(large->number() == Approx(1.8446744073709552e19));
  CHECK(Json::parse("1.0")->is_number());
  CHECK_FALSE(Json::parse("1.0")->is_integer());
}

TEST_CASE("a key that appears twice is refused, at any depth") {
  for (const char* text : {R"({"a":1,"a":2})", R"([{"b":{"a":1,"a":1}}])"}) {
    const auto value = Json::parse(text);
    REQUIRE_FALSE(value);
    CHECK(value.error().message.find("'a' appears twice") != std::string::npos);
  }
  CHECK(Json::parse(R"({"a":{"a":1},"b":{"a":2}})"));
}

TEST_CASE("nesting deeper than 64 is refused, 64 is not") {
  CHECK(Json::parse(repeated("[", 64) + repeated("]", 64)));
  CHECK_FALSE(Json::parse(repeated("[", 65) + repeated("]", 65)));
  CHECK_FALSE(Json::parse(repeated("[", 1000000)));
  CHECK_FALSE(Json::parse(repeated("{\"a\":", 100000)));
}

TEST_CASE("hostile text is refused with a reason, never by a crash") {
  for (const std::string text : {"", " ", "{", "[1,", "{\"a\"}", "nul", "1 2", "{} x", "[1]]", "\"\\ud800\"", "\"\xff\"", "1e999", "'a'",
                                 "{a:1}", "[01]", "NaN", "\"a\nb\"", "//x\n1"}) {
    CAPTURE(text);
    const auto value = Json::parse(text);
    REQUIRE_FALSE(value);
    CHECK(value.error().trouble == Trouble::bad_data);
    CHECK(value.error().message.size() > 15);
  }
  CHECK_FALSE(Json::parse(std::string_view("1\0", 2)));
}

TEST_CASE("lenient reading gives the fallback for another type") {
  const auto value = *Json::parse(R"({"text":"x","number":1.5,"flag":true})");
  CHECK(value["text"].integer(7) == 7);
  CHECK(value["number"].integer(7) == 7);
  CHECK(value["number"].text().empty());
  CHECK(value["flag"].number(3) == 3);
  CHECK(value["absent"].is_null());
  CHECK(value["text"]["deeper"].is_null());
  CHECK(value["text"].items().empty());
  CHECK(value.find("absent") == nullptr);
}

TEST_CASE("what JSON cannot say is written as something that it can") {
  CHECK(Json(std::numeric_limits<double>::quiet_NaN()).dump() == "null");
  CHECK(Json(std::numeric_limits<double>::infinity()).dump() == "null");
  const auto replaced = Json("bad \xff byte").dump();
  CHECK(replaced.find("\xef\xbf\xbd") != std::string::npos);
  CHECK(Json::parse(replaced));
  CHECK(Json(std::string("\x00\x1f\"\\", 4)).dump() == R"("\u0000\u001f\"\\")");
}

TEST_CASE("setting a member replaces it in its place") {
  auto value = Json::object({{"a", 1}, {"b", 2}});
  value.set("a", "new").set("c", 3);
  CHECK(value.dump() == R"({"a":"new","b":2,"c":3})");
  Json list;
  list.push(1).push("x");
  CHECK(list.dump() == R"([1,"x"])");
}

// SPDX-License-Identifier: Apache-2.0
//
// The walker against another parser of JSON, and texts that are none.
#include <filmgate/cpp/draft/json_values.hpp>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <map>

using fg::draft::JsonValues;

namespace {

std::vector<fg::draft::KeyedValue> values_of(const std::string& text, const std::string& prefix = "") {
  return JsonValues(fg::ByteView({reinterpret_cast<const uint8_t*>(text.data()), text.size()}, "a.json", 100)).under(prefix);
}

fg_status refused(const std::string& text, std::string* words = nullptr) {
  try {
    (void)values_of(text);
  } catch (const fg::Failure& failure) {
    if (words) *words = failure.what();
    return failure.status();
  }
  return FG_OK;
}

// The same flattening, of what the other parser made.
void flatten(const nlohmann::json& from, const std::string& key, std::map<std::string, fg::Value>& out) {
  const auto all = [&](auto is) { return std::all_of(from.begin(), from.end(), is); };
  if (from.is_object())
    for (const auto& [name, child] : from.items()) flatten(child, key.empty() ? name : key + "." + name, out);
  else if (from.is_array() && all([](const auto& one) { return one.is_number_integer(); })) out[key] = from.get<std::vector<int64_t>>();
  else if (from.is_array() && all([](const auto& one) { return one.is_number(); })) out[key] = from.get<std::vector<double>>();
  else if (from.is_array())
    for (size_t i = 0; i < from.size(); ++i) flatten(from[i], key + "." + std::to_string(i), out);
  else if (from.is_number_integer()) out[key] = from.get<int64_t>();
  else if (from.is_number()) out[key] = from.get<double>();
  else out[key] = from.is_string() ? from.get<std::string>() : from.dump();
}

template <class T>
T only(const std::string& text) { return std::get<T>(values_of(text).at(0).value); }

}  // namespace

TEST_CASE("a JSON object gives the values that another parser gives") {
  const std::string text = R"( {"iso": 400, "gain":-2.5e-1 ,"name":"A \"quoted\" \\ \/ \b\f\n\r\t \u00e9 \u20ac \ud83c\udfa5 é",
    "lens":{"names":["50","85"],"stops":[1.4,2,2.8],"empty":{},"none":[]}, "black":[64,64,63], "good":true,"bad":false,"no":null,
    "takes":[{"no":1},{"no":2,"marks":[[1,2],[3.5]]}], "mixed":[1,"two",null], "large":9223372036854775807, "one":[{"a":7}]} )";
  std::map<std::string, fg::Value> theirs, ours;
  flatten(nlohmann::json::parse(text), "", theirs);
  for (const auto& one : values_of(text)) ours[one.key] = one.value;
  REQUIRE(theirs.size() == 20);
  for (const auto& [key, value] : theirs) {
    INFO(key);
    REQUIRE(ours.count(key) == 1);
    const auto& own = ours[key];
    REQUIRE(own.index() == value.index());
    if (const auto* text_of = std::get_if<std::string>(&value)) CHECK(std::get<std::string>(own) == *text_of);
    if (const auto* real = std::get_if<double>(&value)) CHECK(std::get<double>(own) == *real);
    if (const auto* integer = std::get_if<int64_t>(&value)) CHECK(std::get<int64_t>(own) == *integer);
    if (const auto* many = std::get_if<std::vector<double>>(&value)) CHECK(std::get<std::vector<double>>(own) == *many);
    if (const auto* many = std::get_if<std::vector<int64_t>>(&value)) CHECK(std::get<std::vector<int64_t>>(own) == *many);
  }
  CHECK(ours.size() == theirs.size());
}

TEST_CASE("keys stand behind the prefix and in the order of the text") {
  const auto values = values_of(R"({"z":1,"a":{"b":2}})", "vendor.");
  REQUIRE(values.size() == 2);
  CHECK(values[0].key == "vendor.z");
  CHECK(values[1].key == "vendor.a.b");
}

TEST_CASE("a number that no type holds keeps its digits") {
  CHECK(only<std::string>(R"({"a":18446744073709551616})") == "18446744073709551616");
  CHECK(only<std::string>(R"({"a":1e999})") == "1e999");
  CHECK(std::get<std::string>(values_of(R"({"a":[1,1e999]})").at(1).value) == "1e999");
}

TEST_CASE("half a pair and a zero become the sign for no character") {
  CHECK(only<std::string>(R"({"a":"x\ud83cy"})") == "x\xEF\xBF\xBDy");
  CHECK(only<std::string>(R"({"a":"x\u0000y"})") == "x\xEF\xBF\xBDy");
}

TEST_CASE("what is no JSON is refused with its place") {
  std::string words;
  CHECK(refused(R"({"a":1,})", &words) == FG_E_CORRUPT);
  CHECK(words.find("a.json: offset 107") == 0);
  for (const char* text : {R"([1])", R"(7)", R"({"a" 1})", R"({"a":1 "b":2})", R"({"a":[1,]})", R"({"a":[1 2]})", R"({a:1})", R"({"a":-})",
                           R"({"a":1.})", R"({"a":1e})", R"({"a":yes})", R"({"a":"\q"})", R"({"a":"\u12g4"})", "{\"a\":\"\n\"}", R"({"a":1}})", R"({"a":1} x)"}) {
    INFO(text);
    CHECK(refused(text) == FG_E_CORRUPT);
  }
}

TEST_CASE("a text cut anywhere is refused") {
  const std::string text = R"({"a":[1,-2.5e3,"x\u00e9\n"],"b":{"c":true}})";
  REQUIRE(refused(text) == FG_OK);
  for (size_t size = 0; size < text.size(); ++size) {
    INFO(text.substr(0, size));
    CHECK(refused(text.substr(0, size)) != FG_OK);
  }
}

TEST_CASE("depth and count have limits") {
  std::string deep = R"({"a":)" + std::string(200'000, '['), many = R"({"a":[)";
  CHECK(refused(deep) == FG_E_CORRUPT);
  for (int i = 0; i < 70'000; ++i) many += "\"x\",";
  CHECK(refused(many + "1]}") == FG_E_CORRUPT);
}

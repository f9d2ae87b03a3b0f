// SPDX-License-Identifier: Apache-2.0
//
// The worker as a farm would run it: a process with a request on its standard input.
#include "folder_of_its_own.hpp"
#include "catalog/installation.hpp"

#include <catch2/catch.hpp>
#include <base/json.hpp>
#include <fmt/core.h>
#include <sys/wait.h>

using namespace filmgate;

namespace {

struct Answer {
  int exit;
  std::vector<Json> lines;
};

Answer ask(const std::string& request) {
  const FolderOfItsOwn folder;
  const auto in = folder.write("request.json", request), out = folder / "out.jsonl";
  const auto worker = find_installation().value().worker();
  const int status = std::system(fmt::format("'{}' < '{}' > '{}'", worker.bytes(), in, out).c_str());
  Answer answer{WEXITSTATUS(status), {}};
  std::ifstream lines(out);
  for (std::string line; std::getline(lines, line);) answer.lines.push_back(Json::parse(line).value());
  return answer;
}

}  // namespace

TEST_CASE("a request that is no JSON is answered with one result and exit code 65") {
  for (const std::string bad : {"", "{", "[1,2]", "{\"v\":2,\"kind\":\"inspect\"}", "{\"v\":1,\"kind\":\"dance\"}", "{\"v\":1,\"v\":1}"}) {
    const auto answer = ask(bad);
    INFO(bad);
    CHECK(answer.exit == 65);
    REQUIRE(!answer.lines.empty());
    CHECK(answer.lines.back()["type"].text() == "result");
    CHECK(answer.lines.back()["exit"].integer() == 65);
    CHECK_FALSE(answer.lines.back()["message"].text().empty());
  }
}

TEST_CASE("a misspelt key of a plate request is refused with the nearest name") {
  const auto answer = ask(R"({"v":1,"id":"x","kind":"plate","clip":"a","output":"/tmp/nowhere","compresion":"zip"})");
  CHECK(answer.exit == 65);
  CHECK(answer.lines.back()["message"].text().find("'compression' is meant?") != std::string::npos);
}

TEST_CASE("events are JSON Lines that begin with started and end with the result") {
  const auto answer = ask(R"({"v":1,"id":"x","kind":"inspect","paths":["/nowhere/at/all"]})");
  REQUIRE(answer.lines.size() >= 2);
  CHECK(answer.lines.front()["type"].text() == "started");
  CHECK(answer.lines.back()["type"].text() == "result");
  CHECK(answer.lines.back()["id"].text() == "x");
  CHECK(answer.exit != 0);
}

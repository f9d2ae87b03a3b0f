// SPDX-License-Identifier: Apache-2.0
#include "bridge_order.hpp"
#include "folder_of_its_own.hpp"

#include <catch2/catch.hpp>

using namespace filmgate;

namespace {

BridgeTool tool() {
  BridgeTool out;
  out.name = "t";
  out.operations["cut"] = {{{false, "cut"}}, {{false, "--in="}, {true, "input"}}, {{true, "first"}, {false, "-"}, {true, "last"}}, {{true, "scratch"}, {false, "/x"}}};
  return out;
}

std::string outcome(const std::string& order, const BridgeScope& scope) {
  const auto arguments = arguments_for(Json::parse(order).value(), tool(), scope);
  if (!arguments) return arguments.error().message;
  std::string out;
  for (const auto& one : *arguments) out += "[" + one + "]";
  return out;
}

}  // namespace

TEST_CASE("values take their places, a link beneath the request is resolved, and each argument stays one") {
  const FolderOfItsOwn roll;
  const auto real = std::filesystem::canonical(roll.write("a clip; rm -rf $HOME", "x")).string();
  std::filesystem::create_symlink(real, roll / "link");
  const BridgeScope scope{{roll / "link"}, {Path(roll.path())}, "/s"};
  CHECK(outcome(R"({"operation":"cut","values":{"input":")" + roll / "link" + R"(","first":0,"last":2147483647}})", scope) ==
        "[cut][--in=" + real + "][0-2147483647][/s/x]");
}

TEST_CASE("an order that is not exactly what the operation takes is refused") {
  const FolderOfItsOwn roll;
  const auto file = roll.write("a", "x");
  std::filesystem::create_directory(roll / "folder");
  const BridgeScope scope{{file, roll / "folder", roll / "gone", "-x"}, {Path(roll.path())}, "/s"};
  const auto with = [&](const std::string& values) { return outcome(R"({"operation":"cut","values":)" + values + "}", scope); };
  const auto input = "\"input\":\"" + file + "\",";
  CHECK(with("{" + input + "\"first\":1,\"last\":2}").starts_with("[cut]"));
  for (const auto& values : std::vector<std::string>{
           "{}", "[]", "7", "null", "{" + input + "\"first\":1}", "{" + input + "\"first\":1,\"last\":-2}", "{" + input + "\"first\":1,\"last\":2147483648}",
           "{" + input + "\"first\":1,\"last\":\"2\"}", "{" + input + "\"first\":1,\"last\":2.5}", "{" + input + "\"first\":1,\"last\":2,\"frame\":3}",
           "{" + input + "\"first\":1,\"last\":2,\"scratch\":\"/etc\"}", "{\"input\":7,\"first\":1,\"last\":2}", "{\"input\":\"-x\",\"first\":1,\"last\":2}",
           "{\"input\":\"" + roll / "folder" + "\",\"first\":1,\"last\":2}", "{\"input\":\"" + roll / "gone" + "\",\"first\":1,\"last\":2}",
           "{\"input\":\"/etc/passwd\",\"first\":1,\"last\":2}"}) {
    INFO(values);
    CHECK(with(values).starts_with("tool t: "));
  }
  CHECK(outcome(R"({"operation":"--version","values":{}})", scope).find("is not configured; cut are") != std::string::npos);
  CHECK(outcome(R"({"operation":7,"values":{}})", scope).starts_with("tool t: "));
}

TEST_CASE("a file that came to lead elsewhere since the request began is not given to a tool") {
  const FolderOfItsOwn roll, elsewhere;
  const auto file = roll.write("a", "x");
  const BridgeScope scope{{file}, {Path(roll.path())}, "/s"};
  std::filesystem::remove(file);
  std::filesystem::create_symlink(elsewhere.write("b", "y"), file);
  CHECK(outcome(R"({"operation":"cut","values":{"input":")" + file + R"(","first":0,"last":1}})", scope).find("out of what the request names") != std::string::npos);
}

TEST_CASE("the folder beside a request's is not beneath it, though its name begins alike") {
  const FolderOfItsOwn at;
  at.write("roll/a", "x");
  const auto file = at.write("roll2/a", "x");
  const BridgeScope scope{{file}, {Path(at / "roll")}, "/s"};
  CHECK(outcome(R"({"operation":"cut","values":{"input":")" + file + R"(","first":0,"last":1}})", scope).starts_with("tool t: "));
  CHECK(roots_of(Json::parse(R"({"clip":")" + file + "\"}").value()) == std::vector<Path>{Path(at / "roll2")});
}

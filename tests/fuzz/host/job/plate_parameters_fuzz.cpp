// SPDX-License-Identifier: Apache-2.0
//
// Any wishes (a line each: key, tab, text) to tools that take some of them.
#include "fuzz/fuzz_input.hpp"
#include "fuzz/promise.hpp"
#include "plate_parameters.hpp"

namespace {

std::vector<filmgate::PlateTool> tools() {
  using filmgate::Json;
  const filmgate::ParameterFact exposure{"exposure", "", "stops", {"real", Json(0.0)}, filmgate::TypedValue{"real", Json(-20.0)}, filmgate::TypedValue{"real", Json(20.0)}, {}, {}};
  const filmgate::ParameterFact width{"width", "", "px", {"integer", Json(0)}, filmgate::TypedValue{"integer", Json(0)}, {}, {}, {}};
  const filmgate::ParameterFact method{"method", "", "", {"text", Json("fast")}, {}, {}, {}, {"fast", "hq"}};
  const filmgate::ParameterFact rate{"rate", "", "", {"rational", Json("24/1")}, {}, {}, {}, {}};
  return {{"reader", {rate}, {}}, {"develop", {exposure, method}, {}}, {"reframe", {width}, {}}};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  fuzz::FuzzInput in(data, size);
  std::map<std::string, std::string> wishes;
  while (!in.done() && wishes.size() < 32) {
    const auto line = in.line();
    const auto tab = std::min(line.find('\t'), line.size());
    wishes[line.substr(0, tab)] = line.substr(std::min(tab + 1, line.size()));
  }
  auto given = tools();
  std::vector<filmgate::PlateTool*> asked;
  for (auto& tool : given) asked.push_back(&tool);
  const auto status = filmgate::hand_out(wishes, asked);
  if (!status) {
    fuzz::promise(!status.error().message.empty(), "an error without words");
    return 0;
  }
  size_t taken = 0;
  for (const auto& tool : given) {
    taken += tool.values.size();
    for (const auto& [key, value] : tool.values)
      if (key == "exposure") fuzz::promise(value.value.number() >= -20 && value.value.number() <= 20, "a limit that does not hold");
    (void)filmgate::in_effect(tool).dump();
  }
  fuzz::promise(taken == wishes.size(), "a wish that went nowhere");
  return 0;
}

// SPDX-License-Identifier: Apache-2.0
//
// Any events of a batch's workers (a line each), counted by the supervisor, and what it would ask of the next worker.
#include "fuzz/fuzz_input.hpp"
#include "fuzz/promise.hpp"
#include "rounds.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using filmgate::Json;
  fuzz::FuzzInput in(data, size);
  filmgate::Rounds rounds;
  auto request = Json::object({{"v", 1}, {"kind", "inspect"}});
  int64_t put_off = 0;
  for (int i = 0; i < 32 && !in.done(); ++i) {
    const auto event = Json::parse(in.line());
    if (!event) continue;
    put_off += rounds.follow(*event) ? 0 : 1;
    if ((*event)["type"].text() == "clip") filmgate::Rounds::go_on_behind((*event)["item"].integer(-1), request);
    fuzz::promise(request["from"].integer(0) >= 0 && request["from"].integer(0) <= 1'000'001, "a first item that can not be");
  }
  fuzz::promise(rounds.ask_for_rest(request) == (put_off > 0), "a clip that was put off and forgotten");
  fuzz::promise(static_cast<int64_t>(request["items"].items().size()) <= put_off, "more clips than were put off");
  fuzz::promise(Json::parse(request.dump()).has_value(), "a request that is no JSON");
  fuzz::promise(rounds.result(Json::object({{"exit", 0}}))["summary"].is_object(), "a result without its counts");
  return 0;
}

// SPDX-License-Identifier: Apache-2.0
//
// Any JSON as a plate's request (first line), over any text as its profile.
#include "fuzz/fuzz_input.hpp"
#include "fuzz/memory_tree.hpp"
#include "fuzz/promise.hpp"
#include "plate_settings.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  fuzz::FuzzInput in(data, size);
  const auto request = filmgate::Json::parse(in.line());
  if (!request) return 0;
  fuzz::MemoryTree tree;
  tree.put("/share/filmgate.toml", "[plate]\nprofile = \"any\"\n");
  tree.put("/share/profiles/any.toml", in.rest());
  filmgate::Installation installation;
  installation.share = "/share";
  const auto settings = filmgate::choose_plate_settings(*request, installation);
  if (!settings) {
    fuzz::promise(!settings.error().message.empty(), "an error without words");
    return 0;
  }
  fuzz::promise(settings->first_number >= 0, "a first number below 0");
  for (const auto& chosen : settings->chosen) fuzz::promise(!chosen.origin.empty(), "a value from nowhere: " + chosen.key);
  return 0;
}

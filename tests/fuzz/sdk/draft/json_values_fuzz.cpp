// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as a JSON text: values or a refusal, and an object that another parser takes is taken here too.
#include "fuzz/promise.hpp"

#include <filmgate/cpp/draft/json_values.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const fg::ByteView view({data, size}, "text.json");
  try {
    const auto values = fg::draft::JsonValues(view).under("");
    fuzz::promise(values.size() <= size, "more values than bytes");
  } catch (const fg::Failure& failure) {
    const bool known = failure.status() == FG_E_CORRUPT || failure.status() == FG_E_TRUNCATED;
    fuzz::promise(known, failure.what());
    const bool compared = size < 4096 && std::find(data, data + size, 0) == data + size; // the other one ends at a zero
    const auto theirs = compared ? nlohmann::json::parse(data, data + size, nullptr, false) : nlohmann::json();
    const bool deep = std::string(failure.what()).find("nested deeper") != std::string::npos;
    fuzz::promise(deep || !theirs.is_object(), "a JSON object was refused: " + std::string(failure.what()));
  }
  return 0;
}

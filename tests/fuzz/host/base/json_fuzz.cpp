// SPDX-License-Identifier: Apache-2.0
//
// Any text as JSON. What is read is written again as what it was.
#include "base/json.hpp"
#include "fuzz/promise.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using filmgate::Json;
  const auto read = Json::parse({reinterpret_cast<const char*>(data), size});
  if (!read) {
    fuzz::promise(!read.error().message.empty(), "an error without words");
    return 0;
  }
  for (const int indent : {-1, 2}) {
    const auto again = Json::parse(read->dump(indent));
    fuzz::promise(again.has_value() && *again == *read, "a document that changes when it is written");
  }
  return 0;
}

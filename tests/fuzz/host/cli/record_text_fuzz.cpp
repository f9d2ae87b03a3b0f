// SPDX-License-Identifier: Apache-2.0
//
// Any JSON as a record that a worker wrote, told to a person. What a terminal is sent can not command it.
#include "fuzz/promise.hpp"
#include "record_text.hpp"

#include <algorithm>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto record = filmgate::Json::parse({reinterpret_cast<const char*>(data), size});
  if (!record) return 0;
  for (const auto& text : {filmgate::text_of(*record, true), filmgate::text_of(*record, false), filmgate::unread_text(*record)}) {
    const bool commands = std::any_of(text.begin(), text.end(), [](char c) { return (c >= 0 && c < 0x20 && c != '\n') || c == 0x7F; });
    fuzz::promise(!commands, "a control byte reaches the terminal");
  }
  const auto row = filmgate::csv_row(*record), header = filmgate::csv_header();
  fuzz::promise(!row.empty() && !header.empty(), "no row");
  return 0;
}

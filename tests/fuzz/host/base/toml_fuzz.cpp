// SPDX-License-Identifier: Apache-2.0
//
// Any text as TOML. Every key that is read has a line.
#include "base/toml.hpp"
#include "fuzz/promise.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto read = filmgate::parse_toml({reinterpret_cast<const char*>(data), size}, "any.toml");
  if (!read) {
    fuzz::promise(read.error().message.starts_with("any.toml: "), "an error that does not name the file");
    return 0;
  }
  fuzz::promise(read->root.is_object(), "a document that is no table");
  for (const auto& [key, value] : read->root.members()) {
    const auto line = read->lines.find(key);
    fuzz::promise(line != read->lines.end() && line->second >= 1, "a key without a line");
  }
  (void)read->root.dump();
  return 0;
}

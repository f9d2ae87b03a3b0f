// SPDX-License-Identifier: Apache-2.0
//
// A file's name (first line) and first bytes (second line) against any text as known-formats.toml.
#include "catalog/known_formats.hpp"
#include "fuzz/fuzz_input.hpp"
#include "fuzz/memory_tree.hpp"
#include "fuzz/promise.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  fuzz::FuzzInput in(data, size);
  const auto name = in.line(), head = in.line();
  fuzz::MemoryTree tree;
  tree.put("/share/known-formats.toml", in.rest());
  const auto formats = filmgate::KnownFormats::read(filmgate::Path("/share/known-formats.toml"));
  if (!formats) {
    fuzz::promise(!formats.error().message.empty(), "an error without words");
    return 0;
  }
  (void)formats->is_companion(formats->looks_like(head, filmgate::Path(name)));
  (void)formats->looks_like({}, filmgate::Path(name));
  return 0;
}

// SPDX-License-Identifier: Apache-2.0
//
// A magic number from any JSON (first line) against any first bytes.
#include "catalog/magic.hpp"
#include "fuzz/fuzz_input.hpp"
#include "fuzz/promise.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  fuzz::FuzzInput in(data, size);
  const auto table = filmgate::Json::parse(in.line());
  if (!table) return 0;
  const auto magic = filmgate::read_magic(*table);
  if (!magic) return 0;
  fuzz::promise(magic->bytes.size() == magic->mask.size() && !magic->bytes.empty() && magic->offset < 4096, "a magic number that can not be");
  const auto head = in.rest();
  (void)magic->matches(head);
  auto own = std::string(magic->offset, '\0') + magic->bytes;
  fuzz::promise(magic->matches(own), "a magic number that does not match itself");
  own.pop_back();
  fuzz::promise(!magic->matches(own), "a match past the end");
  return 0;
}

// SPDX-License-Identifier: Apache-2.0
//
// Rates from text and from numbers.
#include "base/rational.hpp"
#include "fuzz/fuzz_input.hpp"
#include "fuzz/promise.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  fuzz::FuzzInput in(data, size);
  const filmgate::Rational any{in.number<int64_t>(), in.number<int64_t>()};
  fuzz::promise(any == any.reduced(), "a rate that changes when it is reduced");
  (void)any.approximate();
  const auto read = filmgate::parse_rational(in.rest());
  if (!read) return 0;
  fuzz::promise(read->known(), "an unknown rate was read");
  const auto again = filmgate::parse_rational(read->text());
  fuzz::promise(again && *again == *read, "a rate that changes when it is written: " + read->text());
  return 0;
}

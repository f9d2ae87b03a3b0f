// SPDX-License-Identifier: Apache-2.0
//
// Any two texts (a line each) as licences. What may share a process does so in either order, and never by the other's grace.
#include "catalog/licence.hpp"
#include "fuzz/fuzz_input.hpp"
#include "fuzz/promise.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  fuzz::FuzzInput in(data, size);
  const filmgate::LicenceTerms first(in.line()), second(in.line()), anything;
  const auto together = first.beside(second);
  fuzz::promise(together == second.beside(first), "the order decides");
  fuzz::promise(first.beside(anything) == first, "what asks for nothing changes something");
  fuzz::promise(!together.allowed() || (first.allowed() && second.allowed()), "a licence that is not allowed alone is beside another");
  fuzz::promise(!first.indifferent() || together.allowed() == second.allowed(), "an indifferent licence keeps another out");
  return 0;
}

// SPDX-License-Identifier: Apache-2.0
//
// Any expression (first line) on any name or path (second line).
#include "base/expression.hpp"
#include "fuzz/fuzz_input.hpp"
#include "fuzz/promise.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using filmgate::Expression;
  fuzz::FuzzInput in(data, size);
  const auto letters = size % 2 == 0 ? Expression::Letters::exact : Expression::Letters::any_case;
  const auto expression = Expression::compile(in.line(), 1, letters);
  if (!expression) {
    fuzz::promise(!expression.error().message.empty(), "an error without words");
    return 0;
  }
  const auto text = in.line();
  const auto whole = expression->match(text), somewhere = expression->find_in(text);
  fuzz::promise(!whole || somewhere, "a match of the whole is found nowhere");
  for (const auto* groups : {&whole, &somewhere})
    for (size_t i = 0; *groups && i < (*groups)->size(); ++i) fuzz::promise(text.find((**groups)[i]) != text.npos, "a group that is no part of the text");
  fuzz::promise(!somewhere || !somewhere->empty(), "a match without the group that was asked for");
  return 0;
}

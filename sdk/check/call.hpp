// SPDX-License-Identifier: Apache-2.0
//
// Every call into a plugin goes through call(): the step is noted for the report, an exception that crosses the C boundary
// is a finding and not the end of the process, and a changed floating-point mode is noticed and put back.
#pragma once
#include "finding.hpp"
#include "float_mode.hpp"
#include "page.hpp"

#include <type_traits>

namespace check {

// The first step that left the floating-point mode changed; empty: none.
std::string float_mode_changed_in();
void note_float_mode(const std::string& step, const FloatMode& before);

template <class R, class... P, class... A>
R call(const std::string& step, R (*function)(P...), A&&... arguments) {
  expect(function != nullptr, step, ": the function in the plugin's table is NULL");
  page().now(step);
  const auto before = float_mode();
  try {
    if constexpr (std::is_void_v<R>) {
      function(arguments...);
      note_float_mode(step, before);
    } else {
      R out = function(arguments...);
      note_float_mode(step, before);
      return out;
    }
  } catch (...) {
    found(step, ": an exception crossed the C boundary; catch everything before it, as the SDK's C++ layer does");
  }
}

fg_error no_error();
void succeed(const std::string& step, fg_status status, const fg_error& error); // throws a Refusal
std::string status_name(fg_status status);

}  // namespace check

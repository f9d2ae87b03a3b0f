// SPDX-License-Identifier: Apache-2.0
//
// How a check ends early. A Finding is a rule of the SDK that the plugin broke; a Refusal is a plugin that said no in the
// proper way, which is a finding only where it should have said yes; a Skip says why there is nothing to prove.
#pragma once
#include <filmgate/cpp/failure.hpp>

namespace check {

struct Finding { std::string text; };
struct Skip { std::string why; };
struct Refusal {
  fg_status status;
  std::string text;
};

template <class... Parts>
[[noreturn]] void found(const Parts&... parts) { throw Finding{fg::concat(parts...)}; }
template <class... Parts>
void expect(bool holds, const Parts&... parts) {
  if (!holds) found(parts...);
}

}  // namespace check

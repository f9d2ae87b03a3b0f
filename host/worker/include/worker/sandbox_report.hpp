// SPDX-License-Identifier: Apache-2.0
//
// What can be said of the sandbox outside of a worker: how this machine would confine one, and the words of results
// that no worker made.
#pragma once
#include "base/json.hpp"
#include "catalog/settings.hpp"

namespace filmgate {

struct SandboxOutlook {
  bool sound = false; // workers can be started here
  std::string text;   // what they get, or what is missing and what to do
};

[[nodiscard]] SandboxOutlook sandbox_outlook(const Settings& settings);
// The member "sandbox" of a result whose plugins ran free, or that had none.
[[nodiscard]] Json not_confined(const std::string& why);

}  // namespace filmgate

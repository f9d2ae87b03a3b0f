// SPDX-License-Identifier: Apache-2.0
//
// What this kernel offers for confining a process. Asked before the filter of system calls is on. Private to this folder.
#pragma once
#include "base/result.hpp"

namespace filmgate {

struct KernelOffer {
  int landlock_abi = 0; // 0: none
  bool system_call_filter = false;
  std::string release;  // "6.1.0-18-amd64"
  bool pretended = false;
};

// FILMGATE_SANDBOX_PRETEND is for tests: "no-landlock", "landlock=1", "no-filter", with commas between. It makes the
// kernel look like one that offers less, never more, so all it can do is make a worker refuse.
[[nodiscard]] Result<KernelOffer> ask_kernel();

}  // namespace filmgate

// SPDX-License-Identifier: Apache-2.0
#include "kernel_offer.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <linux/seccomp.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <unistd.h>

namespace filmgate {
namespace {

constexpr unsigned long version_question = 1; // LANDLOCK_CREATE_RULESET_VERSION
constexpr std::string_view landlock_word = "landlock=";

int landlock_abi() {
  const long abi = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, version_question);
  return abi < 0 ? 0 : static_cast<int>(abi);
}

bool can_kill_by_filter() {
  const unsigned action = SECCOMP_RET_KILL_PROCESS;
  return ::syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
}

Status lower(KernelOffer& offer, std::string_view word) {
  if (word == "no-landlock") offer.landlock_abi = 0;
  else if (word == "no-filter") offer.system_call_filter = false;
  else if (int abi = 0; word.starts_with(landlock_word) &&
                        std::from_chars(word.data() + landlock_word.size(), word.data() + word.size(), abi).ptr == word.data() + word.size() && abi >= 0)
    offer.landlock_abi = std::min(offer.landlock_abi, abi);
  else
    return failure(Trouble::configuration, "FILMGATE_SANDBOX_PRETEND: '{}' is unknown; the variable is for tests, unset it", word);
  offer.pretended = true;
  return {};
}

}  // namespace

Result<KernelOffer> ask_kernel() {
  utsname name{};
  ::uname(&name);
  KernelOffer out{landlock_abi(), can_kill_by_filter(), name.release, false};
  const char* pretend = std::getenv("FILMGATE_SANDBOX_PRETEND");
  std::string_view rest = pretend ? pretend : "";
  while (!rest.empty()) {
    const auto comma = rest.find(',');
    FILMGATE_CHECK(lower(out, rest.substr(0, comma)));
    rest = comma == rest.npos ? std::string_view() : rest.substr(comma + 1);
  }
  return out;
}

}  // namespace filmgate

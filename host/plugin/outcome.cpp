// SPDX-License-Identifier: Apache-2.0
//
// A plugin's status and words become the host's Error.
#include "raw.hpp"

#include <cstring>
#include <utility>

namespace filmgate {
namespace {

Trouble trouble_of(fg_status status) {
  switch (status) {
    case FG_E_NO_MEMORY: return Trouble::try_again;
    case FG_E_CANCELLED: return Trouble::cancelled;
    case FG_E_IO:
    case FG_E_NOT_FOUND: return Trouble::io;
    case FG_E_MISSING_SEGMENT:
    case FG_E_DROPPED_FRAME: return Trouble::found_wrong;
    case FG_E_UNSUPPORTED:
    case FG_E_TRUNCATED:
    case FG_E_NOT_THIS_FORMAT:
    case FG_E_CORRUPT:
    case FG_E_OUT_OF_RANGE: return Trouble::bad_data;
    case FG_E_LICENCE: return Trouble::permission;
    case FG_E_VENDOR_SDK: return Trouble::unavailable;
    default: return Trouble::internal;
  }
}

}  // namespace

fg_error fresh_error() {
  fg_error error{};
  error.struct_size = sizeof error;
  return error;
}

bool& host_lost_something() noexcept {
  thread_local bool lost = false;
  return lost;
}

Status outcome(const std::string& plugin_id, fg_status status, const fg_error& error) {
  if (std::exchange(host_lost_something(), false))
    return failure(Trouble::try_again, "{}: not enough memory for what it tells", plugin_id);
  if (status == FG_OK) return {};
  const size_t length = strnlen(error.message, sizeof error.message);
  const std::string said(error.message, length);
  return failure(trouble_of(status), "{}: {}", plugin_id,
                 said.empty() ? fmt::format("failed with status {} and gave no reason", status) : said);
}

}  // namespace filmgate

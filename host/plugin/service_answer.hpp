// SPDX-License-Identifier: Apache-2.0
//
// How a service of the host says to a plugin that it failed, and keeps what it throws to itself. Private to this folder.
#pragma once
#include <filmgate/status.h>

#include <algorithm>
#include <cstring>
#include <exception>
#include <string_view>

namespace filmgate {

inline fg_status fail(fg_error* error, fg_status status, std::string_view message) noexcept {
  if (error && FG_HAS(error, message)) {
    error->status = status;
    error->flags = 0;
    const size_t length = std::min(message.size(), sizeof error->message - 1);
    std::memcpy(error->message, message.data(), length);
    error->message[length] = 0;
  }
  return status;
}

// Nothing may be thrown through a plugin; what the host can throw is a lack of memory.
template <class Body>
fg_status answered(fg_error* error, const Body& body) noexcept {
  try {
    return body();
  } catch (const std::exception&) {
    return fail(error, FG_E_NO_MEMORY, "the host has not enough memory");
  }
}

}  // namespace filmgate

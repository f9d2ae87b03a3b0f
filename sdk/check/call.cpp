// SPDX-License-Identifier: Apache-2.0
#include "call.hpp"

#include <cstring>
#include <mutex>

namespace check {
namespace {

std::mutex turn;
std::string changed_in;

}  // namespace

std::string float_mode_changed_in() {
  const std::lock_guard hold(turn);
  return changed_in;
}

void note_float_mode(const std::string& step, const FloatMode& before) {
  if (float_mode() == before) return;
  restore(before);
  const std::lock_guard hold(turn);
  if (changed_in.empty()) changed_in = step;
}

fg_error no_error() {
  fg_error out{};
  out.struct_size = sizeof out;
  return out;
}

std::string status_name(fg_status status) {
  switch (status) {
    case FG_OK: return "FG_OK";
    case FG_E_INVALID_ARGUMENT: return "FG_E_INVALID_ARGUMENT";
    case FG_E_UNSUPPORTED: return "FG_E_UNSUPPORTED";
    case FG_E_NO_MEMORY: return "FG_E_NO_MEMORY";
    case FG_E_CANCELLED: return "FG_E_CANCELLED";
    case FG_E_STOPPED: return "FG_E_STOPPED";
    case FG_E_IO: return "FG_E_IO";
    case FG_E_NOT_FOUND: return "FG_E_NOT_FOUND";
    case FG_E_MISSING_SEGMENT: return "FG_E_MISSING_SEGMENT";
    case FG_E_TRUNCATED: return "FG_E_TRUNCATED";
    case FG_E_NOT_THIS_FORMAT: return "FG_E_NOT_THIS_FORMAT";
    case FG_E_CORRUPT: return "FG_E_CORRUPT";
    case FG_E_DROPPED_FRAME: return "FG_E_DROPPED_FRAME";
    case FG_E_OUT_OF_RANGE: return "FG_E_OUT_OF_RANGE";
    case FG_E_LICENCE: return "FG_E_LICENCE";
    case FG_E_VENDOR_SDK: return "FG_E_VENDOR_SDK";
    case FG_E_INTERNAL: return "FG_E_INTERNAL";
    default: return fg::concat("status ", status);
  }
}

void succeed(const std::string& step, fg_status status, const fg_error& error) {
  if (status == FG_OK) return;
  const size_t length = strnlen(error.message, sizeof error.message);
  expect(length < sizeof error.message, step, ": the error's message has no end");
  expect(length > 0, step, ": ", status_name(status), " without a message; say what failed, on which file and where");
  throw Refusal{status, fg::concat(step, ": ", status_name(status), ": ", std::string_view(error.message, length))};
}

}  // namespace check

// SPDX-License-Identifier: Apache-2.0
//
// Result<T>: a value, or an Error that says what, where and what to do next. Host code never throws; exceptions
// of libraries end where the library is called.
#pragma once
#include <fmt/core.h>

#include <string>
#include <tl/expected.hpp>

namespace filmgate {

// What kind of trouble it is; the numbers are the process's exit codes (sysexits).
enum class Trouble : int {
  found_wrong = 1,   // the work was done and found something wrong with the media
  usage = 64,
  bad_data = 65,     // never retry
  unavailable = 69,  // no plugin, no service
  internal = 70,
  io = 74,
  try_again = 75,
  permission = 77,
  configuration = 78,
  cancelled = 130,
};

struct Error {
  Trouble trouble = Trouble::internal;
  std::string message;
};

template <class T>
using Result = tl::expected<T, Error>;
using Status = Result<void>;

template <class... Args>
[[nodiscard]] tl::unexpected<Error> failure(Trouble trouble, fmt::format_string<Args...> format, Args&&... args) {
  return tl::unexpected(Error{trouble, fmt::format(format, std::forward<Args>(args)...)});
}

// The same error, told with where it happened in front.
[[nodiscard]] tl::unexpected<Error> within(const std::string& where, Error error);
// From errno: permission, and what may go well another time (a full disk, no memory), get their own trouble.
[[nodiscard]] tl::unexpected<Error> system_failure(int error_number, const std::string& what);
[[nodiscard]] const char* name_of(Trouble trouble);

}  // namespace filmgate

// FILMGATE_TRY(clip, open_clip(path)); gives clip, or returns the error.
#define FILMGATE_TRY_JOIN2(a, b) a##b
#define FILMGATE_TRY_JOIN(a, b) FILMGATE_TRY_JOIN2(a, b)
#define FILMGATE_TRY(name, ...) FILMGATE_TRY_AS(FILMGATE_TRY_JOIN(filmgate_try_, __LINE__), name, __VA_ARGS__)
#define FILMGATE_TRY_AS(holder, name, ...)                          \
  auto holder = (__VA_ARGS__);                                      \
  if (!holder) return tl::unexpected(std::move(holder.error()));    \
  auto name = std::move(*holder)
// FILMGATE_CHECK(write(path)); returns the error of a call that gives no value.
#define FILMGATE_CHECK(...)                                                                   \
  do {                                                                                        \
    auto filmgate_status = (__VA_ARGS__);                                                     \
    if (!filmgate_status) return tl::unexpected(std::move(filmgate_status.error()));          \
  } while (0)

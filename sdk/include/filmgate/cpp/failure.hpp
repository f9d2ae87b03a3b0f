// SPDX-License-Identifier: Apache-2.0
//
// How plugin code says that something failed: throw a Failure. The trampolines turn it, and any other
// exception, into an fg_error; nothing thrown ever crosses the boundary.
#pragma once
#include <filmgate/status.h>

#include <concepts>
#include <cstring>
#include <exception>
#include <new>
#include <string>
#include <string_view>

namespace fg {
inline namespace v1 {

class Failure : public std::exception {
 public:
  Failure(fg_status status, std::string message, uint32_t flags = 0, int64_t vendor_code = 0)
      : status_(status), flags_(flags), vendor_code_(vendor_code), message_(std::move(message)) {}
  const char* what() const noexcept override { return message_.c_str(); }
  fg_status status() const noexcept { return status_; }
  uint32_t flags() const noexcept { return flags_; }
  int64_t vendor_code() const noexcept { return vendor_code_; }

 private:
  fg_status status_;
  uint32_t flags_;
  int64_t vendor_code_;
  std::string message_;
};

inline void append_text(std::string& out, std::string_view text) { out += text; }
inline void append_text(std::string& out, char one) { out += one; }
template <class Number>
  requires std::integral<Number> || std::floating_point<Number>
void append_text(std::string& out, Number number) { out += std::to_string(number); }

template <class... Parts>
std::string concat(const Parts&... parts) {
  std::string out;
  (append_text(out, parts), ...);
  return out;
}

// fail(FG_E_CORRUPT, uri, ": offset ", offset, ": width is 0")
template <class... Parts>
[[noreturn]] void fail(fg_status status, const Parts&... parts) { throw Failure(status, concat(parts...)); }

template <class... Parts>
void require(bool holds, fg_status status, const Parts&... parts) {
  if (!holds) fail(status, parts...);
}

// Text is cut at a character boundary when it does not fit.
inline void fill_error(fg_error* error, fg_status status, std::string_view message, uint32_t flags = 0,
                       int64_t vendor_code = 0) noexcept {
  if (!error || !FG_HAS(error, message)) return;
  error->status = status;
  error->flags = flags;
  error->vendor_code = vendor_code;
  size_t length = message.size() < sizeof error->message ? message.size() : sizeof error->message - 1;
  if (length < message.size())
    while (length > 0 && (static_cast<unsigned char>(message[length]) & 0xC0) == 0x80) --length;
  std::memcpy(error->message, message.data(), length);
  error->message[length] = 0;
}

// Runs what may throw at the C boundary; the only place where a plugin's exceptions end.
template <class Body>
fg_status guard(fg_error* error, Body&& body) noexcept {
  try {
    body();
    return FG_OK;
  } catch (const Failure& failure) {
    fill_error(error, failure.status(), failure.what(), failure.flags(), failure.vendor_code());
    return failure.status() == FG_OK ? FG_E_INTERNAL : failure.status();
  } catch (const std::bad_alloc&) {
    fill_error(error, FG_E_NO_MEMORY, "out of memory");
    return FG_E_NO_MEMORY;
  } catch (const std::exception& other) {
    fill_error(error, FG_E_INTERNAL, other.what());
    return FG_E_INTERNAL;
  } catch (...) {
    fill_error(error, FG_E_INTERNAL, "the plugin threw something that is not an exception");
    return FG_E_INTERNAL;
  }
}

// For a host's own answers, seen from a plugin: a failed call becomes a Failure with the host's words.
inline void check(fg_status status, const fg_error& error) {
  if (status != FG_OK)
    throw Failure(status, error.message[0] ? error.message : "the host gave no reason", error.flags, error.vendor_code);
}

}  // namespace v1
}  // namespace fg

// SPDX-License-Identifier: Apache-2.0
//
// How errors gain their context and their words.
#include "base/result.hpp"

#include <cerrno>
#include <cstring>

namespace filmgate {

tl::unexpected<Error> within(const std::string& where, Error error) {
  error.message = where + ": " + error.message;
  return tl::unexpected(std::move(error));
}

namespace {

struct Verdict {
  Trouble trouble;
  const char* advice; // "" when the system's own words say enough
};

// What another time or another user can mend is not the medium's fault.
Verdict verdict_on(int error_number) {
  switch (error_number) {
    case EACCES:
    case EPERM:
    case EROFS: return {Trouble::permission, ""};
    case ENOSPC:
    case EDQUOT: return {Trouble::try_again, "; make room and run it again, what is done is kept"};
    case EMFILE:
    case ENFILE: return {Trouble::try_again, "; raise the limit on open files (ulimit -n) or use fewer threads"};
    case ENOMEM: return {Trouble::try_again, "; run it again with more memory or fewer threads"};
    case EAGAIN:
    case EINTR: return {Trouble::try_again, ""};
    default: return {Trouble::io, ""};
  }
}

}  // namespace

tl::unexpected<Error> system_failure(int error_number, const std::string& what) {
  const auto verdict = verdict_on(error_number);
  return tl::unexpected(Error{verdict.trouble, what + ": " + std::strerror(error_number) + verdict.advice});
}

const char* name_of(Trouble trouble) {
  switch (trouble) {
    case Trouble::found_wrong: return "found-wrong";
    case Trouble::usage: return "usage";
    case Trouble::bad_data: return "bad-data";
    case Trouble::unavailable: return "unavailable";
    case Trouble::internal: return "internal";
    case Trouble::io: return "io";
    case Trouble::try_again: return "try-again";
    case Trouble::permission: return "permission";
    case Trouble::configuration: return "configuration";
    case Trouble::cancelled: return "cancelled";
  }
  return "internal";
}

}  // namespace filmgate

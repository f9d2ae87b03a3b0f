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

tl::unexpected<Error> system_failure(int error_number, const std::string& what) {
  const Trouble trouble = error_number == EACCES || error_number == EPERM || error_number == EROFS ? Trouble::permission
                          : error_number == EAGAIN || error_number == EINTR                        ? Trouble::try_again
                                                                                                  : Trouble::io;
  return tl::unexpected(Error{trouble, what + ": " + std::strerror(error_number)});
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

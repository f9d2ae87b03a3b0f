// SPDX-License-Identifier: Apache-2.0
//
// What every command that runs a request shares: the installation, the limits, Ctrl-C, and telling errors. Private to
// this folder.
#pragma once
#include "catalog/settings.hpp"
#include "worker/supervisor.hpp"

namespace filmgate {

struct RunWish {
  bool in_process = false;
  int64_t silence_seconds = -1; // -1: as the settings say
};

// Runs the request in a worker, or here when asked to. Problems are told on stderr as they come; the other events go to
// `events`. The result is an event too, and is returned.
[[nodiscard]] Json run(const Json& request, const Installation& installation, const RunWish& wish, const Events& events);

void tell(std::string_view text);         // a line on stderr
int tell(const Error& error);             // and its exit code
int tell_result(const Json& result);      // its message, if it has one; its exit code
void put(std::string_view text);          // on stdout
[[nodiscard]] std::string printable(const std::string& text); // no control characters reach a terminal

}  // namespace filmgate

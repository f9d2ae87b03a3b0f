// SPDX-License-Identifier: Apache-2.0
#include "worker/one_shot.hpp"

#include <cstdio>
#include <cstring>
#include <unistd.h>

int main(int count, char** words) {
  if (count > 1) {
    const bool version = std::strcmp(words[1], "--version") == 0;
    std::fputs(version ? "filmgate-worker " FILMGATE_VERSION "\n"
                       : "filmgate-worker: takes one request (JSON) on standard input, writes events and the result as\n"
                         "JSON Lines on standard output. The schemas are request.schema.json and event.schema.json.\n",
               version ? stdout : stderr);
    return version ? 0 : 64;
  }
  return filmgate::run_one_shot(STDIN_FILENO, STDOUT_FILENO);
}

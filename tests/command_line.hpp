// SPDX-License-Identifier: Apache-2.0
//
// Runs a program as a shell would and keeps what it said.
#pragma once
#include "folder_of_its_own.hpp"

#include <sstream>
#include <string>
#include <sys/wait.h>
#include <vector>

struct Said {
  int exit = -1; // 128 and the signal when it was killed
  std::string out, err;
};

inline std::string quoted(const std::string& word) {
  std::string out = "'";
  for (const char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

// environment: NAME=VALUE words that are put before the command.
inline Said run(const std::vector<std::string>& words, const std::string& environment = "") {
  const FolderOfItsOwn folder;
  std::string line = environment;
  for (const auto& word : words) line += " " + quoted(word);
  const int status = std::system((line + " >" + quoted(folder / "out") + " 2>" + quoted(folder / "err") + " </dev/null").c_str());
  const auto read = [&](const char* name) {
    std::ostringstream text;
    text << std::ifstream(folder / name, std::ios::binary).rdbuf();
    return text.str();
  };
  return {WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status), read("out"), read("err")};
}

inline bool is_installed(const std::string& program) { return run({"sh", "-c", "command -v " + program}).exit == 0; }

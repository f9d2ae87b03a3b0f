// SPDX-License-Identifier: Apache-2.0
//
// An installation, a home and a working folder of a test's own, and variables that are put back.
#pragma once
#include "catalog/installation.hpp"
#include "folder_of_its_own.hpp"

#include <map>
#include <optional>

class Elsewhere {
 public:
  Elsewhere() : before_(std::filesystem::current_path()) {
    for (const char* name : {"FILMGATE_CONFIG", "FILMGATE_PLATE_PROFILE", "FILMGATE_THREADS", "FILMGATE_WORKER_SILENCE_SECONDS",
                             "FILMGATE_WORKER_MEMORY_MEGABYTES", "FILMGATE_SANDBOX_FLOOR"})
      set(name, nullptr);
    set("XDG_CONFIG_HOME", (folder / "home").c_str());
    std::filesystem::create_directories(folder / "project");
    std::filesystem::current_path(folder / "project");
    installation.share = filmgate::Path(folder / "share");
  }
  Elsewhere(const Elsewhere&) = delete;
  Elsewhere& operator=(const Elsewhere&) = delete;
  ~Elsewhere() {
    std::filesystem::current_path(before_);
    for (const auto& [name, value] : variables_)
      if (value) ::setenv(name.c_str(), value->c_str(), 1);
      else ::unsetenv(name.c_str());
  }
  void set(const std::string& name, const char* value) {
    const char* held = std::getenv(name.c_str());
    variables_.try_emplace(name, held ? std::optional<std::string>(held) : std::nullopt);
    if (value) ::setenv(name.c_str(), value, 1);
    else ::unsetenv(name.c_str());
  }
  FolderOfItsOwn folder;
  filmgate::Installation installation;

 private:
  std::filesystem::path before_;
  std::map<std::string, std::optional<std::string>> variables_;
};

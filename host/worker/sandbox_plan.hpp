// SPDX-License-Identifier: Apache-2.0
//
// What a confined worker may touch of the file system: the request's reach, and what any plugin needs to be loaded. A
// plain value; nothing is applied here. Private to this folder.
#pragma once
#include "catalog/installation.hpp"
#include "job/reach.hpp"

namespace filmgate {

enum class Grant {
  read_file,
  list_folder,  // names in it and below, no file
  read_folder,  // and all files in it and below
  write_folder, // files in it may be made, read, written, renamed and removed; no folders, links or devices
};

struct GrantedPath {
  Path path;
  Grant grant;
  friend bool operator==(const GrantedPath&, const GrantedPath&) = default;
};

using SandboxPlan = std::vector<GrantedPath>;

[[nodiscard]] SandboxPlan plan_sandbox(const Reach& reach, const Installation& installation);

}  // namespace filmgate

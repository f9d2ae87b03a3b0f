// SPDX-License-Identifier: Apache-2.0
#include "sandbox_plan.hpp"

#include "sanitizers.hpp"

namespace filmgate {
namespace {

// Shared libraries, and the index in which the loader finds them.
constexpr const char* system_folders[] = {"/usr", "/lib", "/lib32", "/lib64", "/libx32"};
constexpr const char* loader_files[] = {"/etc/ld.so.cache", "/etc/ld.so.preload"};
// So that a program asks for as many threads as it gets; nothing of it can be written.
constexpr const char* machine_folders[] = {"/sys/devices/system/cpu"};

}  // namespace

SandboxPlan plan_sandbox(const Reach& reach, const Installation& installation) {
  SandboxPlan out;
  for (const char* folder : system_folders) out.push_back({folder, Grant::read_folder});
  for (const char* file : loader_files) out.push_back({file, Grant::read_file});
  for (const char* folder : machine_folders) out.push_back({folder, Grant::read_folder});
  out.push_back({installation.share, Grant::read_folder});
  for (const auto& bundle : reach.bundles) out.push_back({bundle, Grant::read_folder});
  for (const auto& folder : reach.folders) out.push_back({folder, Grant::read_folder});
  for (const auto& folder : reach.listed) out.push_back({folder, Grant::list_folder});
  for (const auto& file : reach.files) out.push_back({file, Grant::read_file});
  if (!reach.output.empty()) out.push_back({reach.output, Grant::write_folder});
  if (sanitizer_build) out.push_back({"/proc", Grant::read_folder});
  return out;
}

}  // namespace filmgate

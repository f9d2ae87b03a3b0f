// SPDX-License-Identifier: Apache-2.0
#include "scratch_folder.hpp"

#include <cerrno>
#include <climits>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <vector>

namespace filmgate {
namespace {

constexpr int most_files = 100'000;

}  // namespace

std::string resolved_path(const Path& path) {
  char buffer[PATH_MAX];
  return ::realpath(path.c_str(), buffer) ? std::string(buffer) : std::string();
}

bool lies_beneath(const std::string& path, std::string folder) {
  if (!folder.ends_with('/')) folder += '/';
  return path.starts_with(folder);
}

Result<ScratchFolder> ScratchFolder::make(const Path& output) {
  const auto written = output.empty() ? std::string() : resolved_path(output); // one that is not there yet holds nothing
  const char* wished = std::getenv("TMPDIR");
  for (const auto& place : {std::string(wished ? wished : ""), std::string("/tmp"), std::string("/var/tmp")}) {
    const auto folder = place.starts_with('/') ? resolved_path(place) : std::string();
    if (folder.empty() || (!written.empty() && (folder == written || lies_beneath(folder, written)))) continue;
    auto name = folder + "/filmgate-bridge-XXXXXX";
    if (::mkdtemp(name.data())) return ScratchFolder(name); // 0700
  }
  return failure(Trouble::io, "no folder for the output of tools: none of TMPDIR, /tmp and /var/tmp can be written and lies outside of the output folder; set TMPDIR");
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  if (!path_.empty()) std::filesystem::remove_all(path_.bytes(), ignored);
}

void ScratchFolder::empty() const {
  std::error_code ignored;
  std::vector<std::filesystem::path> left;
  for (std::filesystem::directory_iterator at(path_.bytes(), ignored), end; !ignored && at != end; at.increment(ignored)) left.push_back(at->path());
  for (const auto& one : left) std::filesystem::remove_all(one, ignored);
}

// A tool makes and removes folders while they are counted: what is gone takes nothing.
uint64_t ScratchFolder::bytes() const {
  const auto gone = [](const std::error_code& code) { return code == std::errc::no_such_file_or_directory; };
  std::vector<std::filesystem::path> folders{path_.bytes()};
  uint64_t out = 0;
  int entries = 0;
  while (!folders.empty()) {
    const auto folder = std::move(folders.back());
    folders.pop_back();
    std::error_code trouble;
    std::filesystem::directory_iterator at(folder, trouble);
    for (const std::filesystem::directory_iterator end; !trouble && at != end; at.increment(trouble)) {
      if (++entries > most_files) return UINT64_MAX;
      std::error_code since;
      const auto type = at->symlink_status(since).type();
      if (type == std::filesystem::file_type::directory) folders.push_back(at->path());
      if (type != std::filesystem::file_type::regular) continue;
      if (const auto size = at->file_size(since); !since) out += size;
    }
    if (trouble && !gone(trouble)) return UINT64_MAX;
  }
  return out;
}

}  // namespace filmgate

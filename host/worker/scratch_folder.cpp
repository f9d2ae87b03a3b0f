// SPDX-License-Identifier: Apache-2.0
#include "scratch_folder.hpp"

#include <cerrno>
#include <climits>
#include <cstdlib>
#include <filesystem>

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

uint64_t ScratchFolder::bytes() const {
  std::error_code trouble;
  uint64_t out = 0;
  int files = 0;
  for (std::filesystem::recursive_directory_iterator at(path_.bytes(), trouble), end; at != end; at.increment(trouble)) {
    if (trouble || ++files > most_files) return UINT64_MAX;
    std::error_code gone; // since it was listed
    if (const auto status = at->symlink_status(gone); !gone && status.type() == std::filesystem::file_type::regular)
      if (const auto size = at->file_size(gone); !gone) out += size;
  }
  return trouble ? UINT64_MAX : out;
}

}  // namespace filmgate

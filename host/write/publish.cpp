// SPDX-License-Identifier: Apache-2.0
#include "write/publish.hpp"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

namespace filmgate {
namespace {

Status sync_all(const std::vector<PendingFile>& files) {
  for (const auto& pending : files) // starts the writing of all before waiting for any
    ::sync_file_range(pending.file.fd(), 0, 0, SYNC_FILE_RANGE_WRITE);
  for (const auto& pending : files)
    if (::fsync(pending.file.fd()) != 0) return system_failure(errno, pending.temporary.display() + ": fsync");
  return {};
}

}  // namespace

Status publish(std::vector<PendingFile> files, const Path& folder) {
  Status status = sync_all(files);
  for (auto& pending : files) {
    if (status && ::rename(pending.temporary.c_str(), pending.final_name.c_str()) != 0)
      status = system_failure(errno, pending.final_name.display());
    if (!status) ::unlink(pending.temporary.c_str());
  }
  FILMGATE_CHECK(std::move(status));
  OpenFile open(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!open.open() || ::fsync(open.fd()) != 0) return system_failure(errno, folder.display());
  return {};
}

}  // namespace filmgate

// SPDX-License-Identifier: Apache-2.0
#include "probe.hpp"

#include "base/file.hpp"

#include <fcntl.h>
#include <unistd.h>

namespace filmgate {
namespace {
constexpr uint32_t head_bytes = 65536; // who made an MXF file stands behind a primer of some thousand bytes
}

int probed(LoadedPlugin& plugin, ProbeFunction probe, const Path& file, const JobHandle& handle) {
  OpenFile open(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (!open.open()) return 0;
  std::vector<uint8_t> head(head_bytes);
  const ssize_t got = ::pread(open.fd(), head.data(), head.size(), 0);
  if (got <= 0) return 0;
  const off_t size = ::lseek(open.fd(), 0, SEEK_END);
  const fg_job job{&handle};
  const fg_probe about{sizeof(fg_probe), file.c_str(), head.data(), static_cast<uint32_t>(got), static_cast<uint64_t>(size), nullptr, &job};
  const int score = watched_closely(plugin.raw().misdeeds, probe, plugin.raw().handle, &about);
  plugin.raw().tell(&handle);
  return score;
}

}  // namespace filmgate

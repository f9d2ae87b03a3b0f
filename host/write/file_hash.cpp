// SPDX-License-Identifier: Apache-2.0
#include "write/file_hash.hpp"

#include <cerrno>
#include <fcntl.h>
#include <memory>
#include <new>
#include <unistd.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

namespace filmgate {
namespace {
std::string hex(XXH128_hash_t digest) { return fmt::format("{:016x}{:016x}", digest.high64, digest.low64); }
}  // namespace

std::string xxh128_of(std::string_view bytes) { return hex(XXH3_128bits(bytes.data(), bytes.size())); }

Result<FileHash> hash_of(int fd, const Path& name, const std::function<bool(uint64_t)>& each) {
  constexpr size_t block_bytes = 256 << 10;
  constexpr uint64_t report_bytes = 1u << 30;
  const auto block = std::make_unique<uint8_t[]>(block_bytes);
  const std::unique_ptr<XXH3_state_t, XXH_errorcode (*)(XXH3_state_t*)> state(XXH3_createState(), &XXH3_freeState);
  if (!state) throw std::bad_alloc();
  XXH3_128bits_reset(state.get());
  FileHash out;
  for (;;) {
    const ssize_t got = ::pread(fd, block.get(), block_bytes, static_cast<off_t>(out.bytes));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return system_failure(errno, name.display());
    if (got == 0) break;
    XXH3_128bits_update(state.get(), block.get(), static_cast<size_t>(got));
    const auto before = out.bytes;
    out.bytes += static_cast<uint64_t>(got);
    if (each && before / report_bytes != out.bytes / report_bytes && !each(out.bytes))
      return failure(Trouble::cancelled, "{}: hashing was stopped", name.display());
  }
  out.xxh128 = hex(XXH3_128bits_digest(state.get()));
  return out;
}

Result<FileHash> hash_of(const Path& file, const std::function<bool(uint64_t)>& each) {
  OpenFile open(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (!open.open()) return system_failure(errno, file.display());
  return hash_of(open.fd(), file, each);
}

}  // namespace filmgate

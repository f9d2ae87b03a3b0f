// SPDX-License-Identifier: Apache-2.0
//
// What proves a file: its size and hash.
#pragma once
#include "base/file.hpp"

#include <functional>
#include <string_view>

namespace filmgate {

struct FileHash {
  uint64_t bytes = 0;
  std::string xxh128; // lower-case hex of XXH3's 128 bits, as ASC MHL writes it
};

[[nodiscard]] std::string xxh128_of(std::string_view bytes);
// Reads the whole file. 82 MB that lie in the page cache take about 10 ms.
[[nodiscard]] Result<FileHash> hash_of(int fd, const Path& name, const std::function<bool(uint64_t done)>& each = {});
// `each` is told the bytes done about every GiB, and stops it by returning false.
[[nodiscard]] Result<FileHash> hash_of(const Path& file, const std::function<bool(uint64_t done)>& each = {});

}  // namespace filmgate

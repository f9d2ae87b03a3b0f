// SPDX-License-Identifier: Apache-2.0
//
// Where the files of a trimmed clip go. Called from the thread that trims; a failure ends the trim and is its outcome,
// whatever the plugin makes of it.
#pragma once
#include "base/result.hpp"

#include <cstdint>
#include <span>
#include <string>

namespace filmgate {

class TrimOutput {
 public:
  virtual ~TrimOutput() = default;
  [[nodiscard]] virtual Status begin(const std::string& name) = 0; // the next file
  [[nodiscard]] virtual Status put(std::span<const uint8_t> bytes) = 0;
  // `file` counts the files that the clip was opened with, then the sidecars.
  [[nodiscard]] virtual Status copy(uint32_t file, uint64_t offset, uint64_t bytes) = 0;
  [[nodiscard]] virtual Status patch(uint64_t offset, std::span<const uint8_t> bytes) = 0;
};

}  // namespace filmgate

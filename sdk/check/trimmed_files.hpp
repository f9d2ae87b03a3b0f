// SPDX-License-Identifier: Apache-2.0
//
// A host's sink for a shorter original: the files lie in the check's own folder, every broken rule is answered with a
// status as a host answers it, and noted.
#pragma once
#include "finding.hpp"

#include <filmgate/draft/trim.h>

#include <filesystem>
#include <fstream>
#include <optional>
#include <vector>

namespace check {

class TrimmedFiles {
 public:
  // `originals`: what copy() counts. `most`: after so many bytes the disk is full.
  TrimmedFiles(std::filesystem::path folder, std::vector<std::string> originals, uint64_t most = UINT64_MAX);
  TrimmedFiles(const TrimmedFiles&) = delete;
  fg_trim_sink sink();
  std::vector<std::filesystem::path> files(); // in the order they were begun, all bytes in them
  const std::optional<std::string>& wrong() const { return wrong_; } // the first rule that was broken
  fg_status refused() const { return refused_; }                     // what the sink answered last but FG_OK

 private:
  fg_status begin(const char* name);
  fg_status append(const void* bytes, uint64_t count);
  fg_status copy(uint32_t file, uint64_t offset, uint64_t count);
  fg_status patch(uint64_t offset, const void* bytes, uint64_t count);
  fg_status break_rule(const std::string& text);
  template <class Step>
  fg_status answer(const Step& step, fg_error* error);

  std::filesystem::path folder_;
  std::vector<std::string> originals_;
  uint64_t most_, written_ = 0, all_ = 0; // bytes: at most, of the current file, of all
  std::vector<std::filesystem::path> files_;
  std::fstream current_;
  std::optional<std::string> wrong_;
  std::string why_;
  fg_status refused_ = FG_OK;
};

}  // namespace check

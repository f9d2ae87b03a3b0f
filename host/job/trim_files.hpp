// SPDX-License-Identifier: Apache-2.0
//
// The files of a trimmed clip on their way to disk: each under a hidden name that ends as its own does, so that a reader
// can open the new clip before it has its names. What is not published removes itself; what a killed run left is removed
// by the next one. Private to this folder.
#pragma once
#include "plugin/trim_output.hpp"
#include "write/file_hash.hpp"
#include "write/temporary_file.hpp"

#include <atomic>
#include <memory>
#include <vector>

namespace filmgate {

struct TrimmedFile {
  std::string name; // final
  Path temporary;
  FileHash hash;    // after settle()
};

class TrimFiles final : public TrimOutput {
 public:
  // `originals`: what copy() counts. `stem` and `attempt` are fit for file names.
  [[nodiscard]] static Result<std::unique_ptr<TrimFiles>> create(const Path& folder, const std::string& stem, const std::string& attempt,
                                                                 std::vector<Path> originals, const std::atomic<bool>& cancelled);
  TrimFiles(const TrimFiles&) = delete;
  TrimFiles& operator=(const TrimFiles&) = delete;
  ~TrimFiles() override;

  [[nodiscard]] Status begin(const std::string& name) override;
  [[nodiscard]] Status put(std::span<const uint8_t> bytes) override;
  [[nodiscard]] Status copy(uint32_t file, uint64_t offset, uint64_t bytes) override;
  [[nodiscard]] Status patch(uint64_t offset, std::span<const uint8_t> bytes) override;

  [[nodiscard]] const std::vector<TrimmedFile>& files() const { return files_; }
  [[nodiscard]] uint64_t bytes() const { return bytes_; }
  // All bytes on the disk, and hashed. A file that has the name already must be the same: nothing is ever replaced by
  // another, for it might be an original.
  [[nodiscard]] Status settle();
  [[nodiscard]] Status publish();

 private:
  TrimFiles(Path folder, std::string attempt, TemporaryFile lock, std::vector<Path> originals, const std::atomic<bool>& cancelled)
      : folder_(std::move(folder)), attempt_(std::move(attempt)), lock_(std::move(lock)), originals_(std::move(originals)), cancelled_(cancelled) {}
  [[nodiscard]] Status open_original(uint32_t file);
  [[nodiscard]] Status copy_piece(uint64_t& offset, uint64_t& bytes);
  [[nodiscard]] Status check_name(const std::string& name) const;
  [[nodiscard]] Status settle_file(TrimmedFile& file) const;

  Path folder_;
  std::string attempt_;
  TemporaryFile lock_;
  std::vector<Path> originals_;
  const std::atomic<bool>& cancelled_;
  std::vector<TrimmedFile> files_;
  OpenFile current_, original_;
  uint32_t opened_ = UINT32_MAX; // which original that is
  uint64_t written_ = 0, bytes_ = 0; // of the current file; of all
  std::vector<uint8_t> block_;
};

}  // namespace filmgate

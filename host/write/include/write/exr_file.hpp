// SPDX-License-Identifier: Apache-2.0
//
// One OpenEXR file of half RGB scan lines, written under a temporary name. Chunks are encoded on any thread and written
// in order. A file that is not finished removes itself.
#pragma once
#include "write/exr_header.hpp"
#include "write/temporary_file.hpp"

#include <memory>
#include <span>

namespace filmgate {

struct EncodedRows { // whole chunks, ready for the disk
  struct Chunk {
    int32_t first_row;
    std::vector<uint8_t> bytes; // empty: the packed rows as they are
    std::span<const uint8_t> packed;
  };
  std::vector<Chunk> chunks;
};

class ExrFile {
 public:
  [[nodiscard]] static Result<std::unique_ptr<ExrFile>> create(const Path& temporary, const ExrHeader& header);
  ~ExrFile();
  ExrFile(const ExrFile&) = delete;
  ExrFile& operator=(const ExrFile&) = delete;
  [[nodiscard]] int32_t rows_per_chunk() const;
  [[nodiscard]] uint64_t row_bytes() const; // of a scan line: B, G, R
  // first_row is a multiple of rows_per_chunk(). `packed` must live until write(). Any thread.
  [[nodiscard]] Result<EncodedRows> encode(int32_t first_row, std::span<uint8_t> packed) const;
  [[nodiscard]] Status write(const EncodedRows& rows); // in order, one thread at a time
  // Writes what is left and gives the file away, for the one fsync batch.
  [[nodiscard]] Result<TemporaryFile> finish();

 private:
  struct Raw;
  explicit ExrFile(std::unique_ptr<Raw> raw);
  std::unique_ptr<Raw> raw_;
};

}  // namespace filmgate

// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as a lossless JPEG, line by line into memory of exactly their size. Inputs of odd length are read as DNG before
// 1.1 wrote them.
#include "fuzz/promise.hpp"
#include <filmgate/cpp/draft/lossless_jpeg.hpp>

#include <cstdint>
#include <memory>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  constexpr uint64_t most_samples = 1u << 17;
  try {
    fg::draft::LosslessJpeg jpeg(fg::draft::piece_of(fg::ByteView({data, size}, "a.dng")), size % 2 == 1);
    const auto& header = jpeg.header();
    fuzz::promise(header.row_samples() >= 1 && header.row_samples() <= 65535u * 4u && header.lines <= 65535, "a size that no JPEG has");
    const auto line = std::make_unique<uint16_t[]>(header.row_samples());
    uint32_t or_of_all = 0;
    for (uint64_t y = 0; y < header.lines && y * header.row_samples() < most_samples; ++y) {
      jpeg.next_line(line.get());
      for (uint64_t x = 0; x < header.row_samples(); ++x) or_of_all |= line[x];
    }
    fuzz::promise(or_of_all <= 65535, "a sample of more than 16 bits");
  } catch (const fg::Failure& failure) {
    const auto status = failure.status();
    fuzz::promise(status == FG_E_CORRUPT || status == FG_E_TRUNCATED || status == FG_E_UNSUPPORTED, failure.what());
    fuzz::promise(std::string_view(failure.what()).find("a.dng") != std::string_view::npos, std::string("a failure without its file: ") + failure.what());
  }
  return 0;
}

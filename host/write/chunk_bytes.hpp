// SPDX-License-Identifier: Apache-2.0
//
// A chunk's bytes on their way to disk: OpenEXR's split and delta before deflate, and deflate by ISA-L. Private to this
// folder. Layout: OpenEXR file layout document, ZIP compression.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace filmgate {

// Even bytes first, then odd ones; each byte becomes its difference to the one before, plus 128.
void split_and_delta(std::span<const uint8_t> in, std::span<uint8_t> scratch, std::span<uint8_t> out);
// zlib stream of `in`; empty when it would not be smaller.
[[nodiscard]] std::vector<uint8_t> deflate_smaller(std::span<const uint8_t> in);

}  // namespace filmgate

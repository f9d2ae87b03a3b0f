// SPDX-License-Identifier: Apache-2.0
//
// Source: Adobe DNG 1.7.1, TIFF 6.0.
#include "tag_names.hpp"

namespace dng {

std::string name_of_compression(uint64_t compression) {
  switch (compression) {
    case 1: return "uncompressed";
    case 7: return "JPEG (7, lossless or 12-bit)";
    case 8: return "deflate (8)";
    case 9: return "VC-5 (9)";
    case 34892: return "lossy JPEG (34892)";
    case 52546: return "JPEG XL (52546)";
    default: return fg::concat("compression ", compression);
  }
}

}  // namespace dng

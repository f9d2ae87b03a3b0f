// SPDX-License-Identifier: Apache-2.0
#include "dng/head.hpp"

#include "dng/raw_image.hpp"
#include "dng/tags.hpp"

namespace dng {

std::optional<uint64_t> raw_compression_in(const fg::ByteView& head) {
  try {
    const fg::draft::Tiff tiff(fg::draft::tiff_bytes_of(head)); // what lies behind the head is one of its problems
    if (!tiff.directories().front().find(tag::dng_version)) return std::nullopt;
    for (const auto& directory : tiff.directories()) {
      const auto* compression = is_raw(tiff, directory) ? directory.find(tag::compression) : nullptr;
      if (compression && compression->count == 1) return tiff.integers(*compression).front();
    }
  } catch (const fg::Failure&) { // no TIFF, or none that the head shows
  }
  return std::nullopt;
}

}  // namespace dng

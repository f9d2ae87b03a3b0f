// SPDX-License-Identifier: Apache-2.0
//
// Any description of a picture, as a plugin may give it. What the host believes has rows that it can allocate.
#include "fuzz/image_desc_of.hpp"
#include "fuzz/promise.hpp"
#include "plugins/stranger_samples.hpp"
#include "raw.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  fuzz::FuzzInput in(data, size);
  const auto desc = fuzz::image_desc_of(in, 65536);
  const auto shape = filmgate::shape_of(desc);
  if (!shape) {
    fuzz::promise(!shape.error().message.empty(), "an error without words");
    return 0;
  }
  const auto channels = stranger::channels_of(desc);
  const uint64_t bytes = stranger::row_bytes_of(desc, uint64_t{desc.width} * (desc.planar ? 1 : channels));
  fuzz::promise(shape->row_bytes == bytes && bytes >= 1 && bytes <= 65535u * 16u, "rows of another length than the ABI says");
  fuzz::promise(shape->planes >= 1 && shape->planes <= 4, "planes that are not in an image");
  const filmgate::DescCopy copy(desc);
  fuzz::promise((copy.desc.encoding != nullptr) == (desc.encoding != nullptr), "a copy that lost its encoding");
  return 0;
}

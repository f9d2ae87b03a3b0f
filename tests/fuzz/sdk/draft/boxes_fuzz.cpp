// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as boxes, walked in depth. A box lies in what holds it, and the next one behind it.
#include "fuzz/sdk/draft/file_in_memory.hpp"

#include <filmgate/cpp/draft/boxes.hpp>

namespace {

using fg::draft::Box;

void walk(const fg::draft::Boxes& boxes, const std::vector<Box>& level, uint64_t from, uint64_t end, int depth) {
  uint64_t at = from;
  for (const auto& box : level) {
    fuzz::promise(box.offset == at && box.header_bytes >= 8 && box.bytes >= box.header_bytes && box.bytes <= end - at, "a box that leaves what holds it");
    fuzz::promise(box.type.size() == 4, "a type that is not four characters");
    at += box.bytes;
    if (box.body_bytes() <= 64) (void)boxes.read(box, 64);
    if (depth < 12) walk(boxes, boxes.children(box), box.body(), box.body() + box.body_bytes(), depth + 1);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  return fuzz::read_as("mov", data, size, [&](const fg::File& file) {
    const fg::draft::Boxes boxes(file);
    for (const char* path : {"moov/trak/mdia/minf/stbl", "moov/meta", "uuid"})
      if (const auto found = boxes.find(path)) fuzz::promise(found->offset + found->bytes <= size, "a box past the end");
    walk(boxes, boxes.top(), 0, size, 0);
  });
}

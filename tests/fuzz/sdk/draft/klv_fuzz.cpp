// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as KLV packets: walked in the file, walked in memory, and their values as local sets.
#include "fuzz/sdk/draft/file_in_memory.hpp"

#include <filmgate/cpp/draft/klv.hpp>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace fg::draft;
  return fuzz::read_as("mxf", data, size, [&](const fg::File& file) {
    std::vector<Klv> walked;
    KlvWalk walk(file, 0, size);
    for (auto packet = walk.next(); packet; packet = walk.next()) {
      fuzz::promise(packet->end() <= size && packet->header_bytes >= 17 && (walked.empty() || packet->offset == walked.back().end()), "a packet out of its place");
      walked.push_back(*packet);
    }
    const fg::ByteView view({data, size}, "/clip/a.mxf");
    size_t held = 0;
    each_klv(view, [&](const Klv& packet, const fg::ByteView& value) {
      fuzz::promise(held < walked.size() && walked[held].offset == packet.offset && walked[held].bytes == value.size(), "memory and file differ");
      ++held;
      (void)label_text(packet.key);
      uint64_t items = 0;
      (void)each_local_item(value, [&](uint16_t, const fg::ByteView& item) { items += item.size(); });
      fuzz::promise(items <= value.size(), "items larger than their set");
    });
    fuzz::promise(held == walked.size(), "memory and file have not the same packets");
    if (const auto start = partition_start(view)) fuzz::promise(*start + 16 <= size, "a partition past the end");
  });
}

// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as a movie's keyed values, and as one value of any type (the first byte).
#include "fuzz/sdk/draft/file_in_memory.hpp"
#include "fuzz/value_sinks.hpp"

#include <filmgate/cpp/draft/item_list.hpp>

namespace {

void hold(const std::string& key, const fg::Value& value) {
  fuzz::Kept kept;
  fuzz::promise(kept.put(("k" + key).c_str(), fg::lend(value)), "a value that may not be");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size > 0) hold("", fg::draft::item_value(data[0], fg::ByteView({data + 1, size - 1}, "/clip/a.mov")));
  return fuzz::read_as("mov", data, size, [&](const fg::File& file) {
    const fg::draft::Boxes boxes(file);
    for (const char* path : {"meta", "moov/meta"})
      if (const auto meta = boxes.find(path))
        for (const auto& item : fg::draft::item_list(boxes, *meta, 4096)) hold(item.key, item.value);
  });
}

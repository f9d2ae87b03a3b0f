// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as a track's tables; any sample is then looked for.
#include "fuzz/sdk/draft/file_in_memory.hpp"

#include <filmgate/cpp/draft/sample_table.hpp>

namespace {

void look(const fg::draft::SampleTable& table, uint64_t index) {
  fuzz::promise(table.key_at_or_before(index) <= index || !table.every_sample_is_key(), "a key sample behind the sample");
  try {
    (void)table.at(index);
  } catch (const fg::Failure& failure) {
    const auto status = failure.status();
    fuzz::promise(status == FG_E_OUT_OF_RANGE ? index >= table.count() : status == FG_E_CORRUPT, failure.what());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  return fuzz::read_as("mov", data, size, [&](const fg::File& file) {
    const fg::draft::Boxes boxes(file);
    const auto stbl = boxes.find("stbl");
    if (!stbl) return;
    const fg::draft::SampleTable table(boxes, *stbl);
    fuzz::promise(table.duration() >= 0, "a track that ends before it begins");
    for (const uint64_t index : {uint64_t{0}, uint64_t{1}, uint64_t{7}, table.count() / 2, table.count() - 1, table.count()}) look(table, index);
  });
}

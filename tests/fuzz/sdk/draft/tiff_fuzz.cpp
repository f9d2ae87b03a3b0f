// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as a TIFF: every value of every directory.
#include <filmgate/cpp/draft/tiff_names.hpp>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  for (const bool chained : {true, false}) try {
    const fg::draft::Tiff tiff(fg::draft::tiff_bytes_of(fg::ByteView({data, size}, "fuzz")), chained);
    for (const auto& directory : tiff.directories())
      for (const auto& entry : directory.entries) {
        (void)tiff.value(entry), (void)tiff.numbers(entry), (void)tiff.raw_bytes(entry);
        (void)fg::draft::name_of_tag(entry.tag, directory.place);
        if (fg::draft::tiff_is_unsigned(entry.type)) (void)tiff.integers(entry);
      }
  } catch (const fg::Failure&) {
  }
  return 0;
}

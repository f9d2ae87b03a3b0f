// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as a payload of GPMF: what comes out has as many values as its rows and columns say, and none is made of nothing.
#include "fuzz/promise.hpp"

#include <gpmf/payload.hpp>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  for (const auto& series : gpmf::read_payload(fg::ByteView({data, size}, "fuzz"))) {
    fuzz::promise(series.key.size() == 4, "a key of four characters");
    fuzz::promise(series.is_text() || series.values.size() == series.rows * series.columns, "rows x columns values");
    fuzz::promise(series.values.size() <= size, "no more values than bytes");
    (void)gpmf::rows_of(series, size % 7, size % 7 + 3);
  }
  return 0;
}

// SPDX-License-Identifier: Apache-2.0
#include "fuzz/export_target.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) { return fuzz::export_of("A001.csv", data, size); }

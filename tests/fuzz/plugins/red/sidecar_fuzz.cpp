// SPDX-License-Identifier: Apache-2.0
//
// Any text as the .RMD sidecar of a clip: values with keys, or a failure that names the file.
#include "fuzz/sdk/draft/file_in_memory.hpp"
#include "sidecar.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  return fuzz::read_as("RMD", data, size, [](const fg::File& file) {
    for (const auto& [key, value] : red::read_sidecar(file)) {
      fuzz::promise(key.starts_with("red.rmd.") && key.size() <= 512, "a key that is none: " + key);
      if (const auto* text = std::get_if<std::string>(&value)) fuzz::promise(text->find('\0') == text->npos && text->size() <= file.size() * 3, "a text that is none");
      if (const auto* rate = std::get_if<fg_rational>(&value)) fuzz::promise(rate->den > 0, "a rate that may not be");
    }
  });
}

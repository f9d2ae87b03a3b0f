// SPDX-License-Identifier: Apache-2.0
//
// A fuzzer's bytes as the SDK's open file. What reads it may fail with a status that a file can cause, and no other.
#pragma once
#include "fuzz/memory_host.hpp"
#include "fuzz/promise.hpp"

#include <filmgate/cpp/host.hpp>

namespace fuzz {

template <class Body> // void(const fg::File&)
int read_as(const std::string& extension, const uint8_t* data, size_t size, Body body) {
  MemoryHost host;
  host.files.push_back({"/clip/a." + extension, {data, size}});
  try {
    const auto file = fg::Host(&host).open(host.files[0].uri);
    body(file);
  } catch (const fg::Failure& failure) {
    const auto status = failure.status();
    promise(status == FG_E_CORRUPT || status == FG_E_TRUNCATED || status == FG_E_UNSUPPORTED || status == FG_E_OUT_OF_RANGE,
            std::to_string(status) + ": " + failure.what());
    promise(std::string_view(failure.what()).find("/clip/a.") != std::string_view::npos, std::string("a failure without its file: ") + failure.what());
  }
  promise(host.open_files == 0, "the file is left open");
  return 0;
}

}  // namespace fuzz

// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as an ICC profile: a description in UTF-8 and a known encoding or none, and nothing thrown but for a profile without tags.
#include "icc_profile.hpp"
#include "fuzz/promise.hpp"

#include <filmgate/cpp/draft/verbatim.hpp>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto profile = images::read_icc_profile({{data, size}, "/clip/a.icc"});
  fuzz::promise(fg::draft::is_utf8(profile.description), "a description that is no UTF-8");
  fuzz::promise(profile.encoding.empty() || profile.encoding == "iec.61966-2-1", "an encoding that nobody defines");
  return 0;
}

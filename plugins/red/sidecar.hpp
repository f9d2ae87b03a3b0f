// SPDX-License-Identifier: Apache-2.0
//
// The .RMD sidecar that RED's tools write beside a clip: XML, one element a value: <lens type="string" value="…"/>,
// <frame_rate_override num="24" den="1"/>. Nested elements join their names with dots.
#pragma once
#include <filmgate/cpp/host.hpp>
#include <filmgate/cpp/value.hpp>

namespace red {

struct SidecarValue {
  std::string key; // "red.rmd.lens"
  fg::Value value;
};

// FG_E_CORRUPT when it is not XML, FG_E_UNSUPPORTED when it is larger than any sidecar.
[[nodiscard]] std::vector<SidecarValue> read_sidecar(const fg::File& file);

}  // namespace red

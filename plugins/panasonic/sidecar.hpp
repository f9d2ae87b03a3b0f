// SPDX-License-Identifier: Apache-2.0
//
// The clip's XML on a P2 card (CONTENTS/CLIP/0001AB.XML): P2Main, or ClipMain of later cameras. Each value goes by the path of
// its elements below the root: panasonic.xml.ClipContent.ClipName; attributes by their names behind it.
#pragma once
#include <filmgate/cpp/host.hpp>

namespace panasonic {

struct SidecarValue {
  std::string key, text;
};

// FG_E_CORRUPT when it is not XML, FG_E_NOT_THIS_FORMAT when it is of another kind, FG_E_UNSUPPORTED when it is larger than any.
[[nodiscard]] std::vector<SidecarValue> read_sidecar(const fg::File& file);

}  // namespace panasonic

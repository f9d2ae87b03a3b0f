// SPDX-License-Identifier: Apache-2.0
//
// Whether attributes are as long as their types are. OpenEXR's library reads a known type by its own length, whatever the header
// states, and takes what follows a wrong one for names and sizes: such a header must not reach it.
#pragma once
#include "exr_header.hpp"

namespace images {

// "": all are. Else which one is not.
[[nodiscard]] std::string wrong_size(const ExrHeader& header);

}  // namespace images

// SPDX-License-Identifier: Apache-2.0
//
// What a codestream may ask of a decoder before one is let near it. Headers of a few bytes can claim tiles, precincts and
// layers by the million, for all of which a decoder reserves memory.
#pragma once
#include <filmgate/cpp/byte_view.hpp>

namespace red {

// Four unsigned components of 12 bits and width x height, in measure. FG_E_UNSUPPORTED, FG_E_CORRUPT, FG_E_TRUNCATED.
void check_limits(const fg::ByteView& codestream, uint32_t width, uint32_t height, const std::string& about);

}  // namespace red

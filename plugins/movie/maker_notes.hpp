// SPDX-License-Identifier: Apache-2.0
//
// Nikon's tags in a movie, udta/NCDT/NCTG: u32 tag, u16 format as in TIFF (2 text, 3 u16, 4 u32, 5 u32 / u32, 10 i32 / i32 …), u16
// count, the values; big-endian. The other boxes of NCDT are pictures and versions. Source: exiftool (Nikon.pm, "NCTG").
#pragma once
#include "named_value.hpp"

#include <filmgate/cpp/byte_view.hpp>

namespace movie {

[[nodiscard]] NamedValues nikon_values(const fg::ByteView& boxes);

}  // namespace movie

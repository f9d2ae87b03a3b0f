// SPDX-License-Identifier: Apache-2.0
//
// Boxes of a movie's user data, whose type is the key:
//   '©xxx'  u16 size, u16 language, text, and on (QuickTime), or text alone
//   NCDT    boxes of Nikon's: maker_notes.hpp
//   others  text when it is that, else bytes: their meaning is their maker's
// Source: Apple, QuickTime File Format, "User Data"; exiftool's tag tables for what makers put there.
#pragma once
#include "named_value.hpp"

#include <filmgate/cpp/byte_view.hpp>

namespace movie {

[[nodiscard]] NamedValues user_values(const std::string& type, const fg::ByteView& body);

}  // namespace movie

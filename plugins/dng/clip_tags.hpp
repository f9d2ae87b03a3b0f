// SPDX-License-Identifier: Apache-2.0
//
// Every tag of a DNG as a vendor value "dng.<TagName>", or whatever prefix the dialect has, and the cinema tags that say when a frame is.
// TimeCodes (51043) is byte[8n], SMPTE 331M clause 8.3: BCD frames (0x40 drop), seconds, minutes, hours, then user bits.
#pragma once
#include "dng/dialect.hpp"

#include <filmgate/cpp/record.hpp>

namespace dng {

// In the file's order. The raw directory's tags are "dng.X"; those of IFD0 too, unless the raw directory has the same one:
// then, and for previews, "dng.IFD0.X", "dng.SubIFD1.X". What is too large for a record, or unreadable, is left out and
// named in `left_out`. The dialect's own values come last.
[[nodiscard]] std::vector<TagValue> all_tags(const DngTags& tags, const Dialect& dialect, std::vector<std::string>& left_out);

[[nodiscard]] fg_rational frame_rate_of(const DngTags& tags); // 0/0: none recorded
// The first of recorded timecodes; frame -1 when there is none, its digits are no digits, or no rate counts it.
[[nodiscard]] fg_timecode timecode_of(std::span<const uint8_t> recorded, fg_rational rate);
[[nodiscard]] fg_timecode timecode_of(const DngTags& tags);

}  // namespace dng

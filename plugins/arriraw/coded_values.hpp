// SPDX-License-Identifier: Apache-2.0
//
// Values as the header codes them: text, BCD, rates in thousandths, timecode; and one header field put in a record.
#pragma once
#include "layout.hpp"

#include <filmgate/cpp/host.hpp>
#include <filmgate/cpp/record.hpp>

namespace arriraw {

inline constexpr uint32_t unset32 = 0xFFFFFFFF;
inline constexpr uint16_t unset16 = 0xFFFF;

// Valid UTF-8 always: a field that is none is read as Latin-1, one filled with 0xFF is empty.
std::string text_at(const fg::ByteView& header, uint64_t offset, uint64_t count);

fg_rational fraction_of_thousandths(int64_t value);
// 23976 is 24000/1001; 0/0 when the value is 0 or unset.
fg_rational rate_of_thousandths(uint32_t value);

// frame -1 when no valid timecode is recorded. otherwise: the rate when the block's own time base is unset.
fg_timecode timecode_at(const fg::ByteView& header, uint64_t offset, fg_rational otherwise = {0, 0});

// The digits of a BCD number; empty when a digit is above 9.
std::string bcd_digits(uint32_t value);

void put_field(const fg::ByteView& header, const HeaderField& field, const fg::Record& out);

}  // namespace arriraw

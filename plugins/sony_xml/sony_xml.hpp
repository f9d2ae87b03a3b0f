// SPDX-License-Identifier: Apache-2.0
//
// What the attributes mean, and the LTC of the file.
#pragma once
#include <filmgate/cpp/record.hpp>

namespace sony_xml {

// "19044716": frames, seconds, minutes, hours in decimal digits, of which 0x40 of the frames says drop-frame. tc_fps: numbers
// counted a second; format: of the recorded frames ("24p", "23.98p", "59.94i").
[[nodiscard]] std::optional<fg_timecode> ltc_of(std::string_view value, std::string_view tc_fps, std::string_view format);

struct Keys {
  static constexpr const char* id = "sony_xml";
  static void normalise(const fg::Values& vendor, const fg::Fields& out);
};

}  // namespace sony_xml

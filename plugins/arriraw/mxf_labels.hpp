// SPDX-License-Identifier: Apache-2.0
//
// Which coding of ARRI's lies in an MXF file, by SMPTE labels (RDD 54): containers 060e2b34.0401010d.0d010301.02220100
// (packed) and 02220200 (HDE); codings 060e2b34.0401010d.04010201.02010101 (12 bit), 02010102 (12 bit reverse), 02010103
// (13 bit), 02010201 and 02010202 (HDE); elements 060e2b34.01020101.0d010301.15xx1Cxx, of ARRICORE 15xx20xx. ALEXA Mini and
// Mini LF used labels of the class 0f 01 before these were registered. Source: SMPTE's registers; MediaInfo for the Mini's.
#pragma once
#include <filmgate/cpp/draft/klv.hpp>

namespace arriraw {

enum class MxfCoding : uint8_t { none, packed12, reverse12, packed13, hde12, hde13, hde, arricore, unknown }; // unknown: ARRI's, and no more is said

[[nodiscard]] MxfCoding coding_of(const fg::draft::Label& container, const fg::draft::Label& coding);
[[nodiscard]] MxfCoding coding_of_element(const fg::draft::Label& key); // arricore, unknown (an ARRIRAW element) or none
[[nodiscard]] bool is_supplemental(const fg::draft::Label& key);        // RDD 55: metadata of a frame
[[nodiscard]] const char* coding_name(MxfCoding coding);
[[nodiscard]] bool is_decodable(MxfCoding coding);

}  // namespace arriraw

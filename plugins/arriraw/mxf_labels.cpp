// SPDX-License-Identifier: Apache-2.0
#include "mxf_labels.hpp"

namespace arriraw {

using fg::draft::Label, fg::draft::names_item;

MxfCoding coding_of(const Label& container, const Label& coding) {
  if (names_item(coding, {0x04, 0x01, 0x02, 0x01, 0x02, 0x01})) {
    if (coding[14] == 0x01 && coding[15] == 0x01) return MxfCoding::packed12;
    if (coding[14] == 0x01 && coding[15] == 0x02) return MxfCoding::reverse12;
    if (coding[14] == 0x01 && coding[15] == 0x03) return MxfCoding::packed13;
    if (coding[14] == 0x02 && coding[15] == 0x01) return MxfCoding::hde12;
    if (coding[14] == 0x02 && coding[15] == 0x02) return MxfCoding::hde13;
    return MxfCoding::unknown;
  }
  if (names_item(coding, {0x0f, 0x01, 0x02, 0x02, 0x01, 0x01})) return MxfCoding::unknown;
  if (names_item(container, {0x0d, 0x01, 0x03, 0x01, 0x02, 0x22, 0x02})) return MxfCoding::hde;
  if (names_item(container, {0x0d, 0x01, 0x03, 0x01, 0x02, 0x22})) return MxfCoding::unknown;
  return MxfCoding::none;
}

MxfCoding coding_of_element(const Label& key) {
  const bool picture = names_item(key, {0x0d, 0x01, 0x03, 0x01, 0x15});
  if (picture && key[14] == 0x20) return MxfCoding::arricore;
  if (picture && key[14] == 0x1c) return MxfCoding::unknown;
  return names_item(key, {0x0f, 0x01, 0x03, 0x01, 0x01, 0x01}) ? MxfCoding::unknown : MxfCoding::none;
}

bool is_supplemental(const Label& key) { return names_item(key, {0x0d, 0x01, 0x03, 0x01, 0x17}) && key[14] == 0x0f; }

const char* coding_name(MxfCoding coding) {
  switch (coding) {
    case MxfCoding::packed12: return "ARRIRAW 12-bit uncompressed";
    case MxfCoding::reverse12: return "ARRIRAW 12-bit uncompressed, reverse";
    case MxfCoding::packed13: return "ARRIRAW 13-bit uncompressed";
    case MxfCoding::hde12: return "ARRIRAW HDE 12-bit";
    case MxfCoding::hde13: return "ARRIRAW HDE 13-bit";
    case MxfCoding::hde: return "ARRIRAW HDE";
    case MxfCoding::arricore: return "ARRICORE";
    case MxfCoding::unknown: return "ARRIRAW of a coding that its labels do not tell";
    default: return "";
  }
}

bool is_decodable(MxfCoding coding) { return coding == MxfCoding::packed12 || coding == MxfCoding::reverse12; }

}  // namespace arriraw

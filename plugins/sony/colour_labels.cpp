// SPDX-License-Identifier: Apache-2.0
//
// Labels of transfer characteristics, primaries and coding equations lie at 04 01 01 01 gg nn in the register (01 curves, 03
// primaries and equations); Sony's own at 0e 06 04 01 01 01 gg nn. Sources: SMPTE's register as telemetry-parser lists it.
#include "colour_labels.hpp"

namespace sony {
namespace {

using fg::draft::Label;

// The last eight bytes as one number.
uint64_t low_of(const Label& label) {
  uint64_t out = 0;
  for (size_t i = 8; i < 16; ++i) out = out << 8 | label[i];
  return out;
}

struct Named { uint64_t label; const char* name; };
constexpr Named curves[] = {
    {0x0401010101010000, "BT.470"}, {0x0401010101020000, "BT.709"}, {0x0401010101030000, "SMPTE ST 240"}, {0x0401010101040000, "SMPTE ST 274"},
    {0x0401010101050000, "BT.1361"}, {0x0401010101060000, "scene-linear"}, {0x0401010101080000, "xvYCC BT.709"}, {0x0401010101090000, "BT.2020"},
    {0x04010101010a0000, "SMPTE ST 2084"}, {0x04010101010b0000, "HLG"}, {0x0e06040101010501, "S-Log"}, {0x0e06040101010508, "S-Log2"}, {0x0e06040101010509, "ACESproxy"},
    {0x0e06040101010604, "S-Gamut3/S-Log3"}, {0x0e06040101010605, "S-Gamut3.Cine/S-Log3"}, {0x0e06040101010606, "BT.2020"}, {0x0e06040101010607, "SMPTE ST 2084"},
    {0x0e06040101010608, "HLG"}, {0x0e06040101010705, "S-Cinetone"}, {0x0e06040101010706, "ACEScct"}};
constexpr Named primaries[] = {{0x0401010103010000, "BT.601 525"}, {0x0401010103020000, "BT.470 625"}, {0x0401010103030000, "BT.709"}, {0x0401010103040000, "BT.2020"},
                               {0x0401010103060000, "P3-D65"}, {0x0401010103070000, "ACES"}, {0x0e06040101030103, "S-Gamut"}, {0x0e06040101030104, "S-Gamut3"}, {0x0e06040101030105, "S-Gamut3.Cine"}};

template <size_t count>
std::string name_in(const Named (&names)[count], const Label& label) {
  for (const auto& [value, name] : names) if (value == low_of(label)) return name;
  return "";
}

}  // namespace

std::string gamma_name(const Label& label) { return name_in(curves, label); }
std::string primaries_name(const Label& label) { return name_in(primaries, label); }

// Without primaries a curve of BT.709 or BT.2020 has its own; PQ and HLG are BT.2100 with those of BT.2020.
std::string encoding_name(const std::string& gamma, const std::string& primaries) {
  if (gamma == "S-Gamut3/S-Log3") return "sony.slog3.sgamut3";
  if (gamma == "S-Gamut3.Cine/S-Log3") return "sony.slog3.sgamut3cine";
  const bool is_709 = gamma == "BT.709" || gamma == "SMPTE ST 274", is_2020 = gamma == "BT.2020";
  if (is_709 && (primaries.empty() || primaries == "BT.709")) return "itu.bt709";
  if ((is_709 || is_2020) && primaries == "BT.2020") return "itu.bt2020";
  if (is_2020 && primaries.empty()) return "itu.bt2020";
  if (gamma == "SMPTE ST 2084" && primaries == "BT.2020") return "itu.bt2100.pq";
  if (gamma == "HLG" && primaries == "BT.2020") return "itu.bt2100.hlg";
  return gamma;
}

Label label_of(std::string_view text) {
  Label out{};
  size_t digits = 0;
  for (const char c : text) {
    if (c == '.') continue;
    const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    if (digit < 0 || digits == 32) return Label{};
    out[digits / 2] = static_cast<uint8_t>(out[digits / 2] << 4 | digit);
    ++digits;
  }
  return digits == 32 ? out : Label{};
}

}  // namespace sony

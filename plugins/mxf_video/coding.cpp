// SPDX-License-Identifier: Apache-2.0
//
// Bytes 8 .. 15 of the labels:
//   04010202 01 01 .. 05  MPEG-2 (member 02 of each, and D-10 as 02 01: pictures by themselves) · 20 MPEG-4 · 30 .. 3f H.264 (32: Intra; 3221 AVC-
//                 Intra 50, 3231 AVC-Intra 100) · 02 DV · 03 01 JPEG 2000 · 03 06 01 .. 06 ProRes · 04 VC-1 · 71 VC-3
//   0d010301 02 01 D-10 · 02 DV · 04 MPEG · 05 uncompressed · 0c JPEG 2000 · 10 H.264 · 11 VC-3 · 1c ProRes
#include "mxf_video/coding.hpp"

#include <coded_video/sequence_header.hpp>

namespace mxf_video {
namespace {

using fg::draft::Label, fg::draft::names_item;

constexpr uint32_t four(const char (&name)[5]) {
  return uint32_t{static_cast<uint8_t>(name[0])} | uint32_t{static_cast<uint8_t>(name[1])} << 8 | uint32_t{static_cast<uint8_t>(name[2])} << 16 | uint32_t{static_cast<uint8_t>(name[3])} << 24;
}

struct ProRes { const char* words; uint32_t tag; };
constexpr ProRes prores[]{{"Apple ProRes 422 Proxy", four("apco")}, {"Apple ProRes 422 LT", four("apcs")}, {"Apple ProRes 422", four("apcn")},
                          {"Apple ProRes 422 HQ", four("apch")}, {"Apple ProRes 4444", four("ap4h")}, {"Apple ProRes 4444 XQ", four("ap4x")}};

Coding by_itself(const char* codec, const char* words) { return {codec, words, 0, 0, true}; }
Coding refused(const char* words) { return {"", words, 0, 0, false}; }

Coding mpeg(const Label& coding) {
  const uint8_t member = coding[13], kind = coding[14];
  if (member == 0x20) return {"mpeg4", "MPEG-4", 0, 0, false};
  if (member >= 0x30 && member <= 0x3f) {
    Coding out{"h264", "H.264", 0, 0, member == 0x32};
    if (member == 0x32 && (kind == 0x21 || kind == 0x31)) out.avc_intra_class = kind == 0x21 ? 50 : 100, out.words = kind == 0x21 ? "AVC-Intra 50" : "AVC-Intra 100";
    return out;
  }
  if (member >= 0x01 && member <= 0x0f) return {"mpeg2video", member == 0x02 && kind == 0x01 ? "MPEG-2 (D-10)" : "MPEG-2", 0, 0, (member >= 2 && kind == 0x02) || (member == 0x02 && kind == 0x01)};
  return {};
}

Coding of_coding(const Label& coding) {
  if (names_item(coding, {0x04, 0x01, 0x02, 0x01})) return refused("uncompressed");
  if (!names_item(coding, {0x04, 0x01, 0x02, 0x02})) return {};
  switch (coding[12]) {
    case 0x01: return mpeg(coding);
    case 0x02: return by_itself("dvvideo", "DV");
    case 0x03:
      if (coding[13] == 0x01) return refused("JPEG 2000");
      if (coding[13] != 0x06) return {};
      if (coding[14] >= 1 && coding[14] <= 6) return {"prores", prores[coding[14] - 1].words, prores[coding[14] - 1].tag, 0, true};
      return by_itself("prores", "Apple ProRes");
    case 0x04: return refused("VC-1");
    case 0x71: return by_itself("dnxhd", "VC-3 (Avid DNxHD)");
    default: return {};
  }
}

Coding of_container(const Label& container) {
  if (!names_item(container, {0x0d, 0x01, 0x03, 0x01, 0x02})) return {};
  switch (container[13]) {
    case 0x01: return by_itself("mpeg2video", "MPEG-2 (D-10)");
    case 0x02: return by_itself("dvvideo", "DV");
    case 0x04: return {"mpeg2video", "MPEG-2", 0, 0, false};
    case 0x05: return refused("uncompressed");
    case 0x0c: return refused("JPEG 2000");
    case 0x10: return {"h264", "H.264", 0, 0, false};
    case 0x11: return by_itself("dnxhd", "VC-3 (Avid DNxHD)");
    case 0x1c: return by_itself("prores", "Apple ProRes");
    default: return {};
  }
}

Coding of_bytes(const fg::ByteView& start) {
  if (coded_video::prores_facts(start)) return by_itself("prores", "Apple ProRes");
  if (coded_video::vc3_facts(start)) return by_itself("dnxhd", "VC-3 (Avid DNxHD)");
  if (!start.has(0, 5) || start.u8(0) != 0 || start.u8(1) != 0) return {};
  if (coded_video::mpeg2_facts(start)) return {"mpeg2video", "MPEG-2", 0, 0, false};
  // A delimiter or a set comes first: 9 and 7 of H.264, 35, 32 and 33 of H.265.
  const uint8_t first = start.u8(2) == 1 ? start.u8(3) : start.u8(2) == 0 && start.u8(3) == 1 ? start.u8(4) : uint8_t{0};
  const uint8_t wide = first >> 1 & 63;
  if (wide >= 32 && wide <= 35 && coded_video::hevc_facts(start)) return {"hevc", "H.265", 0, 0, false};
  if (((first & 31) == 9 || (first & 31) == 7) && coded_video::avc_facts(start)) return {"h264", "H.264", 0, 0, false};
  return {};
}

}  // namespace

Coding coding_of(const Label& container, const Label& coding, const fg::ByteView& start) {
  if (auto out = of_coding(coding); !out.words.empty()) return out;
  if (auto out = of_container(container); !out.words.empty()) return out;
  return of_bytes(start);
}

}  // namespace mxf_video

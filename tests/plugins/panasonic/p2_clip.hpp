// SPDX-License-Identifier: Apache-2.0
//
// Clips as P2 cards hold them, of the tests' own writer, and the XML beside them as its public description has it.
#pragma once
#include "command_line.hpp"
#include "plugins/mxf_writer.hpp"
#include "plugins/stranger_reader.hpp"

#include <catch2/catch.hpp>

namespace p2 {

inline stranger::Plugin& plugin() {
  static stranger::Plugin loaded("org.filmgate.panasonic");
  return loaded;
}

inline mxf::Clip clip() {
  mxf::Clip out;
  out.company = "Panasonic", out.product = "P2";
  out.container = "060e2b34.0401010a.0d010301.02106001", out.coding = "060e2b34.0401010a.04010202.01323104"; // AVC-Intra 100
  out.picture_bytes = [](uint32_t) { return 100u; };
  out.has_data = false;
  out.picture_items = {{0x3301, mxf::number(10, 4)}, {0x3302, mxf::number(2, 4)}, {0x3308, mxf::number(1, 4)}};
  return out;
}

inline std::string xml(const std::string& codec = "AVC-I_1080/25p") {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<P2Main xmlns=\"urn:schemas-Professional-Plug-in:P2:ClipMetadata:v3.1\"><ClipContent><ClipName>0001AB</ClipName>"
         "<GlobalClipID>060A2B340101010501010D4313000000</GlobalClipID><Duration>7</Duration><EditUnit>1/25</EditUnit><EssenceList><Video><Codec Class=\"100\">" + codec +
         "</Codec><StartTimecode>10:00:00:00</StartTimecode></Video><Audio/><Audio/></EssenceList><ClipMetadata><UserClipName>Take one</UserClipName>"
         "<Device><Manufacturer>Panasonic</Manufacturer><SerialNo.>F1TSA0001</SerialNo.><ModelName>AU-V35LT1G</ModelName></Device>"
         "<Scenario><ProgramName>Film</ProgramName><SceneNo.>12</SceneNo.><TakeNo.>3</TakeNo.></Scenario>"
         "<CaptureGamma>V-Log</CaptureGamma><CaptureGamut>V-Gamut</CaptureGamut></ClipMetadata></ClipContent></P2Main>";
}

inline std::map<std::string, std::string> texts(const stranger::Clip& opened, int64_t frame = -1) {
  std::map<std::string, std::string> out;
  for (const auto& entry : opened.metadata(frame)) out.emplace(entry.key, entry.text);
  return out;
}
inline bool was_reported(const std::string& code) {
  const auto& reports = plugin().reports();
  return std::any_of(reports.begin(), reports.end(), [&](const auto& report) { return report.code == code; });
}

}  // namespace p2

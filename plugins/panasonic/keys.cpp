// SPDX-License-Identifier: Apache-2.0
//
// Header metadata and the card's XML become the schema's fields. Of the XML's values the last element counts, wherever it
// stands: generations of cameras nest them differently.
#include "encoding.hpp"
#include "panasonic.hpp"

#include <string>

namespace panasonic {
namespace {

struct Found {
  std::string key, text;
};

Found find(const fg::Values& vendor, std::string_view element) {
  for (const auto& kv : vendor.all()) {
    const std::string_view key = kv.key;
    if (kv.value.type != FG_V_TEXT || !key.starts_with("panasonic.xml.") || key.size() <= element.size() || !key.ends_with(element) || key[key.size() - element.size() - 1] != '.') continue;
    if (const std::string text = kv.value.as.text; text.find_first_not_of(" \t\r\n") != text.npos) return {kv.key, text};
  }
  return {};
}

std::string text_of(const fg::Values& vendor, std::string_view key) {
  const auto* value = vendor.find(key);
  return value && value->type == FG_V_TEXT ? value->as.text : "";
}

struct Rule {
  const char* field;
  const char* element;
};
// The serial number's element ends with a dot in P2Main.
constexpr Rule rules[]{{"clipName", "UserClipName"}, {"clipName", "ClipName"}, {"umid", "GlobalClipID"}, {"cameraMake", "Manufacturer"}, {"cameraModel", "ModelName"},
                       {"cameraSerialNumber", "SerialNo"}, {"cameraSerialNumber", "SerialNo."}, {"scene", "SceneNo."}, {"take", "TakeNo."},
                       {"production", "ProgramName"}, {"codec", "Codec"}};

}  // namespace

void Keys::normalise(const fg::Values& vendor, const fg::Fields& out) {
  for (const auto& [field, element] : rules)
    if (const auto found = find(vendor, element); !found.text.empty()) out.put(field, found.text, found.key.c_str());
  if (const auto gamma = find(vendor, "CaptureGamma"); !gamma.text.empty()) out.put("encoding", encoding_name(gamma.text, find(vendor, "CaptureGamut").text), gamma.key.c_str());
  if (const auto* start = vendor.find("panasonic.Timecode"); start && start->type == FG_V_TIMECODE && start->as.tc->frame >= 0) out.put("timeCode", *start->as.tc, "panasonic.Timecode");
  if (const auto* rate = vendor.find("panasonic.EditRate"); rate && rate->type == FG_V_RATIONAL && rate->as.q.num > 0 && rate->as.q.den > 0) out.put("framesPerSecond", rate->as.q, "panasonic.EditRate");
  if (!vendor.find("panasonic.Codec")) return; // the values of a frame
  out.put("container", std::string("MXF"), "panasonic.Codec", FG_FIELD_DERIVED);
  if (const auto codec = text_of(vendor, "panasonic.Codec"); !codec.empty()) out.put("codec", codec, "panasonic.Codec");
  if (const auto company = text_of(vendor, "panasonic.mxf.Identification.CompanyName"); !company.empty()) out.put("cameraMake", company, "panasonic.mxf.Identification.CompanyName");
  for (const auto& [field, key] : {std::pair{"width", "panasonic.Width"}, {"height", "panasonic.Height"}, {"bitDepth", "panasonic.stream.bits"}, {"bitDepth", "panasonic.mxf.CdciDescriptor.ComponentDepth"}})
    if (const auto* value = vendor.find(key); value && value->type == FG_V_I64 && value->as.i64 > 0) out.put(field, value->as.i64, key);
}

}  // namespace panasonic

// SPDX-License-Identifier: Apache-2.0
//
// Encodings are named by what a camera's own keys say, else by the tags of H.273:
//   com.arri.camera.ColorGammaSxS  "LOG-C" with ExposureIndexAsa: arri.logc3.ei800 …; "REC-709"
//   com.dji.camera.ColorGammaSxS   "D-Log"
//   CaptureGammaEquation in Sony's XML  "s-log3", "s-log3-cine", "rec709"
#include "picture_colour.hpp"

#include <algorithm>

namespace movie {
namespace {

std::string item(const MovieFile& movie, std::string_view key) {
  for (const auto& one : movie.items())
    if (one.key == key)
      if (const auto* text = std::get_if<std::string>(&one.value)) return *text;
  return {};
}

// The first value="…" behind name="…" of the XML's items, as Sony writes them; no tree is needed for it.
std::string xml_item(const std::string& xml, const std::string& name) {
  const auto at = xml.find("\"" + name + "\"");
  if (at == std::string::npos) return {};
  const auto end = xml.find('>', at), value = xml.find("value=\"", at);
  if (value == std::string::npos || value > end) return {};
  const auto from = value + 7, to = xml.find('"', from);
  return to == std::string::npos || to - from > 100 ? std::string() : xml.substr(from, to - from);
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

// Nothing: the camera does not speak of it. An empty name: it does, and the name is not known.
std::optional<std::string> named_by_camera(const MovieFile& movie, std::string& from) {
  if (const auto gamma = item(movie, "com.arri.camera.ColorGammaSxS"); !gamma.empty()) {
    from = "com.arri.camera.ColorGammaSxS";
    const auto index = item(movie, "com.arri.camera.ExposureIndexAsa");
    const bool number = !index.empty() && index.size() <= 5 && index.find_first_not_of("0123456789") == std::string::npos;
    if (gamma == "LOG-C" || gamma == "LogC") return number ? "arri.logc3.ei" + index : std::string();
    return gamma == "REC-709" || gamma == "REC 709" ? "itu.bt709" : std::string();
  }
  if (const auto gamma = item(movie, "com.dji.camera.ColorGammaSxS"); !gamma.empty()) {
    from = "com.dji.camera.ColorGammaSxS";
    return gamma == "D-Log" ? "dji.dlog.dgamut" : std::string();
  }
  if (const auto gamma = lower(xml_item(movie.xml(), "CaptureGammaEquation")); !gamma.empty()) {
    from = "xml CaptureGammaEquation";
    const auto primaries = lower(xml_item(movie.xml(), "CaptureColorPrimaries"));
    if (gamma == "s-log3" || gamma == "s-log3-cine")
      return primaries == "s-gamut3-cine" || gamma == "s-log3-cine" ? "sony.slog3.sgamut3cine" : primaries == "s-gamut3" ? "sony.slog3.sgamut3" : std::string();
    if (gamma == "rec709") return "itu.bt709";
    return std::string();
  }
  return std::nullopt;
}

}  // namespace

coded_video::TakenColour colour_of(const MovieFile& movie, const PictureEntry& entry, const std::optional<coded_video::StreamFacts>& facts) {
  auto out = coded_video::taken_colour({entry.colour.value_or(coded_video::ColourCodes{}), entry.full, entry.colour_box, "'colr'"}, facts, entry.width, entry.height);
  if (entry.codec == "mjpeg" && !(facts && facts->siting)) out.choice.siting = coded_video::Siting::centre;
  std::string from;
  if (const auto named = named_by_camera(movie, from)) out.encoding = *named, out.encoding_from = from;
  return out;
}

}  // namespace movie

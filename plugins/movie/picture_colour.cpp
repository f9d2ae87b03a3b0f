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

using coded_video::Range;
constexpr uint8_t unspecified = 2;
constexpr uint32_t least_hd_width = 1280, least_hd_height = 720;

struct MatrixName { uint8_t code; std::string_view name; };
constexpr MatrixName matrices[]{{1, "bt709"}, {6, "bt601"}, {9, "bt2020"}, {4, "fcc"}, {7, "smpte240m"}};

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

std::string named_by_tags(const coded_video::ColourCodes& codes) {
  const bool curve_of_709 = codes.transfer == 1 || codes.transfer == 6 || codes.transfer == 14 || codes.transfer == 15;
  if (curve_of_709 && codes.primaries == 1) return "itu.bt709";
  if (curve_of_709 && codes.primaries == 9) return "itu.bt2020";
  if (codes.transfer == 16 && codes.primaries == 9) return "itu.bt2100.pq";
  if (codes.transfer == 18 && codes.primaries == 9) return "itu.bt2100.hlg";
  if (codes.transfer == 13 && codes.primaries == 1) return "iec.61966-2-1";
  return {};
}

void choose_matrix(const PictureEntry& entry, const coded_video::ColourCodes& stream, PictureColour& out) {
  out.choice.matrix = out.codes.matrix;
  if (out.rgb) return;
  if (entry.colour && entry.colour->matrix != unspecified) {
    out.matrix_from = entry.colour_box;
    if (stream.matrix != unspecified && stream.matrix != entry.colour->matrix)
      out.notes.push_back(fg::concat("'colr' says matrix ", int{entry.colour->matrix}, " of H.273, the stream says ", int{stream.matrix}, "; 'colr' is followed"));
    return;
  }
  if (stream.matrix != unspecified) {
    out.matrix_from = "stream";
    return;
  }
  const bool hd = entry.width >= least_hd_width || entry.height >= least_hd_height;
  out.choice.matrix = hd ? 1 : 6;
  out.matrix_from = "default";
  out.notes.push_back(fg::concat("neither container nor stream say which matrix its YCbCr has; ", hd ? "BT.709" : "BT.601", " is taken (parameter ycbcr chooses another)"));
}

void choose_range(const PictureEntry& entry, Range stream, PictureColour& out) {
  const Range container = !entry.full ? Range::unknown : *entry.full ? Range::full : Range::legal;
  if (out.rgb && container == Range::unknown && stream != Range::legal) {
    out.choice.range = Range::full, out.range_from = stream == Range::full ? "stream" : "default"; // RGB is whole codes everywhere
    return;
  }
  if (stream != Range::unknown && container != Range::unknown && stream != container)
    out.notes.push_back("'colr' and the stream contradict each other about the range; full is taken, for no recorder writes whole codes by mistake (parameter range chooses)");
  if (stream == Range::full || container == Range::full) out.choice.range = Range::full, out.range_from = stream == Range::full ? "stream" : "nclx";
  else if (stream == Range::legal || container == Range::legal) out.choice.range = Range::legal, out.range_from = stream == Range::legal ? "stream" : "nclx";
  else {
    out.choice.range = Range::legal, out.range_from = "default";
    out.notes.push_back("neither container nor stream say which range its codes have; legal (16 .. 235 of 255) is taken (parameter range chooses another)");
  }
}

}  // namespace

std::string_view matrix_name(uint8_t matrix) {
  for (const auto& one : matrices)
    if (one.code == matrix || (matrix == 5 && one.code == 6)) return one.name;
  return {};
}
std::optional<uint8_t> matrix_named(std::string_view name) {
  for (const auto& one : matrices)
    if (one.name == name) return one.code;
  return {};
}

PictureColour colour_of(const MovieFile& movie, const PictureEntry& entry, const std::optional<coded_video::StreamFacts>& facts) {
  PictureColour out;
  const auto stream = facts ? facts->colour : coded_video::ColourCodes{};
  out.codes = stream;
  if (entry.colour) {
    if (entry.colour->primaries != unspecified) out.codes.primaries = entry.colour->primaries;
    if (entry.colour->transfer != unspecified) out.codes.transfer = entry.colour->transfer;
    if (entry.colour->matrix != unspecified) out.codes.matrix = entry.colour->matrix;
  }
  out.rgb = facts && (facts->rgb || facts->grey);
  choose_matrix(entry, stream, out);
  choose_range(entry, facts ? facts->range : Range::unknown, out);
  const auto siting = facts && facts->siting ? *facts->siting : uint8_t{0};
  out.choice.siting = siting == 1 ? coded_video::Siting::centre : siting == 2 ? coded_video::Siting::top_left : coded_video::Siting::left;
  if (siting > 2) out.notes.push_back(fg::concat("chroma of siting ", int{siting}, " is taken for the usual one, left"));
  if (entry.codec == "mjpeg" && !(facts && facts->siting)) out.choice.siting = coded_video::Siting::centre;
  if (const auto named = named_by_camera(movie, out.encoding_from)) {
    out.encoding = *named;
    return out;
  }
  out.encoding = named_by_tags(out.codes);
  out.encoding_from = out.encoding.empty() ? "" : entry.colour ? entry.colour_box : "stream";
  return out;
}

}  // namespace movie

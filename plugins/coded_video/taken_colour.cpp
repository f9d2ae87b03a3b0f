// SPDX-License-Identifier: Apache-2.0
#include "coded_video/taken_colour.hpp"

namespace coded_video {
namespace {

constexpr uint8_t unspecified = 2;
constexpr uint32_t least_hd_width = 1280, least_hd_height = 720;

struct MatrixName { uint8_t code; std::string_view name; };
constexpr MatrixName matrices[]{{1, "bt709"}, {6, "bt601"}, {9, "bt2020"}, {4, "fcc"}, {7, "smpte240m"}};

std::string named_by_tags(const ColourCodes& codes) {
  const bool curve_of_709 = codes.transfer == 1 || codes.transfer == 6 || codes.transfer == 14 || codes.transfer == 15;
  if (curve_of_709 && codes.primaries == 1) return "itu.bt709";
  if (curve_of_709 && codes.primaries == 9) return "itu.bt2020";
  if (codes.transfer == 16 && codes.primaries == 9) return "itu.bt2100.pq";
  if (codes.transfer == 18 && codes.primaries == 9) return "itu.bt2100.hlg";
  if (codes.transfer == 13 && codes.primaries == 1) return "iec.61966-2-1";
  return {};
}

void choose_matrix(const ContainerColour& container, const ColourCodes& stream, bool is_hd, TakenColour& out) {
  out.choice.matrix = out.codes.matrix;
  if (out.rgb) return;
  if (container.codes.matrix != unspecified) {
    out.matrix_from = container.name;
    if (stream.matrix != unspecified && stream.matrix != container.codes.matrix)
      out.notes.push_back(fg::concat(container.words, " says matrix ", int{container.codes.matrix}, " of H.273, the stream says ", int{stream.matrix}, "; ", container.words, " is followed"));
    return;
  }
  if (stream.matrix != unspecified) {
    out.matrix_from = "stream";
    return;
  }
  out.choice.matrix = is_hd ? 1 : 6;
  out.matrix_from = "default";
  out.notes.push_back(fg::concat("neither container nor stream say which matrix its YCbCr has; ", is_hd ? "BT.709" : "BT.601", " is taken (parameter ycbcr chooses another)"));
}

void choose_range(const ContainerColour& container, Range stream, TakenColour& out) {
  const Range told = !container.full ? Range::unknown : *container.full ? Range::full : Range::legal;
  if (out.rgb && told == Range::unknown && stream != Range::legal) {
    out.choice.range = Range::full, out.range_from = stream == Range::full ? "stream" : "default"; // RGB is whole codes everywhere
    return;
  }
  if (stream != Range::unknown && told != Range::unknown && stream != told)
    out.notes.push_back(fg::concat(container.words, " and the stream contradict each other about the range; full is taken, for no recorder writes whole codes by mistake (parameter range chooses)"));
  for (const Range one : {Range::full, Range::legal})
    if (stream == one || told == one) {
      out.choice.range = one, out.range_from = stream == one ? "stream" : container.name;
      return;
    }
  out.choice.range = Range::legal, out.range_from = "default";
  out.notes.push_back("neither container nor stream say which range its codes have; legal (16 .. 235 of 255) is taken (parameter range chooses another)");
}

void choose_siting(const std::optional<StreamFacts>& stream, TakenColour& out) {
  const auto siting = stream && stream->siting ? *stream->siting : uint8_t{0};
  out.choice.siting = siting == 1 ? Siting::centre : siting == 2 ? Siting::top_left : Siting::left;
  if (siting > 2) out.notes.push_back(fg::concat("chroma of siting ", int{siting}, " is taken for the usual one, left"));
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
const char* range_word(Range range) { return range == Range::full ? "full" : range == Range::legal ? "legal" : ""; }

TakenColour taken_colour(const ContainerColour& container, const std::optional<StreamFacts>& stream, uint32_t width, uint32_t height) {
  TakenColour out;
  const auto codes = stream ? stream->colour : ColourCodes{};
  out.codes = codes;
  if (container.codes.primaries != unspecified) out.codes.primaries = container.codes.primaries;
  if (container.codes.transfer != unspecified) out.codes.transfer = container.codes.transfer;
  if (container.codes.matrix != unspecified) out.codes.matrix = container.codes.matrix;
  out.rgb = stream && (stream->rgb || stream->grey);
  choose_matrix(container, codes, width >= least_hd_width || height >= least_hd_height, out);
  choose_range(container, stream ? stream->range : Range::unknown, out);
  choose_siting(stream, out);
  out.encoding = named_by_tags(out.codes);
  const bool of_container = container.codes.transfer != unspecified || container.codes.primaries != unspecified;
  out.encoding_from = out.encoding.empty() ? "" : of_container ? container.name : "stream";
  return out;
}

}  // namespace coded_video

// SPDX-License-Identifier: Apache-2.0
#include "exr_frame.hpp"

#include "exr_chunks.hpp"
#include "exr_sizes.hpp"

#include <filmgate/cpp/draft/clock.hpp>
#include <filmgate/cpp/draft/verbatim.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

namespace images {
namespace {

using fg::concat;

constexpr uint64_t first_look = 64 << 10, longest_header = 8 << 20, most_value_bytes = 256 << 10;
constexpr int32_t furthest = 1 << 20; // of a display window, pixels

struct Gamut {
  const char* encoding;
  float xy[8];
};
// The Academy's S-2008-001 and S-2014-004; ITU-R BT.709. OpenEXR's pixels are linear light by its own definition.
constexpr Gamut gamuts[]{{"aces2065-1", {0.7347f, 0.2653f, 0, 1, 0.0001f, -0.077f, 0.32168f, 0.33767f}},
                         {"acescg", {0.713f, 0.293f, 0.165f, 0.83f, 0.128f, 0.044f, 0.32168f, 0.33767f}},
                         {"linear.bt709", {0.64f, 0.33f, 0.3f, 0.6f, 0.15f, 0.06f, 0.3127f, 0.329f}}};
struct InteropId {
  std::string_view id;
  const char* encoding;
}; // of the Color Interop Forum
constexpr InteropId interop_ids[]{{"lin_ap0_scene", "aces2065-1"}, {"lin_ap1_scene", "acescg"}, {"lin_rec709_scene", "linear.bt709"}};

// What is told of every frame: what differs by its nature, and the rates, without which a frame's timecode can not be counted.
bool is_frames_own(std::string_view name) {
  constexpr std::string_view own[]{"timeCode", "framesPerSecond", "timecodeRate",  "imageCounter", "keyCode", "capDate",
                                   "uuid",     "imageChecksum",   "headerChecksum"};
  return std::find(std::begin(own), std::end(own), name) != std::end(own);
}

fg::Bytes read_header(const fg::File& file, ExrHeader& header) {
  auto bytes = file.read_up_to(0, first_look);
  try {
    header = parse_exr_header(bytes.view());
    return bytes;
  } catch (const fg::Failure& failure) {
    if (failure.status() != FG_E_TRUNCATED || bytes.size() >= file.size()) throw;
  }
  bytes = file.read_up_to(0, longest_header);
  header = parse_exr_header(bytes.view());
  return bytes;
}

int64_t digits(uint32_t word, uint32_t shift, uint32_t tens_mask) {
  const uint32_t units = word >> shift & 15u, tens = word >> (shift + 4) & tens_mask;
  return units > 9 || tens > 9 ? -1 : tens * 10 + units;
}

}  // namespace

ExrFrame::ExrFrame(const fg::Host& host, const std::string& uri) : file_(host.open(uri)), picture_(file_, "openexr") {
  ExrHeader header;
  const auto bytes = read_header(file_, header);
  put_values(header);
  describe(header);
  choose_channels(header);
  name_encoding(header.parts.front());
  read_time(header.parts.front());
  if (const auto wrong = wrong_size(header); !wrong.empty()) {
    refusal = "its header is damaged; copy it again";
    notes.push_back({FG_SEVERITY_ERROR, "damaged-attribute", fg::draft::key_word(wrong)});
  }
  if (is_deep(header)) return;
  const auto missing = missing_chunks(file_, header);
  if (!missing.empty()) notes.push_back({FG_SEVERITY_ERROR, "truncated", missing + "; copy it again"});
}

void ExrFrame::put_values(const ExrHeader& header) {
  values.push_back({"exr.version", int64_t{header.version}});
  for (size_t i = 0; i < header.parts.size(); ++i) {
    const auto prefix = i == 0 ? std::string("exr.") : concat("exr.part", i + 1, ".");
    for (const auto& one : header.parts[i].attributes) {
      if (one.value.size() <= most_value_bytes)
        values.push_back({prefix + fg::draft::key_word(one.name), exr_value(one), nullptr, is_frames_own(one.name)});
      else
        notes.push_back({FG_SEVERITY_WARNING, "value-left-out",
                         concat(prefix, fg::draft::key_word(one.name), ": ", one.value.size(), " bytes are too many")});
    }
  }
  if (header.parts.size() > 1)
    notes.push_back({FG_SEVERITY_INFO, "several-parts", concat("of its ", header.parts.size(), " parts the first one is the picture")});
}

void ExrFrame::describe(const ExrHeader& header) {
  const auto& part = header.parts.front();
  const auto data = exr_box(part, "dataWindow"), shown = exr_box(part, "displayWindow");
  fg::require(data.has_value(), FG_E_CORRUPT, file_.uri(), ": the header has no dataWindow");
  const auto side = [&](size_t i) {
    const int64_t count = int64_t{(*data)[i + 2]} - (*data)[i] + 1;
    fg::require(count >= 1 && count <= 65535, FG_E_CORRUPT, file_.uri(), ": dataWindow has ", count, i == 0 ? " columns" : " rows");
    return static_cast<uint32_t>(count);
  };
  desc.size(side(0), side(1)), desc.layout = FG_LAYOUT_RGB, desc.samples(FG_SAMPLE_F16, 16);
  const bool placed = shown && std::all_of(shown->begin(), shown->end(), [](int32_t v) { return std::abs(int64_t{v}) <= furthest; }) &&
                      std::abs(int64_t{(*data)[0]}) <= furthest && std::abs(int64_t{(*data)[1]}) <= furthest &&
                      (*shown)[2] >= (*shown)[0] && (*shown)[3] >= (*shown)[1];
  if (placed)
    desc.display = {(*shown)[0] - (*data)[0], (*shown)[1] - (*data)[1], (*shown)[2] - (*shown)[0] + 1, (*shown)[3] - (*shown)[1] + 1};
  const auto* aspect = part.find("pixelAspectRatio", "float");
  const double ratio = aspect && aspect->value.size() == 4 ? aspect->value.f32le(0) : 1;
  if (ratio >= 0.1 && ratio <= 10) {
    const int64_t parts = std::llround(ratio * 10000), common = std::gcd(parts, int64_t{10000});
    desc.pixel_aspect = {parts / common, 10000 / common};
  }
}

void ExrFrame::choose_channels(const ExrHeader& header) {
  const auto& part = header.parts.front();
  const auto channels = exr_channels(part);
  const auto find = [&](std::string_view name) {
    return std::find_if(channels.begin(), channels.end(), [&](const auto& one) { return one.name == name; });
  };
  const auto end = channels.end();
  if (is_deep(header)) return void(refusal = "deep data are not decoded");
  const bool rgb = find("R") != end && find("G") != end && find("B") != end, grey = channels.size() == 1 && find("Y") != end;
  if (find("RY") != end || find("BY") != end) return void(refusal = "luminance and chroma (Y, RY, BY) are not decoded");
  if (!rgb && !grey) return void(refusal = concat("its first part has no channels R, G and B, but ", channels.size(), " others"));
  bool real = false;
  for (const std::string_view name : {"R", "G", "B", "A", "Y"}) {
    const auto at = find(name);
    if (at == end) continue;
    if (at->type == 0 || at->type > 2) return void(refusal = concat("channel ", name, " holds whole numbers, which are no light"));
    if (at->step_x != 1 || at->step_y != 1)
      return void(refusal = concat("channel ", name, " is sampled every ", at->step_x, " x ", at->step_y, " pixels"));
    real = real || at->type == 2;
  }
  desc.layout = rgb && find("A") != end ? FG_LAYOUT_RGBA : FG_LAYOUT_RGB;
  desc.samples(real ? FG_SAMPLE_F32 : FG_SAMPLE_F16, real ? 32 : 16);
}

// By the primaries that the file states; what it leaves to OpenEXR's defaults is not taken for stated.
void ExrFrame::name_encoding(const ExrPart& part) {
  const auto id = exr_text(part, "colorInteropID");
  const auto stated = exr_chromaticities(part);
  const bool container = exr_whole(part, "acesImageContainerFlag") == 1;
  for (const auto& gamut : gamuts) {
    const bool same = stated && std::equal(stated->begin(), stated->end(), std::begin(gamut.xy),
                                           [](float a, float b) { return std::abs(a - b) <= 1e-6f; });
    if (same) encoding = gamut.encoding;
  }
  if (container && encoding != "aces2065-1") {
    notes.push_back({FG_SEVERITY_WARNING, "not-aces",
                     "acesImageContainerFlag is 1 and chromaticities are not those of ACES2065-1; no encoding is named"});
    encoding.clear();
  }
  if (id.empty()) return;
  const auto* const known =
      std::find_if(std::begin(interop_ids), std::end(interop_ids), [&](const InteropId& one) { return one.id == id; });
  const std::string named = known == std::end(interop_ids) ? "" : known->encoding;
  if (stated && named != encoding) {
    notes.push_back({FG_SEVERITY_WARNING, "colour-tags", "colorInteropID and chromaticities do not mean the same; no encoding is named"});
    return encoding.clear();
  }
  encoding = named;
}

void ExrFrame::read_time(const ExrPart& part) {
  if (const auto stated = exr_rational(part, "framesPerSecond");
      stated && stated->num > 0 && stated->den > 0 && stated->num / stated->den <= fg::draft::fastest_rate) {
    const auto common = std::gcd(stated->num, stated->den);
    rate = {stated->num / common, stated->den / common};
  }
  auto counted = rate;
  if (const auto whole = exr_whole(part, "timecodeRate"); whole && *whole > 0 && *whole <= 1000 && fg::draft::counted_rate(rate) != *whole)
    counted = {*whole, 1};
  const auto* code = part.find("timeCode", "timecode");
  if (!code || code->value.size() != 8 || counted.num <= 0) return;
  const uint32_t word = code->value.u32le(0); // SMPTE ST 12-1, units in the low bits
  const bool drop = (word & 0x40) != 0;
  const auto found =
      fg::draft::timecode_of({digits(word, 24, 3), digits(word, 16, 7), digits(word, 8, 7), digits(word, 0, 3)}, counted, drop);
  if (found) timecode = *found;
}

}  // namespace images

// SPDX-License-Identifier: Apache-2.0
#include "picture_entry.hpp"

#include <algorithm>
#include <numeric>

namespace movie {
namespace {

constexpr uint64_t first_box = 86;

struct Format { std::string_view type, codec, words; };
constexpr Format formats[]{
    {"apco", "prores", "Apple ProRes 422 Proxy"}, {"apcs", "prores", "Apple ProRes 422 LT"}, {"apcn", "prores", "Apple ProRes 422"}, {"apch", "prores", "Apple ProRes 422 HQ"},
    {"ap4h", "prores", "Apple ProRes 4444"}, {"ap4x", "prores", "Apple ProRes 4444 XQ"}, {"AVdn", "dnxhd", "Avid DNxHD"}, {"AVdh", "dnxhd", "Avid DNxHR"},
    {"avc1", "h264", "H.264"}, {"avc3", "h264", "H.264"}, {"hvc1", "hevc", "H.265"}, {"hev1", "hevc", "H.265"}, {"CFHD", "cfhd", "CineForm"}, {"av01", "av1", "AV1"},
    {"mp4v", "mpeg4", "MPEG-4"}, {"jpeg", "mjpeg", "Photo JPEG"}, {"mjp2", "", "JPEG 2000"}, {"v210", "v210", "uncompressed 4:2:2, 10 bit"},
    {"v410", "v410", "uncompressed 4:4:4, 10 bit"}, {"r210", "r210", "uncompressed RGB, 10 bit"}, {"2vuy", "rawvideo", "uncompressed 4:2:2, 8 bit"},
    {"png ", "png", "PNG"}, {"rle ", "qtrle", "Animation"}, {"dvc ", "dvvideo", "DV"}, {"dvcp", "dvvideo", "DV"}, {"dvh5", "dvvideo", "DVCPRO HD"}, {"dvh6", "dvvideo", "DVCPRO HD"},
    {"dvhp", "dvvideo", "DVCPRO HD"}, {"dvhq", "dvvideo", "DVCPRO HD"}, {"dv5n", "dvvideo", "DVCPRO 50"}, {"dv5p", "dvvideo", "DVCPRO 50"},
    {"m2v1", "mpeg2video", "MPEG-2"}, {"aprn", "", "Apple ProRes RAW"}, {"aprh", "", "Apple ProRes RAW HQ"}, {"encv", "", "an encrypted stream"}};

bool is_mpeg2(const std::string& type) { // XDCAM, HDV and IMX have a code for each format
  return type.starts_with("xd5") || type.starts_with("xdv") || type.starts_with("hdv") || type.starts_with("mx3") || type.starts_with("mx4") || type.starts_with("mx5") ||
         type.starts_with("xdh");
}
bool is_avc_intra(const std::string& type) { return type.starts_with("ai1") || type.starts_with("ai5") || type.starts_with("aivx"); }

void name_codec(const std::string& type, PictureEntry& out) {
  for (const auto& one : formats)
    if (one.type == type) out.codec = one.codec, out.words = one.words;
  if (is_mpeg2(type)) out.codec = "mpeg2video", out.words = "MPEG-2";
  if (is_avc_intra(type)) out.codec = "h264", out.words = "AVC-Intra";
}

// Each descriptor: u8 tag, the length in 7 bits a byte, its content. 3 and 4 hold others, 5 is what the decoder wants.
std::vector<uint8_t> decoder_header(const fg::ByteView& esds) {
  for (uint64_t at = 4; esds.has(at, 2);) {
    const uint8_t tag = esds.u8(at++);
    uint64_t length = 0;
    for (int i = 0; i < 4 && esds.has(at, 1); ++i) {
      const uint8_t byte = esds.u8(at++);
      length = length << 7 | (byte & 0x7f);
      if ((byte & 0x80) == 0) break;
    }
    if (tag == 3) at += 3; // its id and flags; streams that lean on others are not met
    else if (tag == 4) at += 13;
    else if (tag == 5 && esds.has(at, length)) return {esds.bytes().begin() + static_cast<ptrdiff_t>(at), esds.bytes().begin() + static_cast<ptrdiff_t>(at + length)};
    else at += length;
  }
  return {};
}

void read_colour(const fg::ByteView& body, PictureEntry& out) {
  const auto kind = four_of(body, 0);
  if (kind != "nclc" && kind != "nclx") return;
  const auto code = [&](uint64_t at) { return static_cast<uint8_t>(std::min<uint16_t>(body.u16be(at), 255)); };
  out.colour = {code(4), code(6), code(8)};
  out.colour_box = kind;
  if (kind == "nclx" && body.has(10, 1)) out.full = (body.u8(10) & 0x80) != 0;
}

void read_clean(const fg::ByteView& body, PictureEntry& out) {
  double number[4];
  for (uint64_t i = 0; i < 4; ++i) {
    const int64_t above = i < 2 ? int64_t{body.u32be(8 * i)} : int64_t{body.i32be(8 * i)}, below = body.u32be(8 * i + 4);
    if (below == 0) return;
    number[i] = static_cast<double>(above) / static_cast<double>(below);
  }
  const double x = (out.width - number[0]) / 2 + number[2], y = (out.height - number[1]) / 2 + number[3];
  const bool inside = number[0] >= 1 && number[1] >= 1 && x > -65536 && y > -65536 && number[0] <= 65535 && number[1] <= 65535 && x < 65536 && y < 65536;
  if (inside) out.clean = {static_cast<int64_t>(x), static_cast<int64_t>(y), static_cast<int64_t>(number[0]), static_cast<int64_t>(number[1])};
}

void read_box(const std::string& type, const fg::ByteView& body, PictureEntry& out) {
  const auto bytes = [&] { return std::vector<uint8_t>(body.bytes().begin(), body.bytes().end()); };
  if (type == "avcC" || type == "hvcC" || type == "av1C") out.header = bytes();
  else if (type == "esds") out.header = decoder_header(body);
  else if (type == "colr") read_colour(body, out);
  else if (type == "clap" && body.size() >= 32) read_clean(body, out);
  else if (type == "fiel" && body.size() >= 2) out.fields = body.u8(0), out.field_order = body.u8(1);
  else if (type == "pasp" && body.size() >= 8) {
    const int64_t across = body.u32be(0), down = body.u32be(4);
    if (across > 0 && down > 0) out.pixel_aspect = {across / std::gcd(across, down), down / std::gcd(across, down)};
  } else {
    std::string name;
    for (const char c : type) name += c > 0x20 && c < 0x7F ? c : '_';
    out.others.push_back({"entry." + name, text_or_bytes({reinterpret_cast<const char*>(body.bytes().data()), body.size()})});
  }
}

}  // namespace

PictureEntry read_picture_entry(const fg::Bytes& description) {
  const auto view = description.view();
  PictureEntry out;
  name_codec(four_of(view, 4), out);
  out.vendor = view.text(20, 4);
  out.width = view.u16be(32), out.height = view.u16be(34);
  out.encoder = view.text(51, std::min<uint64_t>(view.u8(50), 31));
  out.depth = view.u16be(82);
  for (uint64_t at = first_box; view.has(at, 8);) {
    const uint64_t size = view.u32be(at);
    if (size < 8 || !view.has(at, size)) break;
    read_box(four_of(view, at + 4), view.sub(at + 8, size - 8), out);
    at += size;
  }
  return out;
}

std::optional<coded_video::StreamFacts> stream_facts(const PictureEntry& entry, const fg::ByteView& frame_start) {
  const fg::ByteView header(entry.header, frame_start.name());
  if (entry.codec == "h264") return coded_video::avc_facts(entry.header.empty() ? frame_start : header);
  if (entry.codec == "hevc") return coded_video::hevc_facts(entry.header.empty() ? frame_start : header);
  if (entry.codec == "prores") return coded_video::prores_facts(frame_start);
  if (entry.codec == "dnxhd") return coded_video::vc3_facts(frame_start);
  if (entry.codec == "cfhd") return coded_video::cineform_facts(frame_start);
  coded_video::StreamFacts out;
  if (entry.codec == "png" || entry.codec == "qtrle" || entry.codec == "r210") {
    out.rgb = true, out.bits = entry.codec == "r210" ? 10 : 8, out.alpha = entry.depth == 32;
    return out;
  }
  if (entry.codec == "v210" || entry.codec == "v410") out.bits = 10, out.log2_sub_w = entry.codec == "v210" ? 1 : 0;
  if (entry.codec == "mjpeg") out.bits = 8, out.log2_sub_w = 1, out.range = coded_video::Range::full, out.colour.matrix = 5; // as JFIF has it
  if (out.bits > 0) return out;
  return {};
}

}  // namespace movie

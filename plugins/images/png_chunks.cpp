// SPDX-License-Identifier: Apache-2.0
#include "png_chunks.hpp"

#include "icc_profile.hpp"
#include "tag_values.hpp"

#include <optional>
#include <zlib.h>

namespace images {
namespace {

using fg::ByteView;
using fg::concat;
using fg::draft::FrameFile;

constexpr uint64_t most_chunks = 1 << 20, most_told = 1024; // of pixels; of others
constexpr uint64_t most_chunk_bytes = 1 << 20, most_inflated_bytes = 4 << 20;

constexpr std::string_view signature = "\x89PNG\r\n\x1a\n";

bool is_name(const ByteView& head) { // four letters
  for (uint64_t i = 4; i < 8; ++i)
    if (const auto letter = static_cast<uint8_t>(head.u8(i) | 0x20); letter < 'a' || letter > 'z') return false;
  return true;
}

bool is_whole(const fg::File& file, const PngChunk& chunk, const ByteView& data) {
  const auto crc = crc32(0, reinterpret_cast<const Bytef*>(chunk.name.data()), 4);
  return crc32(crc, data.bytes().data(), static_cast<uInt>(data.size())) == file.read(chunk.offset + chunk.size, 4).view().u32be(0);
}

std::optional<std::string> inflated(const ByteView& packed) {
  std::string out;
  z_stream stream{};
  if (inflateInit(&stream) != Z_OK) return std::nullopt;
  stream.next_in = const_cast<Bytef*>(packed.bytes().data()), stream.avail_in = static_cast<uInt>(packed.size()); // zlib only reads it
  int state = Z_OK;
  char block[16384];
  while (state == Z_OK && out.size() <= most_inflated_bytes) {
    stream.next_out = reinterpret_cast<Bytef*>(block), stream.avail_out = sizeof block;
    state = inflate(&stream, Z_NO_FLUSH);
    out.append(block, sizeof block - stream.avail_out);
  }
  inflateEnd(&stream);
  return state == Z_STREAM_END && out.size() <= most_inflated_bytes ? std::optional(std::move(out)) : std::nullopt;
}

std::string utf8_of_latin1(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto code = static_cast<unsigned char>(c);
    if (code < 0x80)
      out += c;
    else
      out += static_cast<char>(0xC0 | code >> 6), out += static_cast<char>(0x80 | (code & 0x3F));
  }
  return out;
}

std::string_view chars_of(const ByteView& view) { return {reinterpret_cast<const char*>(view.bytes().data()), view.size()}; }

// Takes the text up to the next NUL off the front.
std::string take_word(std::string_view& left) {
  const auto end = left.find('\0');
  fg::require(end != left.npos, FG_E_CORRUPT, "a text without its end");
  std::string out(left.substr(0, end));
  left.remove_prefix(end + 1);
  return out;
}

std::string unpacked(const ByteView& data, std::string_view packed) {
  auto out = inflated(data.from(data.size() - packed.size()));
  fg::require(out.has_value(), FG_E_CORRUPT, "its deflated bytes can not be read, or are more than ", most_inflated_bytes);
  return std::move(*out);
}

// tEXt: word 0 text · zTXt: word 0 u8 0, deflated text · iTXt: word 0 u8 deflated, u8 0, language 0 translated word 0 text
void put_text(const std::string& name, const ByteView& data, FrameFile& out) {
  auto left = chars_of(data);
  const auto key = "png.Text." + fg::draft::key_word(utf8_of_latin1(take_word(left)));
  if (name == "tEXt") return out.values.push_back({key, fg::draft::verbatim(utf8_of_latin1(left))});
  fg::require(left.size() >= (name == "zTXt" ? 1u : 2u), FG_E_CORRUPT, "it ends early");
  const bool packed = name == "zTXt" || left[0] == 1;
  left.remove_prefix(name == "zTXt" ? 1 : 2);
  if (name == "iTXt") (void)take_word(left), (void)take_word(left);
  const auto text = packed ? unpacked(data, left) : std::string(left);
  out.values.push_back({key, fg::draft::verbatim(name == "zTXt" ? utf8_of_latin1(text) : text)});
}

std::string put_profile(const ByteView& data, FrameFile& out) { // its encoding
  auto left = chars_of(data);
  out.values.push_back({"png.ICCProfile.Name", fg::draft::verbatim(utf8_of_latin1(take_word(left)))});
  fg::require(!left.empty(), FG_E_CORRUPT, "it ends early");
  left.remove_prefix(1);
  const auto bytes = unpacked(data, left);
  const std::span view(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
  put_bytes("png.ICCProfile", view, out);
  const auto profile = read_icc_profile({view, data.name(), 0});
  if (!profile.description.empty()) out.values.push_back({"png.ICCProfile.Description", profile.description});
  return profile.encoding;
}

struct Numbers {
  std::string_view name;
  std::string_view widths; // bytes of each number; the last one goes on to the chunk's end
};
constexpr Numbers numbers[]{{"gAMA", "4"},      {"cHRM", "4"}, {"sRGB", "1"},   {"cICP", "1"}, {"pHYs", "441"}, {"sBIT", "1"},
                            {"tIME", "211111"}, {"bKGD", ""},  {"oFFs", "441"}, {"hIST", "2"}, {"acTL", "4"}};

fg::Value value_of(const Numbers& kind, const ByteView& data) {
  std::vector<int64_t> out;
  uint64_t at = 0;
  for (size_t i = 0; !kind.widths.empty() && at < data.size(); ++i) {
    const char width = kind.widths[std::min(i, kind.widths.size() - 1)];
    out.push_back(width == '4' ? int64_t{data.u32be(at)} : width == '2' ? int64_t{data.u16be(at)} : int64_t{data.u8(at)});
    at += static_cast<uint64_t>(width - '0');
  }
  if (out.size() == 1) return out[0];
  if (!out.empty()) return out;
  return std::vector<uint8_t>(data.bytes().begin(), data.bytes().end());
}

struct Colours { // what each of the chunks states
  std::optional<std::string> cicp, profile, srgb, exif;
};

std::string encoding_of_cicp(const ByteView& data) { // ITU-T H.273: primaries, transfer, matrix 0, full range
  if (data.size() != 4 || data.u8(0) != 1 || data.u8(2) != 0 || data.u8(3) != 1) return "";
  const auto transfer = data.u8(1);
  return transfer == 13 ? "iec.61966-2-1" : transfer == 1 ? "itu.bt709" : transfer == 8 ? "linear.bt709" : "";
}

void put_chunk(const PngChunk& chunk, const ByteView& data, Colours& colours, FrameFile& out) {
  const auto& name = chunk.name;
  if (name == "tEXt" || name == "zTXt" || name == "iTXt") return put_text(name, data, out);
  if (name == "iCCP") return void(colours.profile = put_profile(data, out));
  if (name == "cICP") colours.cicp = encoding_of_cicp(data);
  if (name == "sRGB") colours.srgb = "iec.61966-2-1";
  if (name == "eXIf") {
    const fg::draft::Tiff tiff(fg::draft::tiff_bytes_of(data));
    put_tags(tiff, "png.", out);
    out.desc.orientation = orientation_of(tiff);
    if (exif_says_srgb(tiff)) colours.exif = "iec.61966-2-1";
    return;
  }
  for (const auto& kind : numbers)
    if (kind.name == name) return out.values.push_back({"png." + name, value_of(kind, data)});
  put_bytes("png." + name, data.bytes(), out);
}

}  // namespace

bool PngHeader::has(std::string_view name) const {
  return std::any_of(chunks.begin(), chunks.end(), [&](const PngChunk& one) { return one.name == name; });
}

bool is_png(const ByteView& head) { return head.starts_with(signature); }

PngHeader read_png_header(const fg::File& file) {
  const auto head = file.read_up_to(0, 33);
  fg::require(is_png(head.view()), FG_E_NOT_THIS_FORMAT, file.uri(), ": offset 0: no PNG signature");
  fg::require(head.view().starts_with("IHDR", 12) && head.view().u32be(8) == 13, FG_E_CORRUPT, file.uri(),
              ": offset 8: its first chunk is no IHDR");
  const auto sizes = file.read(16, 13);
  fg::require(is_whole(file, {"IHDR", 16, 13}, sizes.view()), FG_E_CORRUPT, file.uri(),
              ": offset 16: IHDR's checksum is wrong; copy the file again");
  PngHeader out;
  out.width = sizes.view().u32be(0), out.height = sizes.view().u32be(4);
  out.bits = sizes.view().u8(8), out.colour = sizes.view().u8(9), out.interlaced = sizes.view().u8(12);
  uint64_t at = 33, pixels = 0;
  for (uint64_t count = 0; count < most_chunks && file.size() >= at + 12; ++count) {
    const auto chunk = file.read(at, 8);
    const uint64_t size = chunk.view().u32be(0);
    if (!is_name(chunk.view())) return out.missing = concat("no chunk begins at offset ", at), out;
    const auto name = chunk.view().text(4, 4);
    if (file.size() - at - 12 < size) break;
    if (name == "IEND") return out.missing = pixels == 0 ? "it has no pixels" : "", out;
    if (name == "IDAT")
      ++pixels;
    else if (name != "fdAT" && out.chunks.size() < most_told)
      out.chunks.push_back({name, at + 8, size});
    at += 12 + size;
  }
  out.missing = concat("the file ends at ", file.size(), " without its last chunk");
  return out;
}

void put_png_values(const fg::File& file, const PngHeader& header, FrameFile& out) {
  out.values.push_back({"png.BitDepth", int64_t{header.bits}});
  out.values.push_back({"png.ColourType", int64_t{header.colour}});
  out.values.push_back({"png.Interlace", int64_t{header.interlaced}});
  Colours colours;
  uint64_t total = 0;
  for (const auto& chunk : header.chunks) {
    total += chunk.size;
    if (chunk.size > most_chunk_bytes || total > 8 * most_chunk_bytes) {
      out.notes.push_back({FG_SEVERITY_WARNING, "value-left-out", concat("chunk ", chunk.name, ": ", chunk.size, " bytes are too many")});
      continue;
    }
    const auto data = file.read(chunk.offset, chunk.size);
    try {
      fg::require(is_whole(file, chunk, data.view()), FG_E_CORRUPT, "its checksum is wrong; copy the file again");
      put_chunk(chunk, data.view(), colours, out);
    } catch (const fg::Failure& failure) {
      out.notes.push_back(
          {FG_SEVERITY_ERROR, "damaged-chunk", concat("offset ", chunk.offset, ": chunk ", chunk.name, ": ", failure.what())});
    }
  }
  for (const auto& stated : {colours.cicp, colours.profile, colours.srgb, colours.exif})
    if (stated) return void(out.encoding = *stated);
}

}  // namespace images

// SPDX-License-Identifier: Apache-2.0
#include "cineon_frame.hpp"

#include "header_fields.hpp"

#include <filmgate/cpp/draft/clock.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace dpx {
namespace {

using fg::ByteView;
using fg::concat;

constexpr auto order = fg::Order::big;
constexpr uint64_t least_header = 1024, whole_header = 2048, channels_at = 196, channel_bytes = 28, most_channels = 8;
constexpr bool of_frame = true;

constexpr HeaderField fields[]{
    {24, Kind::text, "Version", 8},
    {20, Kind::u32, "FileSize", 0, "B"},
    {32, Kind::text, "FileName", 100, nullptr, of_frame},
    {132, Kind::text, "CreationDate", 12},
    {144, Kind::text, "CreationTime", 12},
    {192, Kind::u8, "ImageOrientation"},
    {193, Kind::u8, "ChannelCount"},
    {420, Kind::f32, "WhitePointX"},
    {424, Kind::f32, "WhitePointY"},
    {428, Kind::f32, "RedPrimaryX"},
    {432, Kind::f32, "RedPrimaryY"},
    {436, Kind::f32, "GreenPrimaryX"},
    {440, Kind::f32, "GreenPrimaryY"},
    {444, Kind::f32, "BluePrimaryX"},
    {448, Kind::f32, "BluePrimaryY"},
    {452, Kind::text, "Label", 200},
    {680, Kind::u8, "Interleave"},
    {681, Kind::u8, "Packing"},
    {682, Kind::u8, "DataSign"},
    {683, Kind::u8, "ImageSense"},
    {684, Kind::u32, "EndOfLinePadding", 0, "B"},
    {688, Kind::u32, "EndOfChannelPadding", 0, "B"},
    {712, Kind::i32, "SourceXOffset", 0, "px"},
    {716, Kind::i32, "SourceYOffset", 0, "px"},
    {720, Kind::text, "SourceFileName", 100, nullptr, of_frame},
    {820, Kind::text, "SourceDate", 12},
    {832, Kind::text, "SourceTime", 12},
    {844, Kind::text, "InputDevice", 64},
    {908, Kind::text, "InputDeviceModel", 32},
    {940, Kind::text, "InputDeviceSerialNumber", 32},
    {972, Kind::f32, "InputDevicePitchX", 0, "1/mm"},
    {976, Kind::f32, "InputDevicePitchY", 0, "1/mm"},
    {980, Kind::f32, "Gamma"},
    {1024, Kind::u8, "FilmManufacturerId"},
    {1025, Kind::u8, "FilmType"},
    {1026, Kind::u8, "FilmPerforationOffset", 0, nullptr, of_frame},
    {1028, Kind::u32, "FilmPrefix"},
    {1032, Kind::u32, "FilmCount", 0, nullptr, of_frame},
    {1036, Kind::text, "FilmFormat", 32},
    {1068, Kind::u32, "FilmFramePosition", 0, nullptr, of_frame},
    {1072, Kind::f32, "FilmFrameRate", 0, "1/s"},
    {1076, Kind::text, "FilmFrameId", 32, nullptr, of_frame},
    {1108, Kind::text, "FilmSlate", 200},
};
constexpr HeaderField channel_fields[]{
    {0, Kind::u8, "Metric"},
    {1, Kind::u8, "Colour"},
    {2, Kind::u8, "BitDepth"},
    {4, Kind::u32, "PixelsPerLine", 0, "px"},
    {8, Kind::u32, "LinesPerImage", 0, "px"},
    {12, Kind::f32, "LowData"},
    {16, Kind::f32, "LowQuantity"},
    {20, Kind::f32, "HighData"},
    {24, Kind::f32, "HighQuantity"},
};
namespace at {
constexpr uint64_t image_offset = 4, orientation = 192, channel_count = 193, interleave = 680, packing = 681, sign = 682, sense = 683;
constexpr uint64_t line_padding = 684, film_rate = 1072;
constexpr uint64_t bits = 2, width = 4, height = 8, low_data = 12, low_quantity = 16, high_data = 20, high_quantity = 24; // of a channel
}  // namespace at

ByteView channel(const ByteView& header, uint64_t index) { return header.sub(channels_at + index * channel_bytes, channel_bytes); }

uint32_t side_of(const ByteView& header, uint64_t offset, const char* what) {
  const auto side = channel(header, 0).get<uint32_t>(offset, order);
  const bool possible = side >= 1 && side <= 65535;
  fg::require(possible, FG_E_CORRUPT, header.name(), ": offset ", channels_at + offset, ": ", what, " ", side, " is outside 1 .. 65535");
  return side;
}

fg::Bytes header_of(const fg::File& file) {
  auto head = file.read_up_to(0, whole_header);
  fg::require(is_cineon(head.view()), FG_E_NOT_THIS_FORMAT, file.uri(), ": offset 0: not Cineon's 80 2a 5f d7");
  fg::require(head.size() >= least_header, FG_E_TRUNCATED, file.uri(), ": a Cineon header has ", least_header,
              " bytes or more, the file has ", head.size());
  const uint64_t image = head.view().u32be(at::image_offset);
  return image >= least_header && image < head.size() ? file.read(0, image) : std::move(head); // pixels are no header
}

}  // namespace

bool is_cineon(const ByteView& head) { return head.has(0, 4) && head.u32be(0) == 0x802A5FD7; }

CineonFrame::CineonFrame(const fg::Host& host, const std::string& uri) : file_(host.open(uri)) {
  constexpr std::array<uint8_t, 8> turns{1, 2, 4, 3, 5, 6, 8, 7}; // TIFF's
  const auto bytes = header_of(file_);
  const auto header = bytes.view();
  desc.size(side_of(header, at::width, "width"), side_of(header, at::height, "height"));
  desc.layout = FG_LAYOUT_RGB, desc.samples(FG_SAMPLE_U16, 16);
  const auto scan = header.u8(at::orientation);
  desc.orientation = scan < turns.size() ? turns[scan] : uint8_t{1};
  std::string undefined;
  read_fields(header, order, fields, "cineon.", values, undefined);
  for (uint64_t i = 0; i < std::min<uint64_t>(header.u8(at::channel_count), most_channels); ++i)
    read_fields(channel(header, i), order, channel_fields, concat("cineon.Channel", i + 1, "."), values, undefined);
  if (!undefined.empty()) values.push_back({"cineon.Undefined", undefined, nullptr, of_frame});
  if (header.has(at::film_rate, 4)) rate = fg::draft::rate_of(defined_f32(header, at::film_rate, order).value_or(0));
  find_rows(header);
  if (!refusal.empty()) return;
  desc.samples(rows_.bits == 8 ? FG_SAMPLE_U8 : FG_SAMPLE_U16, rows_.bits);
  name_encoding(header);
  if (rows_.end() > file_.size())
    notes.push_back({FG_SEVERITY_ERROR, "truncated",
                     concat("its pixels end at offset ", rows_.end(), ", the file has ", file_.size(), " bytes; copy it again")});
}

void CineonFrame::find_rows(const ByteView& header) {
  const auto refuse = [&](const auto&... why) { refusal = concat(why...); };
  const auto channels = header.u8(at::channel_count), bits = channel(header, 0).u8(at::bits), packing = header.u8(at::packing);
  if (channels != 1 && channels != 3) return refuse("its ", int{channels}, " channels are not decoded; known are one and three");
  for (uint64_t i = 1; i < channels; ++i) {
    const auto other = channel(header, i);
    const bool alike = other.u8(at::bits) == bits && other.u32be(at::width) == desc.width && other.u32be(at::height) == desc.height;
    if (!alike) return refuse("its channels differ in size or depth, which is not decoded");
  }
  if (channels > 1 && header.u8(at::interleave) != 0)
    return refuse("interleaving ", int{header.u8(at::interleave)}, " is not decoded; known is 0, by pixel");
  if (header.u8(at::sign) != 0 && header.u8(at::sign) != 0xFF) return refuse("signed samples are not decoded");
  if (header.u8(at::sense) != 0 && header.u8(at::sense) != 0xFF) return refuse("a negative image sense is not decoded");
  if (bits != 8 && !(bits == 10 && (packing == 5 || packing == 6)))
    return refuse("samples of ", int{bits}, " bits in packing ", int{packing}, " are not decoded; known are 8, and 10 in words of 32");
  if (bits == 10 && channels == 1)
    return refuse("10-bit luma: in which order a word holds its samples is not agreed on among writers");
  rows_.width = desc.width, rows_.height = desc.height, rows_.channels = channels, rows_.bits = bits, rows_.order = order;
  rows_.packing = packing == 6 ? Packing::filled_b : Packing::filled_a;
  rows_.offset = defined_u32(header, at::image_offset, order).value_or(0);
  if (rows_.offset < least_header) return refuse("its pixels would begin at offset ", rows_.offset, ", within the header");
  rows_.row_bytes = row_bytes_of(desc.width, channels, bits, rows_.packing);
  rows_.row_distance = rows_.row_bytes + defined_u32(header, at::line_padding, order).value_or(0);
}

// The format is made for printing density; the channels must not say otherwise.
void CineonFrame::name_encoding(const ByteView& header) {
  for (uint64_t i = 0; i < rows_.channels; ++i) {
    const auto one = channel(header, i);
    const double top = (1u << rows_.bits) - 1;
    const auto code = [&](uint64_t offset, double usual) { return defined_f32(one, offset, order).value_or(usual); };
    const bool usual = code(at::low_data, 0) == 0 && code(at::high_data, top) == top && code(at::low_quantity, 0) == 0 &&
                       std::abs(code(at::high_quantity, 2.046) - 2.047) < 0.0015;
    if (!usual) return;
  }
  encoding = "kodak.cineon";
}

}  // namespace dpx

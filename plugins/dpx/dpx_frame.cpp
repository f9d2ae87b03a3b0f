// SPDX-License-Identifier: Apache-2.0
#include "dpx_frame.hpp"

#include "dpx_fields.hpp"

#include <filmgate/cpp/draft/clock.hpp>
#include <filmgate/cpp/draft/verbatim.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace dpx {
namespace {

using fg::ByteView;
using fg::concat;

constexpr uint64_t least_header = 1664, most_user_bytes = 256 << 10;
enum Descriptor : uint8_t { luma = 6, rgb = 50, rgba = 51, abgr = 52 };
enum Transfer : uint8_t { density = 1, linear = 2, logarithmic = 3, smpte_274 = 5, itu_709 = 6 };

uint32_t channels_of(uint8_t descriptor) {
  switch (descriptor) {
    case luma: return 1;
    case rgb: return 3;
    case rgba:
    case abgr: return 4;
    default: return 0;
  }
}

uint8_t orientation_of(uint16_t scan) { // TIFF's
  constexpr std::array<uint8_t, 8> turns{1, 2, 4, 3, 5, 6, 8, 7};
  return scan < turns.size() ? turns[scan] : uint8_t{1};
}

fg::Bytes header_of(const fg::File& file) {
  const auto head = file.read_up_to(0, header_bytes);
  fg::require(is_dpx(head.view()), FG_E_NOT_THIS_FORMAT, file.uri(), ": offset 0: neither SDPX nor XPDS");
  fg::require(head.size() >= least_header, FG_E_TRUNCATED, file.uri(), ": a DPX header has ", least_header,
              " bytes or more, the file has ", head.size());
  const auto order = head.view().starts_with("SDPX") ? fg::Order::big : fg::Order::little;
  const uint64_t image = head.view().get<uint32_t>(at::image_offset, order);
  return image >= least_header && image < head.size() ? file.read(0, image) : file.read(0, head.size()); // pixels are no header
}

fg::draft::FrameNote cut_short(const char* what, uint64_t end, uint64_t size) {
  return {FG_SEVERITY_ERROR, "truncated", concat(what, " at offset ", end, ", the file has ", size, " bytes; copy it again")};
}

uint32_t side_of(const ByteView& header, uint64_t offset, fg::Order order, const char* what) {
  const auto side = header.get<uint32_t>(offset, order);
  const bool possible = side >= 1 && side <= 65535;
  fg::require(possible, FG_E_CORRUPT, header.name(), ": offset ", offset, ": ", what, " ", side, " is outside 1 .. 65535");
  return side;
}

}  // namespace

bool is_dpx(const ByteView& head) { return head.starts_with("SDPX") || head.starts_with("XPDS"); }

DpxFrame::DpxFrame(const fg::Host& host, const std::string& uri) : file_(host.open(uri)) {
  const auto bytes = header_of(file_);
  const auto header = bytes.view();
  order_ = header.starts_with("SDPX") ? fg::Order::big : fg::Order::little;
  desc.size(side_of(header, at::width, order_, "width"), side_of(header, at::height, order_, "height"));
  desc.layout = FG_LAYOUT_RGB, desc.samples(FG_SAMPLE_U16, 16);
  desc.orientation = orientation_of(header.get<uint16_t>(at::orientation, order_));
  if (header.has(at::pixel_aspect, 8)) {
    const auto across = header.get<uint32_t>(at::pixel_aspect, order_), down = header.get<uint32_t>(at::pixel_aspect + 4, order_);
    const bool known = across > 0 && down > 0 && across <= 100'000 && down <= 100'000 && across / down <= 10 && down / across <= 10;
    if (known) desc.pixel_aspect = {across / std::gcd(across, down), down / std::gcd(across, down)};
  }
  std::string undefined;
  values.push_back({"dpx.ByteOrder", std::string(order_ == fg::Order::big ? "big-endian" : "little-endian")});
  read_fields(header, order_, dpx_fields(), "dpx.", values, undefined);
  const uint64_t elements = header.get<uint16_t>(at::element_count, order_);
  for (uint64_t i = 0; i < std::min(elements, at::element_count_limit); ++i) {
    const auto element = header.sub(at::elements + i * at::element_size, at::element_size);
    read_fields(element, order_, dpx_element_fields(), concat("dpx.Element", i + 1, "."), values, undefined);
  }
  if (!undefined.empty()) values.push_back({"dpx.Undefined", undefined, nullptr, true});
  read_element(header);
  read_time(header);
  read_user_data(header);
}

void DpxFrame::read_element(const ByteView& header) {
  refuse_element(header);
  if (!refusal.empty()) return;
  const auto element = header.sub(at::elements, at::element_size);
  find_rows(header, element);
  if (!refusal.empty()) return;
  const auto bits = rows_.bits;
  desc.layout = rows_.channels == 4 ? FG_LAYOUT_RGBA : FG_LAYOUT_RGB;
  desc.samples(bits == 8 ? FG_SAMPLE_U8 : bits == 32 ? FG_SAMPLE_F32 : FG_SAMPLE_U16, bits);
  name_encoding(element);
  if (rows_.end() > file_.size())
    notes.push_back(cut_short("its pixels end", rows_.end(), file_.size()));
}

// Why its pixels are not decoded, by name.
void DpxFrame::refuse_element(const ByteView& header) {
  const auto count = header.get<uint16_t>(at::element_count, order_);
  const auto element = header.sub(at::elements, at::element_size);
  const auto descriptor = element.u8(at::descriptor), bits = element.u8(at::bits);
  const auto packing = element.get<uint16_t>(at::packing, order_), coding = element.get<uint16_t>(at::encoding, order_);
  rows_.width = desc.width, rows_.height = desc.height, rows_.order = order_;
  rows_.channels = channels_of(descriptor), rows_.alpha_first = descriptor == abgr, rows_.bits = bits;
  const auto refuse = [&](const auto&... why) { refusal = concat(why...); };
  if (count != 1) return refuse("its channels are in ", count, " image elements; pictures of one element are decoded");
  if (rows_.channels == 0)
    return refuse("pixels of descriptor ", int{descriptor}, " are not decoded; known are 6 (luma), 50, 51, 52 (RGB, with alpha)");
  if (bits != 8 && bits != 10 && bits != 12 && bits != 16 && bits != 32)
    return refuse("samples of ", int{bits}, " bits are not decoded");
  if (defined_u32(element, at::sign, order_).value_or(0) != 0) return refuse("signed samples are not decoded");
  if (coding != 0 && coding != 0xFFFF)
    return refuse("its pixels are run-length encoded (encoding ", coding, "), which is not decoded");
  if ((bits == 10 || bits == 12) && packing > 2) return refuse("packing ", packing, " of ", int{bits}, "-bit samples is not known");
  if (bits == 10 && rows_.channels == 1)
    return refuse("10-bit luma: in which order a word holds its samples is not agreed on among writers");
  rows_.packing = packing == 1 ? Packing::filled_a : packing == 2 ? Packing::filled_b : Packing::packed;
}

// Rows of 8 and 16 bits should end on a word of 32 bits as those of packed words do; many writers leave the padding out.
void DpxFrame::find_rows(const ByteView& header, const ByteView& element) {
  const auto own = defined_u32(element, at::data_offset, order_).value_or(0);
  rows_.offset = own != 0 ? own : defined_u32(header, at::image_offset, order_).value_or(0);
  if (rows_.offset < least_header) {
    refusal = concat("its pixels would begin at offset ", rows_.offset, ", within the header");
    return;
  }
  const uint64_t padding = defined_u32(element, at::line_padding, order_).value_or(0), height = desc.height;
  rows_.row_bytes = row_bytes_of(desc.width, rows_.channels, rows_.bits, rows_.packing);
  const uint64_t plain = rows_.row_bytes + padding, in_words = to_words(rows_.row_bytes) + padding;
  const uint64_t plain_end = rows_.offset + plain * height, words_end = rows_.offset + in_words * height;
  const bool ends_plain = file_.size() == plain_end || header.get<uint32_t>(at::file_size, order_) == plain_end;
  rows_.row_distance = ends_plain || file_.size() < words_end ? plain : in_words;
}

// Named only where the file's own codes leave no choice.
void DpxFrame::name_encoding(const ByteView& element) {
  const auto transfer = element.u8(at::transfer), colorimetric = element.u8(at::colorimetric);
  const bool whole = rows_.bits <= 16;
  const auto low = defined_u32(element, at::low_data, order_), high = defined_u32(element, at::high_data, order_);
  const uint32_t top = whole ? (1u << rows_.bits) - 1 : 0;
  if (transfer == density || transfer == logarithmic) {
    const auto least = defined_f32(element, at::low_quantity, order_).value_or(0);
    const auto most = defined_f32(element, at::high_quantity, order_).value_or(2.046);
    const bool codes = low.value_or(0) == 0 && high.value_or(top) == top, densities = least == 0 && std::abs(most - 2.047) < 0.0015;
    if (whole && colorimetric == density && codes && densities) encoding = "kodak.cineon";
    return;
  }
  const bool bt709 = colorimetric == smpte_274 || colorimetric == itu_709;
  const bool curve = transfer == smpte_274 || transfer == itu_709;
  if (!bt709 || (!curve && transfer != linear)) return;
  const bool full = !whole || (low == 0u && high == top);
  if (full) encoding = curve ? "itu.bt709" : "linear.bt709";
  else {
    const auto range = low && high ? concat("codes ", *low, " .. ", *high, " stand for black and white") : "black's and white's codes are undefined";
    notes.push_back({FG_SEVERITY_INFO, "reference-codes", range + ", and no encoding is named for that"});
  }
}

void DpxFrame::read_time(const ByteView& header) {
  for (const auto offset : {at::tv_rate, at::film_rate}) {
    if (!header.has(offset, 4) || rate.num > 0) continue;
    rate = fg::draft::rate_of(defined_f32(header, offset, order_).value_or(0));
  }
  if (rate.num <= 0 || !header.has(at::time_code, 4)) return;
  const auto bcd = defined_u32(header, at::time_code, order_);
  if (!bcd) return;
  const auto pair = [&](uint32_t shift) -> int64_t {
    const uint32_t high = *bcd >> (shift + 4) & 15u, low = *bcd >> shift & 15u;
    return high > 9 || low > 9 ? -1 : high * 10 + low;
  };
  if (const auto found = fg::draft::timecode_of({pair(24), pair(16), pair(8), pair(0)}, rate, false)) timecode = *found;
}

void DpxFrame::read_user_data(const ByteView& header) {
  const uint64_t stated = defined_u32(header, at::user_size, order_).value_or(0);
  const uint64_t image = header.get<uint32_t>(at::image_offset, order_);
  if (stated == 0 || image <= header_bytes || image == 0xFFFFFFFF) return;
  const uint64_t size = std::min(stated, image - header_bytes);
  const uint64_t there = file_.size() > header_bytes ? std::min(size, file_.size() - header_bytes) : 0;
  if (there < size) notes.push_back(cut_short("its user data end", header_bytes + size, file_.size()));
  if (there > user_id_bytes + most_user_bytes) {
    const auto why = concat("dpx.UserData: ", there - user_id_bytes, " bytes are more than ", most_user_bytes);
    notes.push_back({FG_SEVERITY_WARNING, "value-left-out", why});
    return;
  }
  const auto bytes = file_.read(header_bytes, there);
  const auto name = bytes.view().text(0, std::min(there, user_id_bytes));
  if (!name.empty() && name[0] != '\xFF') values.push_back({"dpx.UserId", fg::draft::verbatim(name)});
  if (there <= user_id_bytes) return;
  const auto data = bytes.view().from(user_id_bytes).bytes();
  values.push_back({"dpx.UserData", std::vector<uint8_t>(data.begin(), data.end())});
}

}  // namespace dpx

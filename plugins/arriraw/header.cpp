// SPDX-License-Identifier: Apache-2.0
#include "header.hpp"

#include <algorithm>
#include <array>

namespace arriraw {
namespace {

constexpr std::string_view magic = "ARRI";
constexpr uint32_t little_endian_mark = 0x78563412;  // on disk 12 34 56 78
constexpr uint32_t side_limit = 65535;

bool ends_with_arx(std::string_view uri) {
  if (uri.size() < 4) return false;
  std::string end(uri.substr(uri.size() - 4));
  for (auto& c : end)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  return end == ".arx";
}

}  // namespace

bool has_magic(const fg::ByteView& head) {
  return head.starts_with(magic) && head.has(at::byte_order, 4) && head.u32le(at::byte_order) == little_endian_mark;
}

bool is_bayer(std::string_view colours) {
  constexpr std::array<std::string_view, 4> mosaics{"GRBG", "RGGB", "BGGR", "GBRG"};
  return std::find(mosaics.begin(), mosaics.end(), colours) != mosaics.end();
}

Header::Header(fg::Bytes bytes, std::string file, uint64_t file_size)
    : bytes_(std::move(bytes)), file_(std::move(file)), file_size_(file_size) {}

Header Header::read(const fg::File& file) {
  Header out(file.read(0, header_bytes), file.uri(), file.size());
  const auto view = out.view();
  fg::require(has_magic(view), FG_E_NOT_THIS_FORMAT, file.uri(),
              ": offset 0: no ARRIRAW signature (ARRI, 12 34 56 78)");
  out.width_ = view.u32le(at::width), out.height_ = view.u32le(at::height);
  fg::require(out.width_ > 0 && out.width_ <= side_limit && out.height_ > 0 && out.height_ <= side_limit, FG_E_CORRUPT,
              file.uri(), ": offset ", at::width, ": a raster of ", out.width_, " x ", out.height_, " photosites");
  const uint32_t offset = view.u32le(at::data_offset), size = view.u32le(at::data_size);
  // Old software leaves the offset out; the pixels then follow the header.
  out.pixel_offset_ = offset == 0 || offset == unset32 ? header_bytes : offset;
  fg::require(out.pixel_offset_ >= last_field_end, FG_E_CORRUPT, file.uri(), ": offset ", at::data_offset,
              ": pixels at ", out.pixel_offset_, " would lie inside the header");
  out.data_size_ = size == unset32 ? 0 : size;
  out.family_ = text_at(view, at::camera_family, 8);
  out.is_hde_ = ends_with_arx(file.uri());
  return out;
}

std::string Header::undecodable() const {
  if (is_hde_)
    return fg::concat(file_,
                      ": HDE-compressed ARRIRAW (.arx); its coding, SMPTE RDD 51, is not implemented here: "
                      "expand the clip to .ari with the vendor's tools");
  if (data_size_ != 0 && data_size_ < row_bytes() * height_)
    return fg::concat(file_, ": offset ", at::data_size, ": ", data_size_, " bytes of image where uncompressed 12-bit ",
                      "has ", row_bytes() * height_, ": HDE or another coding that is not implemented here");
  return {};
}

Area Header::area(uint64_t offset) const {
  const auto head = view();
  return {head.u32le(offset), head.u32le(offset + 4), head.u32le(offset + 8), head.u32le(offset + 12)};
}

bool Header::has_area(uint64_t offset) const {
  const auto a = area(offset);
  return a.width > 0 && a.height > 0 && a.width <= width_ && a.height <= height_ && a.left <= width_ - a.width &&
         a.top <= height_ - a.height;
}

std::string Header::colour_order() const {
  auto order = text_at(view(), at::colour_order, 4);
  return is_bayer(order) ? order : std::string();
}

void Header::put_all(const fg::Record& out) const {
  out.put("arri.container", is_hde_ ? "arx" : "ari");
  out.put("arri.essence", is_hde_ ? "ARRIRAW HDE" : "ARRIRAW 12-bit uncompressed");
  for (const auto& field : header_fields()) put_field(view(), field, out);
}

}  // namespace arriraw

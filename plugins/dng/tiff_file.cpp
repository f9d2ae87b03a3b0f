// SPDX-License-Identifier: Apache-2.0
#include "dng/tiff_file.hpp"

#include "dng/tags.hpp"

#include <algorithm>

namespace dng {
namespace {

// A BigTIFF begins as a TIFF does and has another number.
fg::draft::TiffBytes not_big(const fg::File& file) {
  auto bytes = fg::draft::tiff_bytes_of(file);
  const auto head = bytes.read(0, std::min<uint64_t>(bytes.size, 4));
  fg::require(!is_big_tiff(head.view()), FG_E_UNSUPPORTED, file.uri(),
              ": a BigTIFF, with offsets of 64 bits; only DNGs with offsets of 32 bits are read");
  return bytes;
}

}  // namespace

TiffFile::TiffFile(const fg::Host& host, const std::string& uri) : file_(host.open(uri)), tiff_(not_big(file_)) {}

bool is_big_tiff(fg::ByteView head) {
  return head.starts_with(std::string_view("II\x2b\0", 4)) || head.starts_with(std::string_view("MM\0\x2b", 4));
}

std::optional<bool> names_dng_version(fg::ByteView head) {
  const bool little = head.starts_with(std::string_view("II\x2a\0", 4)), big = head.starts_with(std::string_view("MM\0\x2a", 4));
  if (!little && !big) return false;
  const auto order = little ? fg::Order::little : fg::Order::big;
  if (!head.has(4, 4)) return false;
  const uint64_t first = head.get<uint32_t>(4, order);
  if (!head.has(first, 2)) return std::nullopt;
  const uint64_t count = head.get<uint16_t>(first, order);
  for (uint64_t i = 0; i < count; ++i) {
    const uint64_t at = first + 2 + i * 12;
    if (!head.has(at, 12)) return std::nullopt;
    if (head.get<uint16_t>(at, order) == tag::dng_version) return true;
  }
  return false;
}

}  // namespace dng

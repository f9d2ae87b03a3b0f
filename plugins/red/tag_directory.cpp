// SPDX-License-Identifier: Apache-2.0
#include "tag_directory.hpp"

#include <filmgate/cpp/draft/verbatim.hpp>

#include <algorithm>

namespace red {
namespace {

constexpr uint64_t tag_header_bytes = 4;
constexpr size_t most_tags = 4096;

template <class Element, class Kept>
fg::Value numbers(const fg::ByteView& data) {
  const uint64_t count = data.size() / sizeof(Element);
  if (count == 1) return static_cast<Kept>(data.get<Element>(0, fg::Order::big));
  std::vector<Kept> out;
  for (uint64_t i = 0; i < count; ++i) out.push_back(static_cast<Kept>(data.get<Element>(i * sizeof(Element), fg::Order::big)));
  return out;
}

fg::Value floats(const fg::ByteView& data) {
  const uint64_t count = data.size() / 4;
  if (count == 1) return double{data.f32be(0)};
  std::vector<double> out;
  for (uint64_t i = 0; i < count; ++i) out.push_back(double{data.f32be(i * 4)});
  return out;
}

fg::Value value_of(uint16_t number, const fg::ByteView& data) {
  const uint32_t type = number >> 12;
  const uint64_t unit = type == 2 || type == 6 || type == 8 ? 4 : type == 4 ? 2 : 1;
  const auto bytes = [&] { return std::vector<uint8_t>(data.bytes().begin(), data.bytes().end()); };
  if (type == 1) return fg::draft::verbatim(data.text(0, data.size()));
  if (data.size() == 0 || data.size() % unit != 0) return bytes();
  switch (type) {
    case 0:
    case 3: return numbers<uint8_t, int64_t>(data);
    case 2: return floats(data);
    case 4: return numbers<uint16_t, int64_t>(data);
    case 5: return numbers<int8_t, int64_t>(data);
    case 6: return numbers<int32_t, int64_t>(data);
    case 8: return numbers<uint32_t, int64_t>(data);
    default: return bytes();
  }
}

// Bytes that follow the first of a UTF-8 sequence; -1: it begins none.

}  // namespace

const fg::Value* Directory::find(uint16_t number) const {
  const auto at = std::find_if(tags.begin(), tags.end(), [&](const Tag& tag) { return (tag.number & 0x0FFF) == number; });
  return at == tags.end() ? nullptr : &at->value;
}

std::string Directory::text(uint16_t number) const {
  const auto* value = find(number);
  const auto* text = value ? std::get_if<std::string>(value) : nullptr;
  return text ? *text : "";
}

std::optional<Directory> directory_at(const fg::ByteView& block, uint64_t offset) {
  if (!block.has(offset, 2 + tag_header_bytes)) return {};
  const uint64_t claimed = block.u16be(offset), first = block.u16be(offset + 2), room = block.size() - offset - 2;
  if (claimed < tag_header_bytes || first < tag_header_bytes || first > claimed) return {};
  const auto all = block.sub(offset + 2, std::min(claimed, room));
  Directory out;
  if (claimed > room) out.problem = fg::concat(block.name(), ": offset ", block.base() + offset, ": a directory of ", claimed, " bytes is cut off after ", room);
  for (uint64_t at = 0; at < all.size() && out.tags.size() < most_tags;) {
    const uint64_t bytes = all.has(at, tag_header_bytes) ? all.u16be(at) : 0;
    if (bytes < tag_header_bytes || !all.has(at, bytes)) {
      if (out.problem.empty()) out.problem = fg::concat(block.name(), ": offset ", all.base() + at, ": a tag of ", bytes, " bytes; those behind it are not read");
      break;
    }
    const uint16_t number = all.u16be(at + 2);
    out.tags.push_back({number, value_of(number, all.sub(at + tag_header_bytes, bytes - tag_header_bytes))});
    at += bytes;
  }
  return out;
}

}  // namespace red

// SPDX-License-Identifier: Apache-2.0
#include "tag_directory.hpp"

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
  if (type == 1) return text_or_bytes(data.text(0, data.size()));
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
int followers(uint8_t first) {
  return first < 0x80 ? 0 : first >= 0xC2 && first < 0xE0 ? 1 : first >= 0xE0 && first < 0xF0 ? 2 : first >= 0xF0 && first < 0xF5 ? 3 : -1;
}

bool is_utf8(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    const auto first = static_cast<uint8_t>(text[i++]);
    const int count = followers(first);
    if (count < 0 || static_cast<size_t>(count) > text.size() - i) return false;
    for (int k = 0; k < count; ++k) {
      const auto next = static_cast<uint8_t>(text[i++]);
      // Overlong forms, surrogates and numbers past U+10FFFF show in the second byte.
      const bool low = k == 0 && ((first == 0xE0 && next < 0xA0) || (first == 0xF0 && next < 0x90));
      const bool high = k == 0 && ((first == 0xED && next > 0x9F) || (first == 0xF4 && next > 0x8F));
      if ((next & 0xC0) != 0x80 || low || high) return false;
    }
  }
  return true;
}

}  // namespace

fg::Value text_or_bytes(std::string text) {
  if (is_utf8(text)) return text;
  return std::vector<uint8_t>(text.begin(), text.end());
}

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

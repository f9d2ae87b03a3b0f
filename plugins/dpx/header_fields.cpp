// SPDX-License-Identifier: Apache-2.0
#include "header_fields.hpp"

#include <filmgate/cpp/draft/verbatim.hpp>

#include <cmath>
#include <cstdio>

namespace dpx {
namespace {

using fg::ByteView;

uint64_t size_of(const HeaderField& field) {
  switch (field.kind) {
    case Kind::text: return field.size;
    case Kind::u8: return 1;
    case Kind::u16: return 2;
    default: return 4;
  }
}

std::string hex_digits(uint32_t bcd) { // as they stand, digits or not
  char text[12];
  std::snprintf(text, sizeof text, "%02x:%02x:%02x:%02x", bcd >> 24, bcd >> 16 & 255u, bcd >> 8 & 255u, bcd & 255u);
  return text;
}

std::optional<fg::Value> value_of(const ByteView& header, fg::Order order, const HeaderField& field) {
  const auto at = field.offset;
  switch (field.kind) {
    case Kind::text:
      if (header.u8(at) == 0xFF) return std::nullopt;
      return fg::draft::verbatim(header.text(at, field.size));
    case Kind::u8:
      if (header.u8(at) == 0xFF) return std::nullopt;
      return int64_t{header.u8(at)};
    case Kind::u16:
      if (header.get<uint16_t>(at, order) == 0xFFFF) return std::nullopt;
      return int64_t{header.get<uint16_t>(at, order)};
    case Kind::i32: return int64_t{header.get<int32_t>(at, order)};
    case Kind::f32: {
      const auto number = defined_f32(header, at, order);
      return number ? std::optional<fg::Value>(*number) : std::nullopt;
    }
    case Kind::u32:
    case Kind::timecode: {
      const auto number = defined_u32(header, at, order);
      if (!number) return std::nullopt;
      return field.kind == Kind::u32 ? fg::Value(int64_t{*number}) : fg::Value(hex_digits(*number));
    }
  }
  return std::nullopt;
}

}  // namespace

void read_fields(const ByteView& header, fg::Order order, std::span<const HeaderField> fields, const std::string& prefix,
                 std::vector<fg::draft::FrameValue>& out, std::string& undefined) {
  for (const auto& field : fields) {
    if (!header.has(field.offset, size_of(field))) continue;
    auto value = value_of(header, order, field);
    const auto* text = value ? std::get_if<std::string>(&*value) : nullptr;
    if (text && text->empty()) continue;
    if (value) out.push_back({prefix + field.name, std::move(*value), field.unit, field.of_frame});
    else undefined += (undefined.empty() ? "" : " ") + prefix + field.name;
  }
}

std::optional<uint32_t> defined_u32(const ByteView& header, uint64_t offset, fg::Order order) {
  const auto number = header.get<uint32_t>(offset, order);
  return number == 0xFFFFFFFF ? std::nullopt : std::optional(number);
}

std::optional<double> defined_f32(const ByteView& header, uint64_t offset, fg::Order order) {
  const auto number = header.get<float>(offset, order);
  return std::isfinite(number) ? std::optional<double>(number) : std::nullopt;
}

}  // namespace dpx

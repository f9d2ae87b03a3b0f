// SPDX-License-Identifier: Apache-2.0
//
// Draft. Values of a TIFF's entries with their recorded type. Types by number:
//   1 BYTE · 2 ASCII · 3 SHORT · 4 LONG · 5 RATIONAL · 6 SBYTE · 7 UNDEFINED · 8 SSHORT · 9 SLONG · 10 SRATIONAL
//   11 FLOAT · 12 DOUBLE · 13 IFD
// Source: TIFF 6.0 (Adobe, 1992), its Technical Note 1.
#pragma once
#include <filmgate/cpp/draft/verbatim.hpp>
#include <filmgate/cpp/host.hpp>

#include <limits>

namespace fg {
inline namespace v1 {
namespace draft {

// 0: no such type.
inline uint64_t tiff_type_bytes(uint16_t type) {
  constexpr uint8_t bytes[]{0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};
  return type < std::size(bytes) ? bytes[type] : 0;
}
inline bool tiff_is_unsigned(uint16_t type) { return type == 1 || type == 3 || type == 4 || type == 13; }

inline int64_t tiff_integer_at(const ByteView& view, Order order, uint16_t type, uint64_t i) {
  switch (type) {
    case 6: return view.get<int8_t>(i, order);
    case 3: return view.get<uint16_t>(i * 2, order);
    case 8: return view.get<int16_t>(i * 2, order);
    case 4:
    case 13: return view.get<uint32_t>(i * 4, order);
    case 9: return view.get<int32_t>(i * 4, order);
    default: return view.u8(i);
  }
}

// 0/0 where the denominator is 0: the ABI knows no infinity.
inline fg_rational tiff_rational_at(const ByteView& view, Order order, uint16_t type, uint64_t i) {
  const int64_t num = type == 5 ? int64_t{view.get<uint32_t>(i * 8, order)} : view.get<int32_t>(i * 8, order);
  const int64_t den = type == 5 ? int64_t{view.get<uint32_t>(i * 8 + 4, order)} : view.get<int32_t>(i * 8 + 4, order);
  if (den == 0) return {0, 0};
  return den < 0 ? fg_rational{-num, -den} : fg_rational{num, den};
}

inline double tiff_real_at(const ByteView& view, Order order, uint16_t type, uint64_t i) {
  return type == 11 ? double{view.get<float>(i * 4, order)} : view.get<double>(i * 8, order);
}

inline double tiff_number_at(const ByteView& view, Order order, uint16_t type, uint64_t i) {
  if (type == 11 || type == 12) return tiff_real_at(view, order, type, i);
  if (type != 5 && type != 10) return static_cast<double>(tiff_integer_at(view, order, type, i));
  const auto q = tiff_rational_at(view, order, type, i);
  return q.den == 0 ? std::numeric_limits<double>::quiet_NaN() : static_cast<double>(q.num) / static_cast<double>(q.den);
}

inline Value tiff_text(const ByteView& view) { // its bytes when it is no UTF-8
  const std::string text = view.text(0, view.size());
  if (is_utf8(text)) return text;
  return std::vector<uint8_t>(view.bytes().begin(), view.bytes().end());
}

template <class Item, class Read>
Value tiff_one_or_many(uint64_t count, Read read) {
  if (count == 1) return Item{read(0)};
  std::vector<Item> out;
  out.reserve(count);
  for (uint64_t i = 0; i < count; ++i) out.push_back(read(i));
  return out;
}

// view holds count values of a known type.
inline Value tiff_value(const ByteView& view, Order order, uint16_t type, uint64_t count) {
  constexpr uint64_t most_byte_numbers = 64; // longer BYTE arrays are blobs
  if (type == 2) return tiff_text(view);
  if (type == 7 || (type == 1 && count > most_byte_numbers)) return std::vector<uint8_t>(view.bytes().begin(), view.bytes().end());
  if (type == 5 || type == 10)
    return tiff_one_or_many<fg_rational>(count, [&](uint64_t i) { return tiff_rational_at(view, order, type, i); });
  if (type == 11 || type == 12) return tiff_one_or_many<double>(count, [&](uint64_t i) { return tiff_real_at(view, order, type, i); });
  return tiff_one_or_many<int64_t>(count, [&](uint64_t i) { return tiff_integer_at(view, order, type, i); });
}

}  // namespace draft
}  // namespace v1
}  // namespace fg

// SPDX-License-Identifier: Apache-2.0
//
// Draft. The keyed values of a movie, in a 'meta' box whose handler is "mdta":
//   keys  u32 version and flags, u32 count, then { u32 size, char[4] namespace, name }
//   ilst  boxes whose type is the number of a key, from 1; each holds 'data' boxes: u32 type, u32 locale, the value
// and 'ilst' of the older form, whose boxes' types are the keys ("©nam"). Values are kept with their type; many readers
// drop those that are not text. Source: QuickTime File Format, "Metadata"; 'meta' has version and flags in ISO files
// and none in QuickTime's, which the place of its 'hdlr' tells.
#pragma once
#include <filmgate/cpp/draft/boxes.hpp>
#include <filmgate/cpp/value.hpp>

namespace fg {
inline namespace v1 {
namespace draft {

struct Item {
  std::string key;
  uint32_t type = 0; // as stored: 1 UTF-8, 21 signed, 23 float …
  Value value;
};

// A 'data' value by its well-known type; bytes when the type is not known or does not fit its size.
inline Value item_value(uint32_t type, const ByteView& data) {
  const auto bytes = [&] { return Value(std::vector<uint8_t>(data.bytes().begin(), data.bytes().end())); };
  const auto integer = [&](bool is_signed) -> Value {
    if (data.size() == 0 || data.size() > 8) return bytes();
    uint64_t bits = 0;
    for (uint64_t i = 0; i < data.size(); ++i) bits = bits << 8 | data.u8(i);
    const auto unused = static_cast<int>(64 - 8 * data.size());
    return is_signed ? static_cast<int64_t>(bits << unused) >> unused : static_cast<int64_t>(bits);
  };
  const auto reals = [&](uint64_t count) -> Value {
    std::vector<double> out;
    for (uint64_t i = 0; i < count; ++i) out.push_back(static_cast<double>(data.f32be(4 * i)));
    return out;
  };
  switch (type) {
    case 1: return std::string(reinterpret_cast<const char*>(data.bytes().data()), data.size());
    case 21: case 65: case 66: case 67: case 74: return integer(true);
    case 22: case 75: case 76: case 77: case 78: return integer(false);
    case 23: return data.size() == 4 ? Value(static_cast<double>(data.f32be(0))) : bytes();
    case 24: return data.size() == 8 ? Value(data.get<double>(0, Order::big)) : bytes();
    case 70: case 71: return data.size() == 8 ? reals(2) : bytes(); // a point, a size
    default: return bytes();
  }
}

// meta: a 'meta' box. Values of more than `most_value` bytes (pictures) are left out, and named in `left_out`.
inline std::vector<Item> item_list(const Boxes& boxes, const Box& meta, uint64_t most_value = 65536,
                                   std::vector<std::string>* left_out = nullptr) {
  const auto start = boxes.file().read_up_to(meta.body(), 8);
  const uint64_t skip = start.view().starts_with("hdlr", 4) || meta.body_bytes() < 4 ? 0 : 4;
  std::vector<std::string> names;
  std::vector<Item> out;
  const auto children = boxes.children(meta, skip);
  for (const auto& box : children) {
    if (box.type != "keys") continue;
    const auto bytes = boxes.read(box);
    const auto view = bytes.view();
    const uint64_t count = view.u32be(4);
    for (uint64_t at = 8; names.size() < count && view.has(at, 8);) {
      const uint64_t size = view.u32be(at);
      require(size >= 8 && view.has(at, size), FG_E_CORRUPT, view.name(), ": offset ", view.base() + at, ": a key of ", size, " bytes");
      names.push_back(view.text(at + 8, size - 8));
      at += size;
    }
  }
  for (const auto& list : children) {
    if (list.type != "ilst") continue;
    for (const auto& item : boxes.children(list)) {
      uint64_t number = 0;
      for (const char c : item.type) number = number << 8 | static_cast<uint8_t>(c);
      const auto& key = number >= 1 && number <= names.size() ? names[number - 1] : item.type;
      for (const auto& data : boxes.children(item)) {
        if (data.type != "data" || data.body_bytes() < 8) continue;
        if (data.body_bytes() > most_value + 8) {
          if (left_out) left_out->push_back(key);
          continue;
        }
        const auto bytes = boxes.read(data, most_value + 8);
        const auto view = bytes.view();
        out.push_back({key, view.u32be(0) & 0xffffff, item_value(view.u32be(0) & 0xffffff, view.from(8))});
      }
    }
  }
  return out;
}

}  // namespace draft
}  // namespace v1
}  // namespace fg

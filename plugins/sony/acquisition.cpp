// SPDX-License-Identifier: Apache-2.0
#include "acquisition.hpp"

#include <filmgate/cpp/draft/mxf_metadata.hpp>
#include <filmgate/cpp/draft/verbatim.hpp>
#include <filmgate/cpp/half.hpp>

#include <cmath>
#include <cstdio>

namespace sony {
namespace {

using namespace fg::draft;

constexpr Label acquisition_set{0x06, 0x0e, 0x2b, 0x34, 0x02, 0x53, 0x01, 0x01, 0x0c, 0x02, 0x01, 0x01};

std::string set_name(const Label& key) {
  if (!same_label(key, acquisition_set, 12)) return label_text(key);
  switch (key[12]) {
    case 0x01: return "LensUnit";
    case 0x02: return "CameraUnit";
    case 0x7f: return "UserDefined";
    default: return label_text(key);
  }
}

// Exponents are of base ten, and so are not exact in binary: 3100 e-3.
double distance_of(uint16_t bits) {
  const int exponent = bits >> 12 < 8 ? bits >> 12 : (bits >> 12) - 16;
  const double mantissa = bits & 0xFFF;
  return exponent < 0 ? mantissa / std::pow(10.0, -exponent) : mantissa * std::pow(10.0, exponent);
}

fg::Value text_of(const fg::ByteView& v) {
  const bool wide = v.size() >= 2 && v.u8(0) == 0;
  return wide ? fg::Value(utf8_of_utf16be(v)) : fg::draft::verbatim(v.text(0, v.size()));
}

fg::Value as_bytes(const fg::ByteView& v) { return std::vector<uint8_t>(v.bytes().begin(), v.bytes().end()); }

fg::Value whole(const fg::ByteView& v, bool is_signed) {
  uint64_t bits = 0;
  for (const uint8_t byte : v.bytes()) bits = bits << 8 | byte;
  const auto unused = static_cast<int>(64 - 8 * v.size());
  return is_signed ? static_cast<int64_t>(bits << unused) >> unused : static_cast<int64_t>(bits);
}

// The batch's elements when their number and size fit the item.
uint64_t batch_count(const fg::ByteView& v, uint64_t size) {
  if (!v.has(0, 8) || v.u32be(4) != size) return 0;
  const uint64_t count = v.u32be(0);
  return v.size() == 8 + count * size ? count : 0;
}

// Bytes when the value is not what its kind asks for.
fg::Value value_of(ItemKind kind, const fg::ByteView& v) {
  const uint64_t size = v.size();
  switch (kind) {
    case ItemKind::number:
    case ItemKind::integer:
      return size >= 1 && size <= 8 ? whole(v, kind == ItemKind::integer) : as_bytes(v);
    case ItemKind::rational:
      return size == 8 ? fg::Value(mxf_rational(v, 0)) : as_bytes(v);
    case ItemKind::distance:
      return size == 2 ? fg::Value(distance_of(v.u16be(0))) : as_bytes(v);
    case ItemKind::label:
      return size == 16 ? fg::Value(label_text(label_at(v, 0))) : as_bytes(v);
    case ItemKind::text:
      return text_of(v);
    case ItemKind::numbers: {
      if (size == 0 || size % 4 != 0) return as_bytes(v);
      std::vector<int64_t> out;
      for (uint64_t at = 0; at < size; at += 4) out.push_back(v.u32be(at));
      return out;
    }
    case ItemKind::halves: {
      std::vector<double> out;
      for (uint64_t i = 0; i < batch_count(v, 2); ++i) out.push_back(static_cast<double>(fg::float_of_half(v.u16be(8 + 2 * i))));
      return out.empty() ? as_bytes(v) : fg::Value(out);
    }
    case ItemKind::rationals: {
      std::vector<fg_rational> out;
      for (uint64_t i = 0; i < batch_count(v, 8); ++i) out.push_back(mxf_rational(v, 8 + 8 * i));
      return out.empty() ? as_bytes(v) : fg::Value(out);
    }
    default: return as_bytes(v);
  }
}

}  // namespace

AcquisitionSets read_sets(const fg::ByteView& sets) {
  AcquisitionSets out;
  each_klv(sets, [&](const Klv& packet, const fg::ByteView& set) {
    if (packet.key[0] != 0x06 || packet.key[1] != 0x0e) return; // what fills the last packet up
    const auto prefix = "sony." + set_name(packet.key) + ".";
    const bool is_whole = each_local_item(set, [&](uint16_t tag, const fg::ByteView& item) {
      const auto* known = item_name(tag);
      char number[8];
      std::snprintf(number, sizeof number, "0x%04x", tag);
      out.values.push_back({prefix + (known ? known->name : number), value_of(known ? known->kind : ItemKind::bytes, item), known ? known->unit : nullptr});
    });
    if (!is_whole || !packet.whole) out.problems.push_back(fg::concat(sets.name(), ": ", prefix.substr(5), " acquisition metadata are cut off"));
  });
  return out;
}

}  // namespace sony

// SPDX-License-Identifier: Apache-2.0
//
// The sets of acquisition metadata (SMPTE RDD 18): lens unit, camera unit, and those of makers. A set is a local set; each
// item becomes a value under the name that RDD 18 gives it, or under its tag when nobody has named it.
//   0 u8[16] key 060e2b34.02530101.0c020101.uu010000: uu 01 lens, 02 camera, 7f user defined · length · { u16 tag, u16 bytes, value }
#pragma once
#include <filmgate/cpp/draft/klv.hpp>
#include <filmgate/cpp/value.hpp>

namespace sony {

enum class ItemKind : uint8_t {
  number,     // unsigned, of 1 to 8 bytes
  integer,    // signed
  rational,   // two i32
  distance,   // i4 decimal exponent and 12 bits of mantissa: metres
  label,      // a SMPTE label
  text,       // UTF-8, or UTF-16 when its first byte is 0
  numbers,    // a row of u32 that fills the item
  halves,     // u32 count, u32 2, then IEEE half floats
  rationals,  // u32 count, u32 8, then pairs of i32
  bytes
};

struct ItemName {
  uint16_t tag;
  const char* name;
  ItemKind kind;
  const char* unit; // of the value as recorded; nullptr: none
};
[[nodiscard]] const ItemName* item_name(uint16_t tag); // nullptr: nobody has named it

struct AcquisitionValue {
  std::string key; // "sony.CameraUnit.WhiteBalance", "sony.UserDefined.0xe108"
  fg::Value value;
  const char* unit;
};

struct AcquisitionSets {
  std::vector<AcquisitionValue> values;
  std::vector<std::string> problems;
};
[[nodiscard]] AcquisitionSets read_sets(const fg::ByteView& sets);

}  // namespace sony

// SPDX-License-Identifier: Apache-2.0
//
// A directory of tags, big-endian, in the header of a clip and in each of its frames: u16 length of all tags, then for each
// u16 length of the whole tag, u16 tag, the value. The tag's top 4 bits are the type: 0 and 3 u8, 1 text, 2 float, 4 u16,
// 5 i8, 6 i32, 7 mixed, 8 u32, 9 bytes.
#pragma once
#include <filmgate/cpp/byte_view.hpp>
#include <filmgate/cpp/value.hpp>

#include <optional>

namespace red {

struct Tag {
  uint16_t number = 0; // type included
  fg::Value value;
};

struct Directory {
  std::vector<Tag> tags;
  std::string problem; // why it ends early; empty: it is whole

  [[nodiscard]] const fg::Value* find(uint16_t number_without_type) const;
  [[nodiscard]] std::string text(uint16_t number_without_type) const; // empty: none
};

// The directory whose length stands at `offset`; nothing when none is there.
[[nodiscard]] std::optional<Directory> directory_at(const fg::ByteView& block, uint64_t offset);

}  // namespace red

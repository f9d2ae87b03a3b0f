// SPDX-License-Identifier: Apache-2.0
//
// Headers of fixed fields, read by tables: one line a field. A field of all ones (text that begins with 0xFF) is undefined,
// as SMPTE ST 268 has it; its name is listed instead of its value.
#pragma once
#include <filmgate/cpp/byte_view.hpp>
#include <filmgate/cpp/draft/frame_file.hpp>

#include <optional>

namespace dpx {

enum class Kind { text, u8, u16, u32, i32, f32, timecode }; // timecode: BCD hours, minutes, seconds, frames, high digit first

struct HeaderField {
  uint64_t offset;
  Kind kind;
  const char* name;
  uint32_t size = 0;     // of text, bytes
  const char* unit = nullptr;
  bool of_frame = false; // each frame has its own
};

// Appends the defined fields as prefix.name, in the table's order, and the names of the others to `undefined`. Fields
// that lie past the header's end are left out.
void read_fields(const fg::ByteView& header, fg::Order order, std::span<const HeaderField> fields, const std::string& prefix,
                 std::vector<fg::draft::FrameValue>& out, std::string& undefined);

// Nothing: undefined, or no number.
[[nodiscard]] std::optional<uint32_t> defined_u32(const fg::ByteView& header, uint64_t offset, fg::Order order);
[[nodiscard]] std::optional<double> defined_f32(const fg::ByteView& header, uint64_t offset, fg::Order order);

}  // namespace dpx

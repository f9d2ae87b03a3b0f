// SPDX-License-Identifier: Apache-2.0
//
// What a Blackmagic RAW sample says before its pixels, all big-endian:
//   u32 size, "bmdf", then { u32 size, char[4] name, value }, filled up with zeros (256 bytes in practice)
//   then the coded frame: "braw", u32 size, u8 version · at +12 u16 width, u16 height
// Source: AdrianEddy/telemetry-parser for the box, librempeg's demuxing (container level only) for the frame's head.
#pragma once
#include <filmgate/cpp/host.hpp>
#include <filmgate/cpp/value.hpp>

namespace braw {

constexpr uint64_t most_box_bytes = 4096;

struct NamedValue {
  std::string key; // "braw.frame.isoe"
  const char* unit;
  fg::Value value;
};

struct FrameBox {
  std::vector<NamedValue> values; // in the order of the file; of a name that is not known the bytes
  uint32_t width = 0, height = 0; // of the coded frame; 0: its head is not there
};
// start: the sample's first bytes, up to most_box_bytes. FG_E_CORRUPT, FG_E_TRUNCATED
[[nodiscard]] FrameBox read_frame_box(const fg::ByteView& start);

}  // namespace braw

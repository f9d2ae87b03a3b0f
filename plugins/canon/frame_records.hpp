// SPDX-License-Identifier: Apache-2.0
//
// Canon's timed metadata (CTMD), a sample of little-endian records a frame:
//   0 u32 bytes of the record · 4 u16 type · 6 u8, u8 1 when TIFFs follow · 8 u16 · 10 u16 · 12 what it says
//   1 u16, u16 year, u8 month, day, hour, minute, second, hundredths · 4 focal length u16 over u16 mm
//   5 aperture u16 over u16, exposure u16 over u16 s, u32 ISO (the highest bit marks it as exact)
//   7, 8, 9 { u32 bytes, u32 tag, a TIFF }: 0x8769 Exif, 0x927c maker's notes · 13 RDD 18 sets · others are kept as bytes
// Sources: lclevy/canon_cr3 and exiftool; telemetry-parser for type 13.
#pragma once
#include "canon.hpp"

namespace canon {

struct FrameRecords {
  NamedValues values; // "frame.ISO"
  std::vector<std::string> problems;
};
[[nodiscard]] FrameRecords read_frame_records(const fg::ByteView& sample);

// Every tag of a TIFF, the maker's by Canon's names. prefix: "maker."
void put_tiff(const fg::ByteView& tiff, const std::string& prefix, FrameRecords& out);

}  // namespace canon

// SPDX-License-Identifier: Apache-2.0
//
// Tags of TIFF's and Exif's directories as values of a frame. The first directory, Exif's and GPS's share one prefix, as cameras spread
// the same tags over them; further ones are "IFD1.", "SubIFD0." below it, so that a thumbnail's size does not pass for the picture's.
#pragma once
#include <filmgate/cpp/draft/frame_file.hpp>
#include <filmgate/cpp/draft/tiff.hpp>

namespace images {

void put_tags(const fg::draft::Tiff& tiff, const std::string& prefix, fg::draft::FrameFile& out);

// 1 .. 8; 1 when none, or another, is stated.
[[nodiscard]] uint8_t orientation_of(const fg::draft::Tiff& tiff);

// Exif's ColorSpace: 1 is sRGB, 65535 another one.
[[nodiscard]] bool exif_says_srgb(const fg::draft::Tiff& tiff);

// Bytes of a file as a value, or a note that they are too many for a record.
void put_bytes(std::string key, std::span<const uint8_t> bytes, fg::draft::FrameFile& out);

}  // namespace images

// SPDX-License-Identifier: Apache-2.0
//
// The readers of OpenEXR, TIFF, PNG and JPEG, and what their values mean. Byte layouts: exr_header.hpp, tiff_frame.hpp,
// png_chunks.hpp, jpeg_frame.hpp.
#pragma once
#include <filmgate/cpp/draft/trim.hpp>
#include <filmgate/cpp/metadata.hpp>

namespace images {

struct ExrFormat {
  static constexpr const char* id = "openexr";
  static int probe(const fg::Probe& probe);
  static std::unique_ptr<fg::Reader> open(const fg::Host& host, const fg::OpenFiles& in);
  static const void* extension(std::string_view name) { return fg::trim_extension(name); }
};

struct TiffFormat {
  static constexpr const char* id = "tiff";
  static int probe(const fg::Probe& probe);
  static std::unique_ptr<fg::Reader> open(const fg::Host& host, const fg::OpenFiles& in);
  static const void* extension(std::string_view name) { return fg::trim_extension(name); }
};

struct PngFormat {
  static constexpr const char* id = "png";
  static int probe(const fg::Probe& probe);
  static std::unique_ptr<fg::Reader> open(const fg::Host& host, const fg::OpenFiles& in);
  static const void* extension(std::string_view name) { return fg::trim_extension(name); }
};

struct JpegFormat {
  static constexpr const char* id = "jpeg";
  static int probe(const fg::Probe& probe);
  static std::unique_ptr<fg::Reader> open(const fg::Host& host, const fg::OpenFiles& in);
  static const void* extension(std::string_view name) { return fg::trim_extension(name); }
};

struct Keys {
  static constexpr const char* id = "images";
  static void normalise(const fg::Values& vendor, const fg::Fields& out);
};

}  // namespace images

// SPDX-License-Identifier: Apache-2.0
#include "write/png_bytes.hpp"

#include <png.h>

namespace filmgate {

Result<std::vector<uint8_t>> png_of(int32_t width, int32_t height, std::span<const uint8_t> rgb) {
  if (width < 1 || height < 1 || rgb.size() != static_cast<size_t>(width) * static_cast<size_t>(height) * 3)
    return failure(Trouble::internal, "a PNG of {} x {} pixels, of {} bytes", width, height, rgb.size());
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(width), image.height = static_cast<png_uint_32>(height);
  image.format = PNG_FORMAT_RGB;
  std::vector<uint8_t> out(PNG_IMAGE_PNG_SIZE_MAX(image));
  png_alloc_size_t bytes = out.size();
  if (!png_image_write_to_memory(&image, out.data(), &bytes, 0, rgb.data(), 0, nullptr))
    return failure(Trouble::internal, "libpng made no picture of {} x {} pixels: {}", width, height, image.message);
  out.resize(bytes);
  return out;
}

}  // namespace filmgate

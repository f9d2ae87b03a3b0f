// SPDX-License-Identifier: Apache-2.0
//
// LibRaw as the independent witness of code values: the whole raw raster, masked pixels included.
#pragma once
#include <libraw/libraw.h>

#include <optional>
#include <string>
#include <vector>

namespace dng {

struct Raster {
  int width = 0, height = 0;
  std::vector<uint16_t> codes;
};

inline std::optional<Raster> libraw_codes(const std::string& path) {
  LibRaw raw;
  if (raw.open_file(path.c_str()) != LIBRAW_SUCCESS || raw.unpack() != LIBRAW_SUCCESS || !raw.imgdata.rawdata.raw_image) return std::nullopt;
  const auto& sizes = raw.imgdata.sizes;
  Raster out{sizes.raw_width, sizes.raw_height, {}};
  for (int y = 0; y < out.height; ++y) {
    const auto* row = raw.imgdata.rawdata.raw_image + static_cast<size_t>(y) * sizes.raw_pitch / 2;
    out.codes.insert(out.codes.end(), row, row + out.width);
  }
  return out;
}

}  // namespace dng

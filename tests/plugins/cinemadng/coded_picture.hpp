// SPDX-License-Identifier: Apache-2.0
//
// DNGs whose strips or tiles are lossless JPEG, and their pictures as FFmpeg and dcraw see them.
#pragma once
#include "dng_writer.hpp"
#include "ljpeg_writer.hpp"

#include <cstdio>

namespace dng {

// `fold` rows of a piece make one line of its JPEG.
inline Document jpeg_document(const Picture& picture, const ljpeg::Shape& shape, uint32_t fold = 1) {
  Document document(picture);
  document.raw.shorts(259, {7}).longs(50717, {65535}); // FFmpeg scales to 16 bits
  document.code = [shape, fold](const Picture& p, uint32_t left, uint32_t count, uint32_t top, uint32_t rows) {
    const uint32_t width = count * fold / shape.components;
    return ljpeg::Writer(shape, width, rows / fold, [&](uint32_t x, uint32_t y, uint32_t c) -> uint16_t {
             const uint32_t at = (y * width + x) * shape.components + c, row = top + at / count, column = left + at % count;
             return row < p.height && column < p.width * p.channels ? p.sample(column, row) : uint16_t{0};
           }).write();
  };
  return document;
}

// What FFmpeg makes of codes whose black is 0 and white 65535: it scales them in single precision and cuts the rest off, so
// that some come out one lower.
inline std::vector<uint16_t> as_ffmpeg_scales(std::vector<uint16_t> codes) {
  constexpr float scale = 1.0f / 65535.0f;
  for (auto& code : codes) code = static_cast<uint16_t>(static_cast<float>(code) * scale * 65535.0f);
  return codes;
}
// Those of a mosaic; empty when FFmpeg is not there or reads something else.
inline std::vector<uint16_t> ffmpeg_codes(const std::string& path) {
  const std::string command = "ffmpeg -v error -i '" + path + "' -frames:v 1 -f rawvideo -pix_fmt bayer_rggb16le - 2>/dev/null";
  std::vector<uint16_t> out;
  FILE* pipe = ::popen(command.c_str(), "r");
  uint8_t two[2];
  while (pipe && std::fread(two, 1, 2, pipe) == 2) out.push_back(static_cast<uint16_t>(two[0] | two[1] << 8));
  if (pipe) ::pclose(pipe);
  return out;
}
// As recorded; empty when dcraw is not there or reads something else.
inline std::vector<uint16_t> dcraw_codes(const std::string& path) {
  std::vector<uint16_t> out;
  FILE* pipe = ::popen(("dcraw -D -4 -c '" + path + "' 2>/dev/null").c_str(), "r");
  unsigned width = 0, height = 0, most = 0;
  const bool grey = pipe && std::fscanf(pipe, "P5 %u %u %u%*c", &width, &height, &most) == 3;
  uint8_t two[2];
  while (grey && std::fread(two, 1, 2, pipe) == 2) out.push_back(static_cast<uint16_t>(two[0] << 8 | two[1]));
  if (pipe) ::pclose(pipe);
  return out;
}
inline bool has_dcraw() {
  static const bool found = std::system("command -v dcraw >/dev/null 2>&1") == 0;
  return found;
}
inline bool has_ffmpeg() {
  static const bool found = std::system("ffmpeg -version >/dev/null 2>&1") == 0;
  return found;
}

}  // namespace dng

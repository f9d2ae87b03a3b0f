// SPDX-License-Identifier: Apache-2.0
//
// FFmpeg as the independent witness: the first frame as 16-bit words. FFmpeg moves codes of fewer bits to the top of the
// word and repeats their high bits below, and applies no table.
#pragma once
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace cine {

inline bool has_ffmpeg() { return std::system("ffmpeg -version >/dev/null 2>&1") == 0; }

inline std::vector<uint16_t> ffmpeg_first_frame(const std::string& path, const std::string& pixel_format) {
  const std::string command = "ffmpeg -v error -i '" + path + "' -frames:v 1 -f rawvideo -pix_fmt " + pixel_format + " - 2>/dev/null";
  std::vector<uint16_t> out;
  FILE* pipe = ::popen(command.c_str(), "r");
  uint8_t two[2];
  while (pipe && std::fread(two, 1, 2, pipe) == 2) out.push_back(static_cast<uint16_t>(two[0] | two[1] << 8));
  if (pipe) ::pclose(pipe);
  return out;
}

}  // namespace cine

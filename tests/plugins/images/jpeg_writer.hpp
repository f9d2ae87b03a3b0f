// SPDX-License-Identifier: Apache-2.0
//
// The least JPEG file, written from ITU-T T.81: one grey of code 128 in blocks of 8 x 8, with any markers before its frame.
#pragma once
#include "plugins/images/png_writer.hpp"

namespace jpeg_test {

using png_test::big;

inline std::string marker(int code, const std::string& data) { return std::string("\xff") + static_cast<char>(code) + big(data.size() + 2, 2) + data; }

struct Grey {
  uint32_t width = 8, height = 8;
  std::string more{}; // markers
  uint8_t frame = 0xC0, precision = 8;

  [[nodiscard]] std::string write() const {
    const std::string one_code = std::string("\x01") + std::string(15, '\0') + std::string(1, '\0'); // the code 0: category 0, or the block's end
    const uint32_t bits = 2 * ((width + 7) / 8) * ((height + 7) / 8);                              // two codes of one bit a block
    std::string coded(bits / 8, '\0');
    if (bits % 8 != 0) coded += static_cast<char>(0xFF >> bits % 8);
    return "\xff\xd8" + more + marker(0xDB, std::string(1, '\0') + std::string(64, '\x01')) +
           marker(frame, static_cast<char>(precision) + big(height, 2) + big(width, 2) + std::string("\x01\x01\x11\x00", 4)) +
           marker(0xC4, std::string(1, '\0') + one_code) + marker(0xC4, std::string(1, '\x10') + one_code) +
           marker(0xDA, std::string("\x01\x01\x00\x00\x3f\x00", 6)) + coded + "\xff\xd9";
  }
};

}  // namespace jpeg_test

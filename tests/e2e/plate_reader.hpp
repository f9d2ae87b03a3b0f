// SPDX-License-Identifier: Apache-2.0
//
// Reads plates back with the C++ OpenEXR library, which writes none of them.
#pragma once
#include <ImfArray.h>
#include <ImfHeader.h>
#include <ImfInputFile.h>
#include <ImfFrameBuffer.h>
#include <half.h>

#include <string>
#include <vector>

struct ReadPlate {
  explicit ReadPlate(const std::string& path) : file(path.c_str()) {
    const auto window = file.header().dataWindow();
    width = window.max.x - window.min.x + 1, height = window.max.y - window.min.y + 1;
    Imf::FrameBuffer buffer;
    const char* names[3] = {"R", "G", "B"};
    for (int c = 0; c < 3; ++c) {
      planes[c].resize(static_cast<size_t>(width) * static_cast<size_t>(height));
      buffer.insert(names[c], Imf::Slice(Imf::HALF, reinterpret_cast<char*>(planes[c].data()), sizeof(half), sizeof(half) * static_cast<size_t>(width)));
    }
    file.setFrameBuffer(buffer);
    file.readPixels(window.min.y, window.max.y);
  }
  // Of a box, by channel.
  [[nodiscard]] double mean(int channel, int x, int y, int w, int h) const {
    double sum = 0;
    for (int j = y; j < y + h; ++j)
      for (int i = x; i < x + w; ++i) sum += static_cast<float>(planes[channel][static_cast<size_t>(j) * static_cast<size_t>(width) + static_cast<size_t>(i)]);
    return sum / (w * h);
  }
  Imf::InputFile file;
  int width, height;
  std::vector<half> planes[3];
};

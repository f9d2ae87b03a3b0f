// SPDX-License-Identifier: Apache-2.0
//
// What a frame's pixels are and what development needs of them, from the camera's values and the frame's own. Levels and
// matrices are those of DNG: black by mosaic site, ColorMatrix and ForwardMatrix of two illuminants, AsShotNeutral.
#pragma once
#include "container.hpp"

#include <filmgate/cpp/image.hpp>

namespace mcraw {

struct Picture {
  fg::ImageDesc desc;
  int64_t codec = 0;   // compressionType
  std::string refusal; // why it can not be decoded; empty: it can
};
[[nodiscard]] Picture picture_of(const JsonRecord& camera, const JsonRecord& frame, const std::string& uri);

struct Note { // what the user must know although reading goes on
  int32_t severity;
  const char* code;
  std::string text;
};
[[nodiscard]] fg::Sensor sensor_of(const JsonRecord& camera, const JsonRecord& frame, std::vector<Note>& notes);

}  // namespace mcraw

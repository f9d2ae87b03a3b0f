// SPDX-License-Identifier: Apache-2.0
//
// All that development needs of one sensor description, worked out once: levels a mosaic site, clipping levels, and one
// matrix that holds colour, white balance's rest and exposure.
#pragma once
#include "camera_matrix.hpp"
#include "choices.hpp"

#include <vector>

namespace develop {

struct SiteLevels { // of one mosaic site, or of one colour
  float black = 0, scale = 1;   // linear = (code - black) * scale: 1 is white, times the colour's balance
  std::vector<float> table;     // code to what follows, when the file brings a code to linear table; else empty
};

struct SensorPlan {
  // root: development runs in the square-root domain, where noise is even; sign(v) sqrt|v|.
  SensorPlan(const fg_image_desc& desc, const fg_sensor* sensor, const Choices& choices, bool root);
  [[nodiscard]] bool made_for(const fg_sensor* sensor) const; // is this still what the frame says?

  SiteLevels site[4];       // mosaic: of the 2x2, row by row, (0,0) the corner of the active area; else R, G, B
  float clip[3] = {1, 1, 1}; // balanced linear value at which a colour clips
  float matrix[9] = {};     // balanced linear to output, exposure included
  uint8_t colour[4] = {};   // of each site: 0 R, 1 G, 2 B

 private:
  fg_sensor copy_{};
  std::vector<uint16_t> linear_;
  bool had_sensor_ = false;
};

}  // namespace develop

// SPDX-License-Identifier: Apache-2.0
//
// What a request may choose.
#pragma once
#include <filmgate/cpp/value.hpp>

namespace develop {

enum class Demosaic { fast, hq };
enum class Target { ap0, ap1, camera };
enum class Highlights { neutral, clip, none };

struct Choices {
  Demosaic demosaic = Demosaic::fast;
  Target target = Target::ap0;
  Highlights highlights = Highlights::neutral;
  bool balance = true;
  double exposure_stops = 0;
  static Choices read(const fg::Values& parameters);
};

}  // namespace develop

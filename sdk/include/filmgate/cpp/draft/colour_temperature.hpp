// SPDX-License-Identifier: Apache-2.0
//
// Draft. The correlated colour temperature of a white, for readers and transforms that weigh two calibrations by it. Both
// must find the same one, or a clip would be calibrated for one light and developed for another.
#pragma once

namespace fg {
inline namespace v1 {
namespace draft {

struct Chromaticity { double x, y; }; // CIE 1931

// The white of that temperature, 1000 .. 15000 kelvin, on the Planckian locus by the same functions as below.
inline Chromaticity white_of_kelvin(double kelvin) {
  const double t = kelvin;
  const double u = (0.860117757 + 1.54118254e-4 * t + 1.28641212e-7 * t * t) / (1 + 8.42420235e-4 * t + 7.08145163e-7 * t * t);
  const double v = (0.317398726 + 4.22806245e-5 * t + 4.20481691e-8 * t * t) / (1 - 2.89741816e-5 * t + 1.61456053e-7 * t * t);
  const double scale = 2 * u - 8 * v + 4;
  return {3 * u / scale, 2 * v / scale};
}

// Kelvin: the nearest point of the Planckian locus in the uniform chromaticities of CIE 1960, the locus by Krystek's
// rational functions (1985), good to 1e-4 from 1000 to 15000 K. Never outside 1000 .. 50000.
inline double kelvin_of_white(const Chromaticity& white) {
  const double scale = -2 * white.x + 12 * white.y + 3, u = 4 * white.x / scale, v = 6 * white.y / scale;
  const auto distance = [&](double mired) {
    const double t = 1e6 / mired;
    const double du = u - (0.860117757 + 1.54118254e-4 * t + 1.28641212e-7 * t * t) / (1 + 8.42420235e-4 * t + 7.08145163e-7 * t * t);
    const double dv = v - (0.317398726 + 4.22806245e-5 * t + 4.20481691e-8 * t * t) / (1 - 2.89741816e-5 * t + 1.61456053e-7 * t * t);
    return du * du + dv * dv;
  };
  double low = 20, high = 1000; // mired
  for (int i = 0; i < 100; ++i) {
    const double a = low + (high - low) / 3, b = high - (high - low) / 3;
    if (distance(a) < distance(b)) high = b;
    else low = a;
  }
  return 2e6 / (low + high);
}

}  // namespace draft
}  // namespace v1
}  // namespace fg

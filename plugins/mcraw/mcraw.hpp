// SPDX-License-Identifier: Apache-2.0
//
// What the bundle offers: a reader of MotionCam's .mcraw files, and the meaning of their values.
#pragma once
#include <filmgate/cpp/reader.hpp>

namespace mcraw {

struct Format {
  static constexpr const char* id = "mcraw";
  static int probe(const fg::Probe& probe);
  static std::unique_ptr<fg::Reader> open(const fg::Host& host, const fg::OpenFiles& files);
};

struct Keys {
  static constexpr const char* id = "mcraw";
  static void normalise(const fg::Values& vendor, const fg::Fields& out);
};

enum : int64_t { legacy_codec = 6, band_codec = 7 }; // compressionType

// Frames a second from the nanoseconds between two of them: that of a standard when one is within a hundredth, since a
// phone's clock jitters; 0/0 when it is no rate.
[[nodiscard]] fg_rational rate_of(int64_t interval);
// As TIFF counts them, of the phone's 0 portrait, 1 portrait upside down, 2 landscape, 3 landscape upside down; 0: unknown.
[[nodiscard]] uint8_t turn_of(int64_t screen);

}  // namespace mcraw

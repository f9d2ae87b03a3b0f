// SPDX-License-Identifier: Apache-2.0
//
// Any values under the keys of cameras' movies.
#include "fuzz/values_target.hpp"

#include <fstream>
#include <sstream>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const std::vector<std::string> keys{
      "movie.item.com.arri.camera.CameraModel", "movie.item.com.arri.camera.ShutterAngle", "movie.item.com.arri.camera.SensorFps", "movie.item.com.arri.camera.WhiteBalanceTintCc",
      "movie.item.com.arri.camera.ExposureIndexAsa", "movie.item.com.apple.quicktime.location.ISO6709", "movie.item.com.apple.quicktime.make", "movie.nikon.ExposureTime", "movie.gpmf.GPS5",
      "movie.gpmf.SHUT", "movie.gpmf.device", "movie.stream.bits", "movie.picture.pixelAspect", "movie.taken.encoding", "movie.timecode", "movie.udta.LENS"};
  return fuzz::normalise_any(keys, "movie.", data, size);
}

// SPDX-License-Identifier: Apache-2.0
//
// Every codec's pixels against FFmpeg's command line and an independent reading of H.273.
#include "witness.hpp"

using namespace movie_test;

namespace {

struct Case {
  std::string name, size;
  std::vector<std::string> words;
  std::string format; // the stream's own samples
  Reading how;
};

constexpr double rounding = 2e-6; // of floats

std::pair<int, int> size_of(const std::string& size) {
  const auto x = size.find('x');
  return {std::stoi(size.substr(0, x)), std::stoi(size.substr(x + 1))};
}

}  // namespace

TEST_CASE("frames of every codec are FFmpeg's, as H.273 makes RGB of them") {
  if (missing("ffmpeg")) return;
  const std::vector<Case> cases{
      {"proxy.mov", "320x180", {"-c:v", "prores_ks", "-profile:v", "0", "-pix_fmt", "yuv422p10le"}, "yuv422p10le", bt601},
      {"hq.mov", "1280x720", {"-c:v", "prores_ks", "-profile:v", "3", "-pix_fmt", "yuv422p10le"}, "yuv422p10le", bt709},
      {"4444.mov", "322x182", {"-c:v", "prores_ks", "-profile:v", "4444", "-pix_fmt", "yuv444p10le"}, "yuv444p12le", bt601},
      {"4444alpha.mov", "320x180", {"-vf", "format=yuva444p10le,geq=lum='p(X,Y)':cb='p(X,Y)':cr='p(X,Y)':a='X*3'", "-c:v", "prores_ks", "-profile:v", "4444", "-pix_fmt", "yuva444p10le"}, "yuva444p12le", bt601},
      {"dnxhr_sq.mov", "320x180", {"-c:v", "dnxhd", "-profile:v", "dnxhr_sq", "-pix_fmt", "yuv422p"}, "yuv422p", bt601},
      {"dnxhr_hqx.mov", "320x180", {"-c:v", "dnxhd", "-profile:v", "dnxhr_hqx", "-pix_fmt", "yuv422p10le"}, "yuv422p10le", bt601},
      {"dnxhr_444.mov", "320x180", {"-c:v", "dnxhd", "-profile:v", "dnxhr_444", "-pix_fmt", "yuv444p10le"}, "yuv444p10le", bt601},
      {"dnxhr_rgb.mov", "320x180", {"-c:v", "dnxhd", "-profile:v", "dnxhr_444", "-pix_fmt", "gbrp10le"}, "gbrp10le", Reading{0, 0, true}},
      {"cineform.mov", "320x180", {"-c:v", "cfhd", "-pix_fmt", "yuv422p10le"}, "yuv422p10le", bt601},
      {"cineform_rgb.mov", "320x180", {"-c:v", "cfhd", "-pix_fmt", "gbrp12le"}, "gbrp12le", Reading{0, 0, true}},
      {"cineform_rgba.mov", "320x180", {"-c:v", "cfhd", "-pix_fmt", "gbrap12le"}, "gbrap12le", Reading{0, 0, true}},
      {"h264.mp4", "322x182", {"-c:v", "libx264", "-g", "12", "-bf", "2", "-pix_fmt", "yuv420p"}, "yuv420p", bt601},
      {"h264_422.mov", "320x180", {"-c:v", "libx264", "-g", "12", "-pix_fmt", "yuv422p10le"}, "yuv422p10le", bt601},
      {"h264_intra.mov", "320x180", {"-c:v", "libx264", "-g", "1", "-pix_fmt", "yuv422p10le"}, "yuv422p10le", bt601},
      {"h264_rgb.mp4", "320x180", {"-c:v", "libx264rgb", "-pix_fmt", "rgb24"}, "gbrp", Reading{0, 0, true}},
      {"hevc.mp4", "320x180", {"-c:v", "libx265", "-x265-params", "log-level=none:keyint=10", "-pix_fmt", "yuv420p10le", "-tag:v", "hvc1"}, "yuv420p10le", bt601},
      {"hevc_444.mp4", "320x180", {"-c:v", "libx265", "-x265-params", "log-level=none", "-pix_fmt", "yuv444p12le", "-tag:v", "hev1"}, "yuv444p12le", bt601},
      {"mpeg2.mov", "720x576", {"-c:v", "mpeg2video", "-g", "12", "-bf", "2", "-pix_fmt", "yuv422p"}, "yuv422p", bt601},
      {"mpeg2_fields.mov", "720x576", {"-c:v", "mpeg2video", "-g", "12", "-flags", "+ildct+ilme", "-top", "1", "-pix_fmt", "yuv420p"}, "yuv420p", Reading{0.299, 0.114, false, true}},
      {"jpeg.mov", "320x180", {"-c:v", "mjpeg", "-pix_fmt", "yuvj422p"}, "yuvj422p", Reading{0.299, 0.114, true, false, true}},
      {"v210.mov", "320x180", {"-c:v", "v210"}, "yuv422p10le", bt601},
      {"uyvy.mov", "320x180", {"-c:v", "rawvideo", "-pix_fmt", "uyvy422", "-tag:v", "2vuy"}, "yuv422p", bt601},
      {"png.mov", "320x180", {"-c:v", "png", "-pix_fmt", "rgba"}, "gbrap", Reading{0, 0, true}},
      {"animation.mov", "320x180", {"-c:v", "qtrle", "-pix_fmt", "argb"}, "gbrap", Reading{0, 0, true}}};
  for (const auto& one : cases) {
    INFO(one.name);
    const auto path = made(one.name, one.size, 14, one.words);
    const auto [width, height] = size_of(one.size);
    const auto raw = decoded(path, one.format, width, height);
    const Opened clip(path);
    REQUIRE(clip->info().frame_count == 14);
    REQUIRE(raw.frames() == 14);
    CHECK((clip->info().native->layout == FG_LAYOUT_RGBA) == raw.alpha);
    const stranger::Lane lane(*clip);
    for (const int64_t frame : {int64_t{0}, int64_t{13}, int64_t{6}, int64_t{7}}) {
      INFO("frame " << frame);
      CHECK(difference(lane.rows(frame), raw, frame, one.how) < rounding);
    }
  }
}

TEST_CASE("zimg makes the same RGB of them") {
  if (missing("ffmpeg")) return;
  const auto path = made("tagged420.mp4", "640x360", 3, {"-c:v", "libx264", "-pix_fmt", "yuv420p10le", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv"});
  const FolderOfItsOwn folder;
  const auto said = run({"ffmpeg", "-v", "error", "-i", path, "-vf", "zscale=min=709:rin=limited:m=gbr:r=full:cin=left:f=bilinear,format=gbrpf32le", "-f", "rawvideo", folder / "a.raw"});
  INFO(said.err);
  REQUIRE(said.exit == 0);
  std::vector<float> planes(3u * 640 * 360 * 3);
  std::ifstream(folder / "a.raw", std::ios::binary).read(reinterpret_cast<char*>(planes.data()), static_cast<std::streamsize>(planes.size() * 4));
  const Opened clip(path);
  const stranger::Lane lane(*clip);
  for (int64_t frame = 0; frame < 3; ++frame) {
    const auto image = lane.rows(frame);
    double most = 0;
    for (int y = 0; y < 360; ++y)
      for (int x = 0; x < 640; ++x)
        for (uint32_t plane = 0; plane < 3; ++plane) {
          const size_t stored = plane == 0 ? 2 : plane == 1 ? 0 : 1; // G, B, R
          const auto at = static_cast<size_t>(frame) * 3 * 640 * 360 + stored * 640 * 360 + static_cast<size_t>(y) * 640 + static_cast<size_t>(x);
          most = std::max(most, std::abs(static_cast<double>(image.real(x, y, plane)) - static_cast<double>(planes[at])));
        }
    CHECK(most < 1e-5);
  }
}

TEST_CASE("a band has the rows of the whole frame") {
  if (missing("ffmpeg")) return;
  for (const char* name : {"h264.mp4", "4444alpha.mov"}) {
    const auto path = std::string(name) == "h264.mp4" ? made(name, "322x182", 14, {"-c:v", "libx264", "-g", "12", "-bf", "2", "-pix_fmt", "yuv420p"})
                                                      : made(name, "320x180", 14, {"-vf", "format=yuva444p10le,geq=lum='p(X,Y)':cb='p(X,Y)':cr='p(X,Y)':a='X*3'", "-c:v", "prores_ks", "-profile:v", "4444", "-pix_fmt", "yuva444p10le"});
    const Opened clip(path);
    const stranger::Lane lane(*clip), other(*clip);
    const auto whole = lane.rows(5);
    for (const int32_t first : {0, 1, 63, 150}) {
      const auto band = other.band(5, first, 17);
      for (uint32_t plane = 0; plane < stranger::channels_of(band.desc()); ++plane)
        for (int32_t y = first; y < first + 17; ++y) REQUIRE(std::memcmp(whole.row(y, plane), band.row(y, plane), band.row_bytes()) == 0);
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
//
// Quality of the demosaic methods on photographs (PPM P6, 8 or 16 bits, reduced so that no mosaic of their own is
// left). A photograph is taken as linear light, made a mosaic of 12-bit codes with shot noise (30 ke-) and read noise,
// developed by the plugin, and compared after sRGB coding: CPSNR over three channels, ten border pixels left out.
//   demosaic_quality picture.ppm …
#include "plugins/stranger_transform.hpp"

#include <filmgate/cpp/image.hpp>

#ifdef WITH_LIBRAW
#include <libraw/libraw.h>
#endif
#include <cstdio>
#include <fstream>
#include <random>

namespace {

constexpr double white = 3839;  // codes above black

struct Photograph {
  int width = 0, height = 0;
  std::vector<float> coded;  // sRGB, 0 .. 1
  double operator()(int x, int y, int k) const {
    return coded[(static_cast<size_t>(y) * static_cast<size_t>(width) + static_cast<size_t>(x)) * 3 +
                 static_cast<size_t>(k)];
  }
};

Photograph read_photograph(const char* path) {
  std::ifstream file(path, std::ios::binary);
  Photograph out;
  std::string magic;
  int largest = 0;
  file >> magic >> out.width >> out.height >> largest;
  file.get();
  if (!file || magic != "P6") throw std::runtime_error(std::string(path) + ": not a P6 picture");
  out.coded.resize(static_cast<size_t>(out.width) * static_cast<size_t>(out.height) * 3);
  for (auto& value : out.coded) {
    int sample = file.get();
    if (largest > 255) sample = sample << 8 | file.get();
    value = static_cast<float>(sample) / static_cast<float>(largest);
  }
  return out;
}

double linear_of(double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); }
double coded_of(double v) {
  v = std::clamp(v, 0.0, 1.0);
  return v <= 0.0031308 ? 12.92 * v : 1.055 * std::pow(v, 1 / 2.4) - 0.055;
}

struct Codes {
  int width, height;
  std::vector<uint16_t> code;  // black is 256
};

Codes shoot(const Photograph& photograph) {
  Codes out{photograph.width & ~1, photograph.height & ~1, {}};
  std::mt19937_64 source(7);
  std::normal_distribution<double> noise;
  for (int y = 0; y < out.height; ++y)
    for (int x = 0; x < out.width; ++x) {
      const double exact = white * linear_of(photograph(x, y, (x & 1) + (y & 1)));
      const double noisy = exact + noise(source) * std::sqrt(2.25 + 0.128 * exact);
      out.code.push_back(static_cast<uint16_t>(std::clamp(std::lround(noisy + 256), 0l, 4095l)));
    }
  return out;
}

template <class ValueAt>
double quality(const Photograph& photograph, const Codes& codes, ValueAt value) {
  double squares = 0;
  int64_t count = 0;
  for (int y = 10; y < codes.height - 10; ++y)
    for (int x = 10; x < codes.width - 10; ++x)
      for (int k = 0; k < 3; ++k, ++count) squares += std::pow(coded_of(value(x, y, k)) - photograph(x, y, k), 2);
  return -10 * std::log10(squares / static_cast<double>(count));
}

double ours(const stranger::Plugin& plugin, const char* method, const Photograph& photograph, const Codes& codes) {
  fg::ImageDesc desc;
  desc.size(static_cast<uint32_t>(codes.width), static_cast<uint32_t>(codes.height))
      .samples(FG_SAMPLE_U16, 12)
      .bayer("RGGB");
  fg::Sensor sensor;
  sensor.black_level(256).white_level(256 + white);
  stranger::Image image(desc, {0, 0, codes.width, codes.height});
  for (int y = 0; y < codes.height; ++y)
    std::memcpy(image.row(y), codes.code.data() + static_cast<size_t>(y) * static_cast<size_t>(codes.width),
                static_cast<size_t>(codes.width) * 2);
  auto frame = stranger::plain_frame(desc);
  frame.sensor = &sensor;
  stranger::Stage stage(plugin, desc, frame, {{"demosaic", method}, {"colourspace", "camera"}, {"highlights", "none"}});
  const auto out = stage.process(image, frame);
  return quality(photograph, codes, [&](int x, int y, int k) { return out.real(x, y, static_cast<uint32_t>(k)); });
}

#ifdef WITH_LIBRAW
// LibRaw's adaptive homogeneity-directed method on the same codes, in linear light, as it ships.
double libraw(int method, const Photograph& photograph, const Codes& codes) {
  constexpr double scale = 15;
  std::vector<uint16_t> scaled(codes.code.size());
  for (size_t i = 0; i < scaled.size(); ++i)
    scaled[i] = static_cast<uint16_t>(std::max(0.0, codes.code[i] - 256.0) * scale);
  LibRaw raw;
  auto& wish = raw.imgdata.params;
  wish.output_color = 0, wish.no_auto_bright = 1, wish.no_auto_scale = 1, wish.output_bps = 16, wish.user_qual = method;
  wish.gamm[0] = wish.gamm[1] = 1, wish.adjust_maximum_thr = 0, wish.user_black = 0, wish.use_camera_matrix = 0,
  wish.highlight = 1;
  for (auto& factor : wish.user_mul) factor = 1;
  raw.open_bayer(reinterpret_cast<unsigned char*>(scaled.data()), static_cast<unsigned>(scaled.size() * 2),
                 static_cast<uint16_t>(codes.width), static_cast<uint16_t>(codes.height), 0, 0, 0, 0, 0,
                 LIBRAW_OPENBAYER_RGGB, 0, 0, 0);
  raw.unpack();
  raw.dcraw_process();
  int status = 0;
  auto* image = raw.dcraw_make_mem_image(&status);
  if (!image) return 0;
  const auto* samples = reinterpret_cast<const uint16_t*>(image->data);
  const double out = quality(photograph, codes, [&](int x, int y, int k) {
    return samples[(static_cast<size_t>(y) * static_cast<size_t>(codes.width) + static_cast<size_t>(x)) * 3 +
                   static_cast<size_t>(k)] /
           (scale * white);
  });
  LibRaw::dcraw_clear_mem(image);
  return out;
}
#endif

}  // namespace

int main(int count, char** paths) {
  const stranger::Plugin plugin("org.filmgate.develop");
  std::array<double, 4> sum{};
  std::printf("%-32s %7s %7s %7s %7s\n", "CPSNR, dB", "fast", "hq", "PPG", "AHD");
  for (int i = 1; i < count; ++i) {
    const auto photograph = read_photograph(paths[i]);
    const auto codes = shoot(photograph);
    std::array<double, 4> found{ours(plugin, "fast", photograph, codes), ours(plugin, "hq", photograph, codes)};
#ifdef WITH_LIBRAW
    found[2] = libraw(2, photograph, codes), found[3] = libraw(3, photograph, codes);
#endif
    std::printf("%-32s %7.2f %7.2f %7.2f %7.2f\n", std::filesystem::path(paths[i]).filename().c_str(), found[0],
                found[1], found[2], found[3]);
    for (size_t k = 0; k < 4; ++k) sum[k] += found[k] / (count - 1);
  }
  std::printf("%-32s %7.2f %7.2f %7.2f %7.2f\n", "mean", sum[0], sum[1], sum[2], sum[3]);
}

// SPDX-License-Identifier: Apache-2.0
//
// How fast lossless JPEG in a DNG is decoded, beside LibRaw and FFmpeg, CPU time of one thread in one run. A synthetic scene
// with gradients, edges and noise, 12 bits, two components, as one strip and as tiles.   usage: dng_speed [WIDTH HEIGHT [RUNS]]
#include "plugins/cinemadng/coded_picture.hpp"
#include "plugins/stranger_reader.hpp"

#ifdef WITH_LIBRAW
#include <libraw/libraw.h>
#endif
#include <sys/resource.h>
#include <cmath>
#include <cstdio>

namespace {

double cpu_seconds(int whose) {
  rusage used{};
  ::getrusage(whose, &used);
  return double(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + 1e-6 * double(used.ru_utime.tv_usec + used.ru_stime.tv_usec);
}

template <class Work>
double median_of(int runs, int whose, Work work) {
  std::vector<double> times;
  for (int i = 0; i < runs; ++i) {
    const double before = cpu_seconds(whose);
    work();
    times.push_back(cpu_seconds(whose) - before);
  }
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

uint16_t scene(uint32_t x, uint32_t y, uint32_t width, uint32_t height) {
  const double u = double(x) / width - 0.5, v = double(y) / height - 0.5;
  const double light = 0.6 * (0.5 + 0.5 * std::cos(900 * (u * u + v * v))) + ((x / 97 + y / 61) % 2 ? 0.15 : 0.0) + 0.2 * (u + 0.5);
  const uint32_t noise = (x * 2654435761u ^ (y * 40503u + 12345u) * 2246822519u) >> 16;
  return static_cast<uint16_t>(420 + 2600 * light * ((x + y) % 2 == 0 ? 1.0 : 0.75) + noise % 41 - 20);
}

dng::Bytes coded(uint32_t width, uint32_t height, uint32_t tile) {
  const dng::Picture picture{.width = width, .height = height, .bits = 12, .piece_width = tile, .piece_height = tile};
  const ljpeg::Shape shape{.components = 2, .precision = 12, .tables = {ljpeg::Lengths{6, 5, 4, 3, 2, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14}}};
  auto document = dng::jpeg_document(picture, shape);
  document.code = [&](const dng::Picture&, uint32_t left, uint32_t count, uint32_t top, uint32_t rows) {
    return ljpeg::Writer(shape, count / 2, rows, [&](uint32_t x, uint32_t y, uint32_t c) { return scene(left + 2 * x + c, top + y, width, height); }).write();
  };
  return document.write();
}

double ours(const std::string& path, uint32_t height, int runs) {
  static const stranger::Plugin plugin("org.filmgate.cinemadng");
  const stranger::Clip clip(plugin, {path});
  return median_of(runs, RUSAGE_THREAD, [&] {
    const stranger::Lane lane(clip);
    for (int32_t y = 0; y < int32_t(height); y += 32) (void)lane.band(0, y, std::min(32, int32_t(height) - y));
  });
}

double of_libraw([[maybe_unused]] const std::string& path, [[maybe_unused]] int runs) {
#ifdef WITH_LIBRAW
  return median_of(runs, RUSAGE_THREAD, [&] {
    LibRaw raw;
    if (raw.open_file(path.c_str()) != LIBRAW_SUCCESS || raw.unpack() != LIBRAW_SUCCESS) std::fputs("LibRaw: failed\n", stderr);
  });
#else
  return 0;
#endif
}

// Of one frame: eleven frames less one, so that starting the program is not counted.
double of_ffmpeg(const std::string& path, int runs) {
  const auto frames = [&](int count) {
    const auto command = "ffmpeg -v error -threads 1 -loop 1 -i '" + path + "' -frames:v " + std::to_string(count) + " -f null - 2>/dev/null";
    return median_of(runs, RUSAGE_CHILDREN, [&] { if (std::system(command.c_str()) != 0) std::fputs("FFmpeg: failed\n", stderr); });
  };
  return (frames(11) - frames(1)) / 10;
}

}  // namespace

int main(int count, char** words) {
  const uint32_t width = count > 2 ? uint32_t(std::stoul(words[1])) : 4448, height = count > 2 ? uint32_t(std::stoul(words[2])) : 3096;
  const int runs = count > 3 ? std::stoi(words[3]) : 5;
  const double pixels = 1e-6 * width * height;
  std::printf("lossless JPEG, %u x %u, 12 bit, Mpix/s of one core\n%-20s %8s %8s %8s %8s\n", width, height, "", "filmgate", "LibRaw", "FFmpeg", "bits/pix");
  for (const uint32_t tile : {0u, 256u}) {
    const auto bytes = coded(width, height, tile);
    const dng::Scratch file(bytes);
    std::printf("%-20s %8.0f", tile ? "tiles of 256" : "one strip", pixels / ours(file.path(), height, runs));
    if (tile) std::printf(" %8s", "(wrong)"); // of two components in tiles LibRaw 0.20 makes other pixels
    else std::printf(" %8.0f", pixels / of_libraw(file.path(), runs));
    std::printf(" %8.0f %8.2f\n", pixels / of_ffmpeg(file.path(), runs), 8e-6 * double(bytes.size()) / pixels);
  }
  return 0;
}

// SPDX-License-Identifier: Apache-2.0
//
// Reads a plate and writes it again with ZIP, by our writer or by the C++ OpenEXR library: the same work but for the
// writing. Prints the CPU seconds of the writing alone.   usage: exr_write ours|openexr IN OUT
#include "write/exr_file.hpp"

#include <ImfHeader.h>
#include <ImfChannelList.h>
#include <ImfInputFile.h>
#include <ImfOutputFile.h>
#include <ImfFrameBuffer.h>
#include <half.h>

#include <cstdio>
#include <cstring>
#include <sys/resource.h>

namespace {

struct Picture {
  int width = 0, height = 0;
  std::vector<half> rows; // of a scan line: B, G, R
};

Imf::FrameBuffer buffer_of(Picture& picture) {
  Imf::FrameBuffer buffer;
  const auto line = static_cast<size_t>(picture.width) * 6;
  auto* base = reinterpret_cast<char*>(picture.rows.data());
  int at = 0;
  for (const char* name : {"B", "G", "R"}) buffer.insert(name, Imf::Slice(Imf::HALF, base + 2 * static_cast<size_t>(picture.width) * static_cast<size_t>(at++), 2, line));
  return buffer;
}

int write_ours(Picture& picture, const char* path) {
  filmgate::ExrHeader header;
  header.width = picture.width, header.height = picture.height;
  header.compression = filmgate::Compression::zip;
  auto file = filmgate::ExrFile::create(filmgate::Path(path), header);
  if (!file) return std::fprintf(stderr, "%s\n", file.error().message.c_str()), 74;
  const auto line = static_cast<size_t>(picture.width) * 6;
  for (int y = 0; y < picture.height; y += 32) {
    const auto rows = static_cast<size_t>(std::min(32, picture.height - y));
    auto encoded = (*file)->encode(y, {reinterpret_cast<uint8_t*>(picture.rows.data()) + static_cast<size_t>(y) * line, rows * line});
    if (!encoded || !(*file)->write(*encoded)) return 74;
  }
  auto whole = (*file)->finish();
  return whole && whole->publish_as(filmgate::Path(path)) ? 0 : 74;
}

int write_theirs(Picture& picture, const char* path) {
  Imf::Header header(picture.width, picture.height);
  header.compression() = Imf::ZIP_COMPRESSION;
  for (const char* name : {"B", "G", "R"}) header.channels().insert(name, Imf::Channel(Imf::HALF));
  Imf::OutputFile file(path, header, 0);
  file.setFrameBuffer(buffer_of(picture));
  file.writePixels(picture.height);
  return 0;
}

double cpu_seconds() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  return double(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + double(used.ru_utime.tv_usec + used.ru_stime.tv_usec) * 1e-6;
}

}  // namespace

int main(int count, char** words) {
  if (count != 4) return std::fputs("usage: exr_write ours|openexr IN OUT\n", stderr), 64;
  Picture picture;
  Imf::InputFile in(words[2], 0);
  const auto window = in.header().dataWindow();
  picture.width = window.max.x + 1, picture.height = window.max.y + 1;
  picture.rows.resize(static_cast<size_t>(picture.width) * static_cast<size_t>(picture.height) * 3);
  in.setFrameBuffer(buffer_of(picture));
  in.readPixels(0, picture.height - 1);
  const double start = cpu_seconds();
  const int exit = std::strcmp(words[1], "ours") == 0 ? write_ours(picture, words[3]) : write_theirs(picture, words[3]);
  std::printf("%.4f\n", cpu_seconds() - start);
  return exit;
}

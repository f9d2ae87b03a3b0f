// SPDX-License-Identifier: Apache-2.0
//
// One clip is one file or a sequence of them, a file a frame. Opening reads the headers of the first and the last one.
#include "exr_frame.hpp"
#include "images.hpp"
#include "jpeg_frame.hpp"
#include "png_frame.hpp"
#include "tiff_frame.hpp"

#include <filmgate/cpp/draft/frame_files.hpp>

namespace images {
namespace {

constexpr int certain = 100;

bool is_called_tiff(std::string_view uri) {
  const auto name = fg::draft::file_name(uri);
  std::string end(name.substr(std::min(name.size(), name.find_last_of('.'))));
  std::transform(end.begin(), end.end(), end.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return end == ".tif" || end == ".tiff";
}

}  // namespace

int ExrFormat::probe(const fg::Probe& probe) { return is_exr(probe.head) ? certain : 0; }
std::unique_ptr<fg::Reader> ExrFormat::open(const fg::Host& host, const fg::OpenFiles& in) {
  return std::make_unique<fg::draft::FrameFiles<ExrFrame>>(host, in);
}

// TIFF is also what raw stills are made of: it is claimed by those names only that say so.
int TiffFormat::probe(const fg::Probe& probe) {
  return (is_tiff(probe.head) || is_big_tiff(probe.head)) && is_called_tiff(probe.uri) ? certain : 0;
}
std::unique_ptr<fg::Reader> TiffFormat::open(const fg::Host& host, const fg::OpenFiles& in) {
  return std::make_unique<fg::draft::FrameFiles<TiffFrame>>(host, in);
}

int PngFormat::probe(const fg::Probe& probe) { return is_png(probe.head) ? certain : 0; }
std::unique_ptr<fg::Reader> PngFormat::open(const fg::Host& host, const fg::OpenFiles& in) {
  return std::make_unique<fg::draft::FrameFiles<PngFrame>>(host, in);
}

int JpegFormat::probe(const fg::Probe& probe) { return is_jpeg(probe.head) ? certain : 0; }
std::unique_ptr<fg::Reader> JpegFormat::open(const fg::Host& host, const fg::OpenFiles& in) {
  return std::make_unique<fg::draft::FrameFiles<JpegFrame>>(host, in);
}

}  // namespace images

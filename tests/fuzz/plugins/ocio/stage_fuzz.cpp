// SPDX-License-Identifier: Apache-2.0
//
// Any text as a CLF file, through the stage: pixels, or a failure that is no fault of the plugin's. OpenColorIO opens files by
// path, so that the text lies in memory behind a path of the process's own; what it has read before is forgotten each time.
#include "fuzz/stage_target.hpp"

#include <OpenColorIO/OpenColorIO.h>
#include <sys/mman.h>
#include <unistd.h>

namespace {

class TextInMemory {
 public:
  TextInMemory() : fd_(::memfd_create("clf", MFD_CLOEXEC)), path_("/proc/self/fd/" + std::to_string(fd_)) { fuzz::promise(fd_ >= 0, "no file in memory"); }
  const std::string& hold(const uint8_t* bytes, size_t size) const {
    fuzz::promise(::ftruncate(fd_, 0) == 0 && ::pwrite(fd_, bytes, size, 0) == static_cast<ssize_t>(size), "a file in memory can not be written");
    return path_;
  }

 private:
  int fd_;
  std::string path_;
};

fg_image_desc picture() {
  fg_image_desc out{};
  out.struct_size = sizeof out, out.layout = FG_LAYOUT_RGB, out.planar = 1, out.sample = FG_SAMPLE_F32, out.bits = 32;
  out.width = 8, out.height = 2;
  out.active = out.display = {0, 0, 8, 2};
  out.pixel_aspect = {1, 1};
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const TextInMemory file;
  OCIO_NAMESPACE::ClearAllCaches();
  fuzz::Kept parameters;
  fuzz::put_text(parameters, "file", file.hold(data, size));
  const uint8_t pixels[] = {0, 0, 0, 0, 0, 0, 128, 62, 0, 0, 128, 63, 0, 0, 0, 192, 0, 0, 192, 127, 0, 0, 128, 127}; // 0, 1/4, 1, -2, NaN, infinity
  fuzz::FuzzInput in(pixels, sizeof pixels);
  fuzz::StageRun run(picture(), nullptr, in);
  if (run.create(parameters)) run.process(1, nullptr);
  return 0;
}

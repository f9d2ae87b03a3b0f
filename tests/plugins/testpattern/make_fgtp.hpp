// SPDX-License-Identifier: Apache-2.0
//
// Writes .fgtp clips for tests, whole or broken on purpose. It shares nothing with the reader but the layout written
// in plugins/testpattern/testpattern.cpp.
#pragma once
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

namespace make_fgtp {

struct Header {
  uint32_t version = 1, width = 8, height = 4, frames = 1, rate_num = 24, rate_den = 1, timecode = 86400;
  uint16_t black = 256, white = 4095;
  float neutral[3] = {0.5f, 1.0f, 0.75f};
  uint32_t exposure_index = 800;
  float focal_length = 35, shutter_angle = 180;
  std::string camera = "Virtual One", reel = "T001", clip = "T001C001", magic = "FGTP";
};

class Bytes {
 public:
  void put(uint64_t value, size_t count) {
    for (size_t i = 0; i < count; ++i) bytes_.push_back(static_cast<uint8_t>(value >> (8 * i)));
  }
  void put(float value) {
    uint32_t bits;
    std::memcpy(&bits, &value, 4);
    put(bits, 4);
  }
  void put(std::string text, size_t field) {
    text.resize(field);
    bytes_.insert(bytes_.end(), text.begin(), text.end());
  }
  const std::vector<uint8_t>& all() const { return bytes_; }

 private:
  std::vector<uint8_t> bytes_;
};

// code(frame, x, y) gives each 12-bit sample.
using Code = std::function<uint16_t(uint32_t, uint32_t, uint32_t)>;
inline std::vector<uint8_t> bytes(const Header& h, const Code& code) {
  Bytes out;
  out.put(h.magic, 4);
  for (const uint32_t number : {h.version, h.width, h.height, h.frames, h.rate_num, h.rate_den, h.timecode})
    out.put(number, 4);
  out.put(h.black, 2), out.put(h.white, 2);
  for (const float channel : h.neutral) out.put(channel);
  out.put(h.exposure_index, 4), out.put(h.focal_length), out.put(h.shutter_angle), out.put(0, 4);
  out.put(h.camera, 24), out.put(h.reel, 16), out.put(h.clip, 24);
  for (uint32_t frame = 0; frame < h.frames; ++frame)
    for (uint32_t y = 0; y < h.height; ++y) {
      uint32_t held = 0, count = 0;  // bits that do not fill a byte yet
      for (uint32_t x = 0; x < h.width; ++x) {
        held = held << 12 | (code(frame, x, y) & 0xfffu), count += 12;
        for (; count >= 8; count -= 8) out.put(held >> (count - 8) & 0xff, 1);
      }
      if (count > 0) out.put(held << (8 - count) & 0xff, 1);
    }
  return out.all();
}

inline uint16_t anything(uint32_t frame, uint32_t x, uint32_t y) {  // differs by frame and site
  return static_cast<uint16_t>((frame * 977 + y * 131 + x * 37 + 5) & 0xfff);
}

inline std::string write(const std::string& path, const std::vector<uint8_t>& bytes) {
  std::ofstream(path, std::ios::binary)
      .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  return path;
}
inline std::string write(const std::string& path, const Header& header, const Code& code = anything) {
  return write(path, bytes(header, code));
}

// A folder of the test's own, removed with it.
class Folder {
 public:
  Folder() {
    std::string form = (std::filesystem::temp_directory_path() / "filmgate-XXXXXX").string();
    path_ = ::mkdtemp(form.data());
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

}  // namespace make_fgtp

// SPDX-License-Identifier: Apache-2.0
//
// Writes small .mcraw files for the tests from the format's description, sharing nothing with the reader.
#pragma once
#include "folder_of_its_own.hpp"
#include "plugins/mcraw/mcraw_codecs.hpp"

namespace mcraw_test {

struct Movie {
  uint32_t width = 200, height = 22;
  int codec = 7;
  std::vector<int64_t> times{7'000'000'000'000'000'000, 7'000'000'000'033'333'000, 7'000'000'000'066'667'000}; // beyond a double's digits
  std::string camera = R"("blackLevel":[64.0,65,66,67],"whiteLevel":1023.0,"sensorArrangment":"gbrg",
    "colorMatrix1":[1.5,-0.5,-0.125,-0.25,1.25,0.0625,0,0.25,0.5],"colorMatrix2":[1.25,-0.5,-0.25,-0.5,1.5,0.125,0,0.5,0.75],
    "forwardMatrix1":[0.5,0.25,0.2142,0.25,0.7,0.05,0.05,0.1,0.6749],"forwardMatrix2":[0.6,0.15,0.2142,0.3,0.6,0.1,0.1,0.05,0.6749],
    "colorIlluminant1":"d65","colorIlluminant2":"standarda","apertures":[1.75],"focalLengths":[6.8],
    "extraData":{"audioSampleRate":48000,"audioChannels":2,"postProcessSettings":{"flipped":false,
    "metadata":{"build.manufacturer":"Example","build.model":"Phone 3"}}})";
  std::string frame = R"("asShotNeutral":[0.5,1.0,0.625],"orientation":0,"iso":234,"exposureTime":10000000.0,
    "lensShadingMap":[[1.5,1.25],[1.0,2]],"needRemosaic":false)";
  bool sound = true, index = true;

  // Each group of samples takes another count of bits, from 0 to 16.
  [[nodiscard]] uint16_t sample(uint32_t x, uint32_t y, size_t number) const {
    const uint32_t group = x / 64 * 4 + y / 4 * 19 + y % 2 * 2 + x % 2 + static_cast<uint32_t>(number) * 5, bits = group % 17;
    const uint32_t mixed = ((x * 2654435761u) ^ ((y * 40503u + static_cast<uint32_t>(number) * 977u + 12345u) * 2246822519u)) >> 7;
    return static_cast<uint16_t>((bits < 16 ? group * 37 % 900 : 0) + (mixed & ((1u << bits) - 1)));
  }
  [[nodiscard]] Bytes coded(size_t number) const {
    const auto picture = [&](uint32_t x, uint32_t y) { return sample(x, y, number); };
    return codec == 7 ? encode_bands(width, height, picture) : encode_rows(width, height, picture);
  }
  static void item(Bytes& out, uint32_t type, const Bytes& content) {
    add_little(out, type, 4), add_little(out, content.size(), 4);
    out.insert(out.end(), content.begin(), content.end());
  }
  static Bytes text(const std::string& from) { return {from.begin(), from.end()}; }

  [[nodiscard]] Bytes write() const {
    Bytes out = text("MOTION \x03");
    item(out, 3, text("{" + camera + "}"));
    Bytes frames, sounds, head;
    for (size_t i = 0; i < times.size(); ++i) {
      add_little(frames, out.size(), 8), add_little(frames, static_cast<uint64_t>(times[i]), 8);
      item(out, 2, coded(i));
      item(out, 3, text("{\"timestamp\":\"" + std::to_string(times[i]) + "\",\"width\":" + std::to_string(width) + ",\"height\":" +
                        std::to_string(height) + ",\"compressionType\":" + std::to_string(codec) + "," + frame + "}"));
      if (!sound) continue;
      add_little(sounds, out.size(), 8), add_little(sounds, static_cast<uint64_t>(times[i]), 8);
      item(out, 5, Bytes(64, 1));
      Bytes time;
      add_little(time, static_cast<uint64_t>(times[i]), 8);
      item(out, 6, time);
    }
    if (sound) {
      add_little(head, times.size(), 8), add_little(head, 1234, 8);
      head.insert(head.end(), sounds.begin(), sounds.end());
      item(out, 4, head);
    }
    if (!index) return out;
    item(out, 1, frames);
    Bytes tail;
    add_little(tail, 0x8A905612u, 4), add_little(tail, times.size(), 4), add_little(tail, out.size() - frames.size(), 8);
    item(out, 0, tail);
    return out;
  }
};

class Scratch { // a file that lives as long as this
 public:
  explicit Scratch(const Bytes& bytes) : path_(folder_.write("A001.mcraw", std::string(bytes.begin(), bytes.end()))) {}
  [[nodiscard]] const std::string& path() const { return path_; }
  void rewrite(const Bytes& bytes) { folder_.write("A001.mcraw", std::string(bytes.begin(), bytes.end())); }

 private:
  FolderOfItsOwn folder_;
  std::string path_;
};

}  // namespace mcraw_test

// SPDX-License-Identifier: Apache-2.0
//
// Writes .ari files for tests, from the published byte layout and by other code than the reader's. SMPTE RDD 30
// reserves the making of ARRIRAW to ARRI's partners: this must never leave the tests.
#pragma once
#include "plugins/stranger_reader.hpp"

#include <catch2/catch.hpp>

#include <bit>
#include <filesystem>
#include <fstream>
#include <random>

namespace ari {

enum class Packing { classic, reverse };

inline std::vector<uint16_t> random_codes(uint32_t width, uint32_t height, uint32_t seed = 1) {
  std::mt19937 random(seed);
  std::vector<uint16_t> out(size_t{width} * height);
  for (auto& code : out) code = static_cast<uint16_t>(random() & 0xFFF);
  return out;
}

// The first sample of the stream belongs to the second column; bits from the top of little-endian 32-bit words.
inline std::vector<uint8_t> pack_classic(const std::vector<uint16_t>& codes) {
  std::string nibbles;
  for (size_t i = 0; i + 1 < codes.size(); i += 2)
    for (const unsigned code : {codes[i + 1], codes[i]})
      for (const unsigned shift : {8u, 4u, 0u}) nibbles += static_cast<char>(code >> shift & 15);
  std::vector<uint8_t> out;
  for (size_t word = 0; word + 8 <= nibbles.size(); word += 8)
    for (const size_t byte : {6u, 4u, 2u, 0u})
      out.push_back(static_cast<uint8_t>(nibbles[word + byte] << 4 | nibbles[word + byte + 1]));
  return out;
}

inline std::vector<uint8_t> pack_reverse(const std::vector<uint16_t>& codes) {
  std::vector<uint8_t> out;
  for (size_t i = 0; i + 1 < codes.size(); i += 2) {
    out.push_back(static_cast<uint8_t>(codes[i]));
    out.push_back(static_cast<uint8_t>(codes[i] >> 8 | codes[i + 1] << 4));
    out.push_back(static_cast<uint8_t>(codes[i + 1] >> 4));
  }
  return out;
}

class Frame {
 public:
  Frame(uint32_t width, uint32_t height) : header_(4096), codes_(random_codes(width, height)) {
    std::memcpy(header_.data(), "ARRI\x12\x34\x56\x78", 8);
    u32(0x008, 4096).u32(0x00C, 3).u32(0x010, 60).u32(0x014, width).u32(0x018, height);
    u32(0x02C, width).u32(0x030, height).u32(0x03C, width).u32(0x040, height);
    u32(0x044, 4096).u32(0x048, width * height * 3 / 2);
    u32(0x05C, 5600).f32(0x064, 1.645f).f32(0x068, 1).f32(0x06C, 1.3667f).u32(0x074, 800).f32(0x0C4, 1);
    text(0x13C, "GRBG").u32(0x1A0, 24000).u32(0x1A4, 24000).text(0x29C, "ALEXA");
    timecode(0x1A8, {7, 49, 36, 13}, 1176223, 24000);
  }
  Frame& u16(size_t at, uint16_t value) { return put(at, &value, 2); }
  Frame& u32(size_t at, uint32_t value) { return put(at, &value, 4); }
  Frame& f32(size_t at, float value) { return put(at, &value, 4); }
  Frame& text(size_t at, std::string_view value) { return put(at, value.data(), value.size()); }
  // bcd: FF SS MM HH as decimal numbers, the drop flag's 40 among them when wanted.
  Frame& timecode(size_t at, std::array<uint8_t, 4> parts, uint32_t count, uint32_t base, bool drop = false) {
    for (size_t i = 0; i < 4; ++i) header_[at + i] = static_cast<uint8_t>(parts[i] / 10 << 4 | parts[i] % 10);
    if (drop) header_[at] |= 0x40;
    return u32(at + 4, count).u32(at + 8, base);
  }
  Frame& packing(Packing packing) { return packing_ = packing, *this; }
  Frame& codes(std::vector<uint16_t> codes) { return codes_ = std::move(codes), *this; }
  Frame& trailing(size_t bytes) { return trailing_ = bytes, *this; }
  const std::vector<uint16_t>& codes() const { return codes_; }

  std::vector<uint8_t> bytes() const {
    static_assert(std::endian::native == std::endian::little);
    auto out = header_;
    const auto packed = packing_ == Packing::classic ? pack_classic(codes_) : pack_reverse(codes_);
    out.insert(out.end(), packed.begin(), packed.end());
    out.resize(out.size() + trailing_, 0xEE);
    return out;
  }

 private:
  Frame& put(size_t at, const void* from, size_t count) { return std::memcpy(header_.data() + at, from, count), *this; }
  std::vector<uint8_t> header_;
  std::vector<uint16_t> codes_;
  Packing packing_ = Packing::classic;
  size_t trailing_ = 0;
};

class Folder {  // gone with the test
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "filmgate-arriraw-XXXXXX").string();
    if (!::mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
    path_ = name;
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  const std::filesystem::path& path() const { return path_; }
  std::string write(const std::string& name, const std::vector<uint8_t>& bytes) const {
    const auto path = (path_ / name).string();
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    return path;
  }
  std::string write(const std::string& name, const Frame& frame) const { return write(name, frame.bytes()); }

 private:
  std::filesystem::path path_;
};

inline stranger::Plugin& plugin() {
  static stranger::Plugin loaded("org.filmgate.arriraw");
  return loaded;
}
inline bool was_reported(const std::string& code, int32_t severity) {
  for (const auto& report : plugin().reports())
    if (report.code == code && report.severity == severity) return true;
  return false;
}
inline std::map<std::string, stranger::Entry> natives(const stranger::Clip& clip, int64_t frame = -1) {
  std::map<std::string, stranger::Entry> out;
  for (const auto& entry : clip.metadata(frame)) out[entry.key] = entry;
  return out;
}
template <class Call>
std::pair<fg_status, std::string> failure_of(Call call) {
  try {
    call();
  } catch (const stranger::Error& error) {
    return {error.status(), error.what()};
  }
  return {FG_OK, ""};
}
inline std::string media() {
  const char* given = std::getenv("FILMGATE_TEST_MEDIA");
  return given && *given ? given : TEST_MEDIA_DIR;
}

}  // namespace ari

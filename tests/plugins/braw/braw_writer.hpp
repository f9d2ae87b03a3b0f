// SPDX-License-Identifier: Apache-2.0
//
// Writes small .braw movies for the tests from the format's description, sharing nothing with the reader. The coded frames
// are noise: nothing decodes them.
#pragma once
#include "folder_of_its_own.hpp"

#include <bit>
#include <cstdint>
#include <string>
#include <vector>

namespace braw_test {

inline std::string big(uint64_t value, int bytes) {
  std::string out;
  for (int i = bytes - 1; i >= 0; --i) out += static_cast<char>(value >> (8 * i) & 0xff);
  return out;
}
inline std::string big_real(float value) { return big(std::bit_cast<uint32_t>(value), 4); }
inline std::string box(const std::string& type, const std::string& body) { return big(8 + body.size(), 4) + type + body; }
inline std::string zeros(size_t count) { return std::string(count, '\0'); }

struct Key { std::string name; uint32_t type; std::string value; };
inline Key text(const std::string& name, const std::string& value) { return {name, 1, value}; }

struct Movie {
  uint16_t width = 4608, height = 2592;
  std::string format = "brhq";
  uint32_t scale = 24000, each = 1001, frames = 5;
  uint32_t timecode_scale = 24000, timecode_each = 1001, timecode_flags = 0, timecode = 86400;
  uint8_t timecode_frames = 24;
  std::vector<Key> keys{text("manufacturer", "Blackmagic Design"), text("camera_type", "Blackmagic URSA Mini Pro 12K"),
      text("camera_id", "7ef33b36-a5ba-4a04-b218-0afc7eb1f8b6"), text("camera_number", "A"), text("firmware_version", "7.2.1"),
      text("clip_number", "A001_04190112_C102"), text("reel_name", "1"), text("scene", "12A"), text("take", "99"), text("good_take", "true"),
      text("date_recorded", "2021:04:19"), text("lens_type", "Cooke Anamorphic /i Prime Lens 50mm"), text("anamorphic", "2x"),
      {"anamorphic_enable", 75, big(1, 1)}, text("braw_compression_ratio", "12:1"), {"braw_codec_bitrate", 77, big(3'060'405'248u, 4)},
      {"crop_size", 71, big_real(5120) + big_real(4272)}, {"tone_curve_contrast", 23, big_real(1.5f)}, {"viewing_bmdgen", 76, big(5, 2)},
      {"signed", 66, big(0xfffe, 2)}, {"wide", 78, big(5'000'000'000u, 8)}, text("viewing_gamma", "Blackmagic Design Film"),
      text("post_3dlut_mode", "Disabled"), text("post_3dlut_embedded_name", "Natural.cube"), {"post_3dlut_embedded_data", 22, std::string(70'000, 'x')}};
  std::string shutter = "180\xC2\xB0", aperture = "T2.3", distance = "991mm", focal = "50mm";
  uint32_t sensor_rate = 48;
  bool sound = true, motion = true, index = true;

  [[nodiscard]] std::string attributes(uint32_t frame) const {
    const auto worded = [](const std::string& name, const std::string& value) { return box(name, value + zeros(16 - value.size() % 16)); };
    std::string out = box("srte", big(sensor_rate, 4) + big(1, 4)) + box("innd", big_real(2)) + box("agpf", big_real(1)) + box("expo", big_real(0)) +
                      box("isoe", big(800 + frame, 4)) + box("wkel", big(5600, 4)) + box("wtin", big(0xfff6, 2)) + box("asct", big(0, 4)) +
                      box("asti", big(0, 2)) + worded("shtv", shutter) + worded("aptr", aperture) + worded("dsnc", distance) + worded("fcln", focal);
    out += box("what", "\x01\x02");
    return big(8 + out.size() + 20, 4) + "bmdf" + out + zeros(20);
  }
  [[nodiscard]] std::string sample(uint32_t frame) const {
    return attributes(frame) + "braw" + big(500, 4) + "\x01" + zeros(3) + big(width, 2) + big(height, 2) + std::string(484, static_cast<char>('a' + frame));
  }
  [[nodiscard]] std::string meta() const {
    std::string names = big(0, 4) + big(keys.size(), 4), list;
    for (size_t i = 0; i < keys.size(); ++i) {
      names += big(8 + keys[i].name.size(), 4) + "mdta" + keys[i].name;
      list += box(big(i + 1, 4), box("data", big(keys[i].type, 4) + big(0, 4) + keys[i].value));
    }
    return box("meta", box("hdlr", zeros(8) + "mdta" + zeros(13)) + box("keys", names) + box("ilst", list));
  }
  // `sizes` of samples that lie one behind the other from `place` on.
  static std::string track(const std::string& handler, const std::string& media, const std::string& entry, uint32_t scale, uint32_t each,
                           const std::vector<size_t>& sizes, uint64_t place) {
    std::string lengths = big(0, 4) + big(0, 4) + big(sizes.size(), 4);
    for (const size_t size : sizes) lengths += big(size, 4);
    const auto duration = big(uint64_t{each} * sizes.size(), 4), count = big(sizes.size(), 4);
    const auto stbl = box("stbl", box("stsd", big(0, 4) + big(1, 4) + entry) + box("stts", big(0, 4) + big(1, 4) + count + big(each, 4)) +
                                      box("stsc", big(0, 4) + big(1, 4) + big(1, 4) + count + big(1, 4)) + box("stsz", lengths) + box("co64", big(0, 4) + big(1, 4) + big(place, 8)));
    const auto dinf = box("dinf", box("dref", big(0, 4) + big(1, 4) + box("alis", big(1, 4))));
    const auto unity = big(0x10000, 4) + zeros(12) + big(0x10000, 4) + zeros(12) + big(0x40000000, 4);
    const auto tkhd = box("tkhd", big(0xf, 4) + zeros(8) + big(handler == "vide" ? 1 : handler == "soun" ? 2 : handler == "tmcd" ? 3 : 4, 4) + zeros(4) + duration +
                                      zeros(16) + unity + big(4608u << 16, 4) + big(2592u << 16, 4));
    return box("trak", tkhd + box("mdia", box("mdhd", zeros(12) + big(scale, 4) + duration + big(0, 4)) + box("hdlr", zeros(4) + "mhlr" + handler + zeros(13)) +
                                              box("minf", media + dinf + stbl)));
  }
  [[nodiscard]] std::string picture_entry() const {
    return box(format, zeros(6) + big(1, 2) + zeros(16) + big(width, 2) + big(height, 2) + big(72u << 16, 4) + big(72u << 16, 4) + zeros(4) + big(1, 2) +
                           zeros(32) + big(24, 2) + big(0xffff, 2) + box("bfdn", big(1001, 4)) + box("bver", big(2, 4)));
  }
  [[nodiscard]] std::string write() const {
    std::string head = box("wide", ""), media;
    const uint64_t first = head.size() + 16;
    std::vector<size_t> sizes;
    for (uint32_t i = 0; i < frames; ++i) sizes.push_back(sample(i).size()), media += sample(i);
    const uint64_t sound_at = first + media.size();
    media += zeros(4 * 48);
    const uint64_t timecode_at = first + media.size();
    media += big(timecode, 4);
    const uint64_t motion_at = first + media.size();
    media += big(20, 4) + "mogy" + zeros(12);
    std::string out = head + big(1, 4) + "mdat" + big(16 + media.size(), 8) + media;
    if (!index) return out;
    const auto gmhd = box("gmhd", box("gmin", zeros(16)) + box("tmcd", box("tcmi", zeros(24) + big(0, 1))));
    std::string moov = box("mvhd", zeros(12) + big(600, 4) + big(600, 4) + big(0x10000, 4) + big(0x100, 2) + zeros(70) + big(9, 4)) +
                       track("vide", box("vmhd", big(1, 4) + zeros(8)), picture_entry(), scale, each, sizes, first);
    if (sound)
      moov += track("soun", box("smhd", zeros(8)), box("sowt", zeros(6) + big(1, 2) + zeros(8) + big(2, 2) + big(16, 2) + zeros(4) + big(48000, 2) + zeros(2)),
                    48000, 1, std::vector<size_t>(48, 4), sound_at);
    moov += track("tmcd", gmhd, box("tmcd", zeros(6) + big(1, 2) + zeros(4) + big(timecode_flags, 4) + big(timecode_scale, 4) + big(timecode_each, 4) +
                                                big(timecode_frames, 1) + zeros(1)), scale, each * frames, {4}, timecode_at);
    if (motion) moov += track("meta", gmhd, box("mebx", zeros(6) + big(1, 2)), 1000, 1, {20}, motion_at);
    return out + box("moov", moov + meta());
  }
};

}  // namespace braw_test

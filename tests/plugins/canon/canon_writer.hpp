// SPDX-License-Identifier: Apache-2.0
//
// Writes small CR3 stills and Cinema RAW Light clips for the tests from the format's public description, sharing nothing with the
// reader. The clip's boxes are those of the published dump of a C200's clip: sizes by sample, chunks of ten, one timecode a frame.
#pragma once
#include "crx_encoder.hpp"
#include "folder_of_its_own.hpp"

namespace canon_test {

inline std::string little(uint64_t value, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xff);
  return out;
}
inline std::string box(const std::string& type, const std::string& body) { return big(8 + body.size(), 4) + type + body; }
inline std::string zeros(size_t count) { return std::string(count, '\0'); }

struct Tag {
  uint16_t tag, type;
  uint32_t count;
  std::string value;
};
inline Tag text(uint16_t tag, const std::string& words) { return {tag, 2, static_cast<uint32_t>(words.size() + 1), words + '\0'}; }
inline Tag number(uint16_t tag, uint16_t value) { return {tag, 3, 1, little(value, 2)}; }
inline Tag ratio(uint16_t tag, uint32_t num, uint32_t den) { return {tag, 5, 1, little(num, 4) + little(den, 4)}; }
inline std::string tiff(const std::vector<Tag>& tags) {
  std::string table = little(tags.size(), 2), values;
  const size_t base = 8 + 2 + 12 * tags.size() + 4;
  for (const auto& tag : tags) {
    table += little(tag.tag, 2) + little(tag.type, 2) + little(tag.count, 4);
    if (tag.value.size() <= 4)
      table += tag.value + zeros(4 - tag.value.size());
    else
      table += little(base + values.size(), 4), values += tag.value + zeros(tag.value.size() % 2);
  }
  return "II" + little(42, 2) + little(8, 4) + table + zeros(4) + values;
}
inline std::string record(uint16_t type, const std::string& body) {
  return little(12 + body.size(), 4) + little(type, 2) + zeros(2) + little(1, 2) + little(0xFFFF, 2) + body;
}

struct File {
  bool cinema = false;
  uint32_t frames = 1;
  std::vector<Mosaic> pictures; // of the frames; the last one stays
  uint32_t tile_width = 64, version = 0x100, encoding = 0, median_bits = 0;
  std::string model = "Canon EOS M50";
  uint32_t scale = 60000, each = 1001, timecode = 216000, timecode_flags = 3;
  std::vector<uint16_t> areas;
  std::vector<int64_t> color_data; // as u16; empty: none

  [[nodiscard]] std::string cmp1() const {
    const auto& p = pictures.front();
    std::string out = big(0xFFFF, 2) + big(0x30, 2) + big(version, 2) + zeros(2) + big(p.width, 4) + big(p.height, 4) + big(tile_width, 4) +
                      big(p.height, 4) + big(p.bits, 1) + big(4 << 4 | p.cfa, 1) + big(encoding << 4, 1) +
                      big(p.width > tile_width ? 0x80 : 0, 1) + big(header_bytes((p.width + tile_width - 1) / tile_width), 4);
    out += median_bits ? big(0x80000000, 4) + zeros(16) + big(0x1c, 4) + big(0xC0000000, 4) + zeros(24) + big(median_bits, 1) + zeros(3)
                       : zeros(20);
    return out;
  }
  [[nodiscard]] std::string timed(uint32_t frame) const {
    auto out = record(1, little(0, 2) + little(2017, 2) + std::string("\x09\x17\x09\x24") + big(30 + frame, 1) + big(21, 1) + zeros(2)) +
               record(3, std::string(4, '\xff')) + record(4, little(50 + frame, 2) + little(1, 2) + std::string(8, '\xff')) +
               record(5, little(22, 2) + little(10, 2) + little(1, 2) + little(120, 2) + little(0x80000000u + 800 + frame, 4) + zeros(16));
    if (cinema) out += record(10, zeros(48));
    std::string words;
    for (const auto word : color_data) words += little(static_cast<uint64_t>(word), 2);
    if (!color_data.empty()) {
      const auto notes = tiff({{0x4001, 3, static_cast<uint32_t>(color_data.size()), words}});
      out += record(8, little(8 + notes.size(), 4) + little(0x927C, 4) + notes);
    }
    return out;
  }
  [[nodiscard]] std::string track(const std::string& handler, const std::string& entry, const std::vector<std::string>& samples,
                                  uint64_t place) const {
    constexpr size_t chunk = 10;
    std::string sizes = zeros(8) + big(samples.size(), 4), chunks = zeros(4) + big((samples.size() + chunk - 1) / chunk, 4);
    for (size_t i = 0; i < samples.size(); ++i) {
      sizes += big(samples[i].size(), 4);
      if (i % chunk == 0) chunks += big(place, 8);
      place += samples[i].size();
    }
    if (samples.size() == 1) sizes = zeros(4) + big(samples[0].size(), 4) + big(1, 4); // as stills have it
    const auto stbl =
        box("stbl", box("stsd", zeros(4) + big(1, 4) + entry) + box("stts", zeros(4) + big(1, 4) + big(samples.size(), 4) + big(each, 4)) +
                        box("stsc", zeros(4) + big(1, 4) + big(1, 4) + big(std::min(samples.size(), chunk), 4) + big(1, 4)) +
                        box("stsz", sizes) + box("co64", chunks));
    return box("trak", box("mdia", box("mdhd", zeros(12) + big(scale, 4) + big(each * samples.size(), 4) + zeros(4)) +
                                       box("hdlr", zeros(8) + handler + zeros(13)) + box("minf", stbl)));
  }
  [[nodiscard]] std::string write() const {
    std::vector<std::string> coded, metadata, codes;
    for (uint32_t i = 0; i < frames; ++i) {
      coded.push_back(encode(pictures[std::min<size_t>(i, pictures.size() - 1)], tile_width));
      metadata.push_back(timed(i)), codes.push_back(big(timecode + i, 4));
    }
    std::string words;
    for (const auto word : areas) words += big(word, 2);
    const auto cdi1 = areas.empty() ? "" : box("CDI1", zeros(4) + box("IAD1", words));
    const auto& p = pictures.front();
    const auto craw = box(
        "CRAW", zeros(6) + big(1, 2) + zeros(16) + big(p.width, 2) + big(p.height, 2) + zeros(50) + zeros(4) + box("CMP1", cmp1()) + cdi1);
    const auto tmcd =
        box("tmcd", zeros(6) + big(1, 2) + zeros(4) + big(timecode_flags, 4) + big(scale, 4) + big(each, 4) + big(60, 1) + zeros(1));
    const auto canon =
        std::string("\x85\xc0\xb6\x87\x82\x0f\x11\xe0\x81\x11\xf4\xce\x46\x2b\x6a\x48", 16) +
        box("CNCV", cinema ? "CanonCRM0001/02.09.00/00.00.00" : "CanonCR3_001/00.09.00/00.00.00") +
        box("CMT1", tiff({text(271, "Canon"), text(272, model), number(274, 1)})) +
        box("CMT2", tiff({ratio(33434, 1, 120), ratio(33437, 22, 10), text(36867, "2017:09:23 09:36:30"), text(42033, "372482010367")})) +
        box("CMT3", tiff({text(6, "MVI:EOS C200 Movie"), text(7, "Firmware Version 1.0"), text(0x95, "EF24-70mm")})) +
        box("CMT4", tiff({number(0, 2)}));
    const auto ftyp = box("ftyp", "crx " + big(1, 4) + "crx isom");
    const auto moov = [&](uint64_t place) {
      const auto size = [](const std::vector<std::string>& samples) {
        uint64_t sum = 0;
        for (const auto& sample : samples) sum += sample.size();
        return sum;
      };
      auto out = box("uuid", canon) + track("vide", craw, coded, place);
      if (cinema) out += track("tmcd", tmcd, codes, place + size(coded));
      return box("moov", out + track("meta", box("CTMD", zeros(6) + big(1, 2) + zeros(4)), metadata,
                                     place + size(coded) + (cinema ? size(codes) : 0)));
    };
    std::string media;
    for (const auto& sample : coded) media += sample;
    if (cinema)
      for (const auto& sample : codes) media += sample;
    for (const auto& sample : metadata) media += sample;
    return ftyp + moov(ftyp.size() + moov(0).size() + 8) + box("mdat", media);
  }
};

// Flat parts, ramps and noise, so that runs, small and large differences are coded.
inline Mosaic picture(uint32_t width, uint32_t height, uint32_t bits = 14, uint32_t cfa = 0, uint32_t seed = 1) {
  Mosaic out{width, height, bits, {}, cfa};
  for (uint32_t y = 0; y < height; ++y)
    for (uint32_t x = 0; x < width; ++x) {
      seed = seed * 1664525 + 1013904223;
      const uint32_t most = (1u << bits) - 1, noise = seed >> 20 & 63;
      const uint32_t value = y % 24 < 6      ? most / 2
                             : x < width / 3 ? 2048 % most
                             : x < width / 2 ? (x * 37 + y * 11 + noise) % most
                                             : (y / 8 % 2 ? seed >> 7 & most : noise);
      out.samples.push_back(static_cast<uint16_t>(value));
    }
  return out;
}

}  // namespace canon_test

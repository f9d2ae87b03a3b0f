// SPDX-License-Identifier: Apache-2.0
//
// Clips as Sony's cameras write them, of the tests' own writer: RDD 18 sets in ancillary packets beside each picture.
#pragma once
#include "command_line.hpp"
#include "plugins/mxf_writer.hpp"
#include "plugins/stranger_reader.hpp"

#include <catch2/catch.hpp>

namespace sony_test {

inline stranger::Plugin& plugin() {
  static stranger::Plugin loaded("org.filmgate.sony");
  return loaded;
}

inline constexpr uint8_t lens_unit = 0x01, camera_unit = 0x02, user_defined = 0x7f;

inline mxf::Bytes acquisition_set(uint8_t unit, const std::vector<mxf::Item>& items) {
  auto key = mxf::label("060e2b34.02530101.0c020101.00010000");
  key[12] = unit;
  mxf::Bytes out;
  mxf::klv(out, key, mxf::local_set(items));
  return out;
}

// The sets of a frame, in packets of at most 254 bytes each.
inline mxf::Bytes frame_data(const mxf::Bytes& sets) {
  std::vector<mxf::Ancillary> packets;
  for (size_t at = 0; at < sets.size(); at += 254) {
    const size_t count = std::min<size_t>(254, sets.size() - at);
    mxf::Bytes words{0x43, 0x05, static_cast<uint8_t>(count + 1), static_cast<uint8_t>(packets.size() + 1)};
    words.insert(words.end(), sets.begin() + static_cast<ptrdiff_t>(at), sets.begin() + static_cast<ptrdiff_t>(at + count));
    packets.push_back({11, words});
  }
  return mxf::ancillary(packets);
}

inline mxf::Bytes raw_label(const std::string& digits) { const auto l = mxf::label(digits); return {l.begin(), l.end()}; }

// XAVC by its labels; the pictures are no pictures.
inline mxf::Clip xavc() {
  mxf::Clip clip;
  clip.company = "Sony", clip.product = "Mem";
  clip.container = "060e2b34.0401010a.0d010301.02106001", clip.coding = "060e2b34.0401010d.04010202.01316001";
  clip.picture_bytes = [](uint32_t) { return 100u; };
  clip.picture_items = {{0x3301, mxf::number(10, 4)}, {0x3302, mxf::number(2, 4)}, {0x3308, mxf::number(1, 4)}, {0x3304, mxf::number(64, 4)}, {0x3305, mxf::number(940, 4)},
                        {0x321a, raw_label("060e2b34.04010101.04010101.02020000")}};
  return clip;
}

// Frame n of a zoom: the lens changes, the camera stays.
inline mxf::Bytes lens_of(uint32_t frame) {
  return acquisition_set(lens_unit, {{0x8000, mxf::number(0xB077, 2)},                    // f/5.6
                                     {0x8008, mxf::number(0x8000, 2)},                    // T16
                                     {0x8001, mxf::number(0xDC1C + frame, 2)},            // 3100 + n mm
                                     {0x8005, mxf::number(0xD000 | (35 + frame), 2)},     // 35 + n mm
                                     {0x8009, mxf::number(0x4000, 2)},
                                     {0x8007, mxf::bytes_of("7032.0100")}});
}
inline mxf::Bytes camera_set() {
  mxf::Bytes cdl, matrix;
  mxf::append(cdl, 10, 4), mxf::append(cdl, 2, 4);
  for (const uint64_t half : {0x3c00u, 0x3c00u, 0x4000u, 0x0000u, 0x0000u, 0xb800u, 0x3c00u, 0x3c00u, 0x3c00u, 0x3a00u}) mxf::append(cdl, half, 2);
  mxf::append(matrix, 9, 4), mxf::append(matrix, 8, 4);
  for (uint32_t i = 0; i < 9; ++i) mxf::append(matrix, mxf::pair_of(i + 1, 10));
  return acquisition_set(camera_unit, {{0x3210, raw_label("060e2b34.04010106.0e060401.01010605")}, {0x3219, raw_label("060e2b34.04010106.0e060401.01030105")},
                                       {0x8100, raw_label("060e2b34.0401010b.05100101.01010000")}, {0x8106, mxf::pair_of(24000, 1001)}, {0x8108, mxf::number(10380, 4)}, {0x8109, mxf::pair_of(1, 50)},
                                       {0x810a, mxf::number(0xFF38, 2)}, {0x810b, mxf::number(500, 2)}, {0x810e, mxf::number(4300, 2)}, {0x8103, mxf::number(8, 2)}, {0x8115, mxf::number(250, 2)},
                                       {0x8114, mxf::bytes_of("MPC-3610 0010201 Version6.10")}, {0x8117, cdl}, {0x8118, matrix}, {0x81ff, mxf::number(0x0102, 2)}});
}
inline mxf::Bytes user_set() {
  return acquisition_set(user_defined, {{0xe000, raw_label("966908004678031c20510000f0c01181")}, {0xe101, mxf::pair_of(5674, 5674)}, {0xe105, mxf::number(512, 2)}, {0xe1ff, mxf::number(7, 1)}});
}

inline mxf::Clip full_clip() {
  auto clip = xavc();
  clip.data = [](uint32_t frame) {
    auto sets = lens_of(frame);
    mxf::append(sets, camera_set()), mxf::append(sets, user_set());
    return frame_data(sets);
  };
  return clip;
}

inline std::map<std::string, stranger::Entry> entries(const stranger::Clip& clip, int64_t frame = -1) {
  std::map<std::string, stranger::Entry> out;
  for (const auto& entry : clip.metadata(frame)) out.emplace(entry.key, entry);
  return out;
}

inline bool without_mediainfo() {
  if (is_installed("mediainfo")) return false;
  WARN("skipped: MediaInfo, which judges the answers, is not installed");
  return true;
}

inline bool was_reported(const std::string& code) {
  const auto& reports = plugin().reports();
  return std::any_of(reports.begin(), reports.end(), [&](const auto& report) { return report.code == code; });
}

}  // namespace sony_test

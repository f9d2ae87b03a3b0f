// SPDX-License-Identifier: Apache-2.0
//
// Small DNGs that between them reach every part of the reader.
#pragma once
#include "plugins/cinemadng/coded_picture.hpp"
#include "plugins/cinemadng/opcode_writer.hpp"

namespace fuzz {

inline dng::Document telling_document(const dng::Picture& picture) {
  dng::Document document(picture);
  const std::vector<int64_t> matrix{7034, 10000, -804, 10000, -1014, 10000, -4420, 10000, 12564, 10000, 2058, 10000, -851, 10000, 1994, 10000, 5758, 10000};
  document.raw.text(271, "Make").text(272, "Model").shorts(50713, {2, 2}).rationals(50714, {200, 1, 201, 1, 199, 1, 200, 1}).longs(50717, {4000})
      .longs(50829, {2, 2, picture.height - 2, picture.width - 2}).rationals(50718, {1, 1, 1, 1}).rationals(50719, {1, 1, 1, 1})
      .srationals(50721, matrix).srationals(50722, matrix).srationals(50964, matrix).srationals(50965, matrix)
      .srationals(50723, {1, 1, 0, 1, 0, 1, 0, 1, 1, 1, 0, 1, 0, 1, 0, 1, 1, 1}).rationals(50727, {1, 1, 1, 1, 1, 1})
      .rationals(50728, {5, 10, 10, 10, 6, 10}).srationals(50730, {1, 2}).shorts(50778, {17}).shorts(50779, {21})
      .bytes(51043, {0x08, 0x04, 0x38, 0x10, 0, 0, 0, 0}).srationals(51044, {24000, 1001}).text(51081, "A001").text(51105, "A");
  document.exif.rationals(33434, {1, 48}).rationals(33437, {28, 10}).shorts(34855, {800}).rationals(37386, {50, 1}).text(42036, "Lens")
      .text(36867, "2014:07:14 10:38:04").rationals(37382, {3, 1});
  return document;
}

inline std::vector<uint8_t> telling_dng() { return telling_document({.width = 16, .height = 8}).write(); }

inline dng::OpcodeList every_opcode() {
  using Data = dng::OpcodeData;
  return dng::OpcodeList()
      .add(4, Data().u32(0).u32(0), 1)
      .add(5, Data().u32(0).u32(1).u32(1).u32(2).u32(3).u32(4).u32(4).u32(6).u32(6), 1)
      .add(3, Data().f64(0.1).f64(0).f64(0).f64(0).f64(0).f64(0.5).f64(0.5), 1)
      .add(7, Data().area(0, 0, 8, 16).u32(3).u16(0).u16(1).u16(2), 1)
      .add(8, Data().area(0, 0, 8, 16).u32(1).f64(0.01).f64(0.9), 1)
      .add(10, Data().area(0, 0, 2, 16).u32(2).f32(0.1f).f32(-0.1f), 1)
      .add(13, Data().area(0, 0, 8, 2).u32(2).f32(1.1f).f32(0.9f), 1)
      .add(9, Data().area(0, 0, 8, 16, 2, 2).u32(2).u32(2).f64(1).f64(1).f64(0).f64(0).u32(1).f32(1).f32(1.1f).f32(0.9f).f32(1), 1)
      .add(1, Data().u32(1), 1);
}

inline std::map<std::string, std::vector<uint8_t>> coded_seeds() {
  std::map<std::string, std::vector<uint8_t>> out;
  out["jpeg_one"] = dng::jpeg_document({.width = 16, .height = 8}, {.components = 1, .predictor = 6}).write();
  out["jpeg_two"] = dng::jpeg_document({.width = 16, .height = 8, .bits = 14}, {.components = 2, .precision = 14, .restart_lines = 2}).write();
  out["jpeg_tiles"] = dng::jpeg_document({.width = 24, .height = 12, .piece_width = 16, .piece_height = 8}, {.components = 2, .tables = {ljpeg::flat, ljpeg::steep}}).write();
  out["jpeg_folded"] = dng::jpeg_document({.width = 16, .height = 8, .bits = 16}, {.components = 2, .precision = 16}, 2).write();
  out["jpeg_sampled"] = dng::jpeg_document({.width = 16, .height = 8}, {.components = 1, .across = 2, .down = 2}).write();
  for (const uint16_t list : {uint16_t{51008}, uint16_t{51009}, uint16_t{51022}}) {
    auto document = telling_document({.width = 16, .height = 8});
    document.raw.numbers(list, 7, every_opcode().value());
    out["opcodes" + std::to_string(list)] = document.write();
  }
  return out;
}

// As they are named in the corpus.
inline std::map<std::string, std::vector<uint8_t>> dng_seeds() {
  auto out = coded_seeds();
  out["telling"] = telling_dng();
  out["big_endian"] = telling_document({.width = 16, .height = 8, .bits = 16, .order = dng::Order::big}).write();
  out["tiles"] = dng::Document({.width = 24, .height = 12, .bits = 14, .piece_width = 16, .piece_height = 8}).write();
  out["strips"] = dng::Document({.width = 16, .height = 12, .bits = 10, .piece_height = 4}).write();
  out["rgb"] = dng::Document({.width = 8, .height = 4, .bits = 16, .channels = 3}).write();
  auto table = dng::Document({.width = 16, .height = 4, .bits = 8});
  table.raw.shorts(50712, {0, 10, 30, 70, 150, 310, 630, 1270});
  table.raw.srationals(50715, {1, 2, -1, 2, 0, 1, 1, 1}).srationals(50716, std::vector<int64_t>{1, 2, 1, 3, 1, 4, 1, 5});
  out["table"] = table.write();
  auto vast = telling_document({.width = 16, .height = 8});
  vast.raw.rationals(50718, {4052653514, 3, 5, 3838230666});
  out["vast_scale"] = vast.write();
  auto preview = telling_document({.width = 16, .height = 8});
  preview.preview.bytes(50706, {1, 4, 0, 0}).text(50708, "Filmgate Test").longs(254, {1}).longs(256, {4}).longs(257, {4}).shorts(258, {8, 8, 8}).shorts(262, {2}).shorts(277, {3});
  out["preview"] = preview.write();
  return out;
}

}  // namespace fuzz

// SPDX-License-Identifier: Apache-2.0
//
// What is not decoded is refused by its name when the file is opened, and inspected all the same.
#include "gpr_file.hpp"

#include <catch2/catch.hpp>

namespace {

// Opened and asked for its pixels.
void refuses(const dng::Document& document, int32_t status, const std::string& reason) {
  INFO(reason);
  const dng::Scratch file(document.write(), "a.GPR");
  const stranger::Clip clip(gpr::plugin(), {file.path()});
  CHECK(((clip.info().capabilities & FG_CAN_DECODE) == 0) == (status == FG_E_UNSUPPORTED));
  CHECK(clip.fields().at("cameraMake").text == "GoPro");
  try {
    (void)gpr::codes_of(clip);
    FAIL("it was decoded");
  } catch (const stranger::Error& error) {
    CHECK(error.status() == status);
    CHECK_THAT(error.what(), Catch::Contains(reason));
  }
}

vc5::Writer with(int tag, uint32_t value) {
  auto out = gpr::smooth();
  out.more = {{tag, value}};
  return out;
}

}  // namespace

TEST_CASE("another VC-5 than cameras write is refused by what is other about it") {
  const std::tuple<int, uint32_t, const char*> others[]{
      {12, 3, "the number of channels is 3"}, {84, 1, "the image format is 1"}, {106, 4, "the width of the mosaic is 4"},
      {107, 1, "the height of the mosaic is 1"}, {108, 3, "the number of components a sample is 3"},
      {102, 10, "the number of bits a component is 10"},
      {14, 7, "the number of bands is 7"}, {109, 0x4000, "averages that were shifted by 1 bits"}, {77, 1, "tag 77 is unknown"},
      {0x4002, 0, "chunk 16386 is unknown"}};
  for (const auto& [tag, value, reason] : others) refuses(gpr::document(with(tag, value)), FG_E_UNSUPPORTED, reason);
}

TEST_CASE("other mosaics, several tiles and a white level that says no bits are refused") {
  const auto coded = gpr::smooth().write();
  auto other = gpr::document(coded, 64, 48);
  other.raw.bytes(33422, {2, 1, 1, 0});
  refuses(other, FG_E_UNSUPPORTED, "neither RGGB nor GBRG");
  auto tiled = gpr::document(coded, 64, 48);
  tiled.picture.piece_width = 32;
  refuses(tiled, FG_E_UNSUPPORTED, "2 tiles of 32 x 48");
  refuses(gpr::document(coded, 64, 48, 100000), FG_E_UNSUPPORTED, "WhiteLevel is 100000");
}

TEST_CASE("a picture of another size than its raster, without its mark or its bands is corrupt") {
  const auto coded = gpr::smooth().write();
  refuses(gpr::document(coded, 64, 50), FG_E_CORRUPT, "64 x 48 in a raster of 64 x 50");
  auto unmarked = coded;
  unmarked[3] = '6';
  refuses(gpr::document(unmarked, 64, 48), FG_E_CORRUPT, "does not begin with VC-5");
  refuses(gpr::document(vc5::Bytes(coded.begin(), coded.begin() + 400), 64, 48), FG_E_TRUNCATED, "offset");
}

TEST_CASE("other DNGs are left to others, and GPRs are claimed by what they hold") {
  dng::Document plain({.width = 32, .height = 32, .bits = 16});
  const dng::Scratch dng_file(plain.write(), "a.dng"), gpr_file(plain.write(), "a.GPR");
  const dng::Scratch renamed(gpr::document(gpr::smooth()).write(), "a.dng");
  CHECK(stranger::probe(gpr::plugin(), dng_file.path()) == 0);
  CHECK(stranger::probe(gpr::plugin(), gpr_file.path()) == 100);
  CHECK(stranger::probe(gpr::plugin(), renamed.path()) == 100);
  CHECK(stranger::probe(gpr::plugin(), dng::Scratch({1, 2, 3}, "a.GPR").path()) == 0);
  static stranger::Plugin other("org.filmgate.cinemadng");
  CHECK(stranger::probe(other, renamed.path()) == 30);
  CHECK(stranger::probe(other, dng_file.path()) == 100);
  CHECK(stranger::probe(other, gpr::data("rggb14.GPR")) == 30); // its raw picture lies in a SubIFD
}

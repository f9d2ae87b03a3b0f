// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <filmgate/cpp/image.hpp>

TEST_CASE("a row's bytes follow from its packing") {
  auto bytes = [](uint32_t width, uint32_t bits, uint32_t packing) {
    return fg::recorded_row_bytes(fg::ImageDesc().size(width, 1).samples(FG_SAMPLE_PACKED, bits, packing));
  };
  CHECK(bytes(4, 12, FG_PACK_MSB) == 6);
  CHECK(bytes(5, 12, FG_PACK_LSB) == 8);
  CHECK(bytes(5, 10, FG_PACK_MSB16) == 8);
  CHECK(bytes(5, 10, FG_PACK_MSB32) == 8);
  CHECK(bytes(3, 10, FG_PACK_MSB32_PAIRS) == 4);
  CHECK(bytes(65535, 16, FG_PACK_LSB) == 131070);
  CHECK(fg::recorded_row_bytes(fg::ImageDesc().size(7, 1).samples(FG_SAMPLE_U16, 14)) == 14);
  CHECK(fg::recorded_row_bytes(fg::ImageDesc().size(7, 1).samples(FG_SAMPLE_F16, 16)) == 0);
}

TEST_CASE("a mosaic is named by its four sites") {
  const auto desc = fg::ImageDesc().bayer("GBRG");
  CHECK(desc.layout == FG_LAYOUT_CFA);
  CHECK(desc.cfa_w == 2);
  CHECK(desc.cfa[0] == 1);
  CHECK(desc.cfa[1] == 2);
  CHECK(desc.cfa[2] == 0);
  CHECK_THROWS_AS(fg::ImageDesc().bayer("RGB"), fg::Failure);
  CHECK_THROWS_AS(fg::ImageDesc().bayer("RGXB"), fg::Failure);
}

TEST_CASE("rows are counted in the raster and stay in their plane") {
  std::vector<uint8_t> held(4 * 10);
  fg_image image{};
  image.struct_size = sizeof image, image.plane_count = 1, image.window = {0, 100, 8, 4};
  image.plane[0] = {held.data(), held.size() - 2, 10};
  CHECK(fg::row_bytes(image, 101, 8).data() == held.data() + 10);
  CHECK(fg::row_bytes(image, 103, 8).size() == 8);
  CHECK_THROWS_AS(fg::row_bytes(image, 99, 8), fg::Failure);
  CHECK_THROWS_AS(fg::row_bytes(image, 104, 8), fg::Failure);
  CHECK_THROWS_AS(fg::row_bytes(image, 103, 9), fg::Failure);
  CHECK_THROWS_AS(fg::row_bytes(image, 100, 8, 1), fg::Failure);
}

// SPDX-License-Identifier: Apache-2.0
#include <filmgate/cpp/byte_view.hpp>

#include <array>
#include <catch2/catch.hpp>

using Catch::Matchers::Contains;

namespace {

constexpr std::array<uint8_t, 12> bytes{0x01, 0x02, 0x83, 0x84, 0x05, 0x06, 0x07, 0x88, 'A', 'b', ' ', 0};
const fg::ByteView view(bytes, "clip.xyz", 1000);

template <class Read>
fg_status refused(Read read) {
  try {
    (void)read();
  } catch (const fg::Failure& failure) {
    return failure.status();
  }
  return FG_OK;
}

}  // namespace

TEST_CASE("numbers are read in either order") {
  CHECK(view.u8(2) == 0x83);
  CHECK(view.u16le(0) == 0x0201);
  CHECK(view.u16be(0) == 0x0102);
  CHECK(view.u32le(0) == 0x84830201);
  CHECK(view.u32be(0) == 0x01028384);
  CHECK(view.u64le(0) == 0x8807060584830201);
  CHECK(view.u64be(0) == 0x0102838405060788);
}

TEST_CASE("signed numbers and reals keep their bits") {
  CHECK(view.i32le(4) == static_cast<int32_t>(0x88070605));
  CHECK(view.i64be(0) == 0x0102838405060788);
  const std::array<uint8_t, 8> one{0, 0, 0, 0, 0, 0, 0xf0, 0x3f};
  CHECK(fg::ByteView(one, "x").f64le(0) == 1.0);
  const std::array<uint8_t, 4> half{0x3f, 0, 0, 0};
  CHECK(fg::ByteView(half, "x").f32be(0) == 0.5f);
}

TEST_CASE("text ends at the first NUL and loses its padding") {
  CHECK(view.text(8, 4) == "Ab");
  CHECK(view.text(8, 1) == "A");
  CHECK(view.text(11, 1).empty());
}

TEST_CASE("what leaves the view is refused, however large the offset") {
  CHECK(refused([] { return view.u8(12); }) == FG_E_TRUNCATED);
  CHECK(refused([] { return view.u32le(9); }) == FG_E_TRUNCATED);
  CHECK(refused([] { return view.u64le(UINT64_MAX - 3); }) == FG_E_TRUNCATED);
  CHECK(refused([] { return view.sub(4, UINT64_MAX); }) == FG_E_TRUNCATED);
  CHECK(refused([] { return view.from(13); }) == FG_E_TRUNCATED);
  CHECK(refused([] { return view.text(UINT64_MAX, 1); }) == FG_E_TRUNCATED);
  CHECK(refused([] { return view.from(12); }) == FG_OK);
  CHECK_FALSE(view.starts_with("Abc", 10));
  CHECK(view.starts_with("Ab", 8));
}

TEST_CASE("a part of a view still tells the offset in the file") {
  const auto part = view.sub(4, 4);
  CHECK(part.base() == 1004);
  CHECK_THROWS_WITH(part.u32le(2), Contains("clip.xyz") && Contains("1006") && Contains("need 4"));
}

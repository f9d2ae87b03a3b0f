// SPDX-License-Identifier: Apache-2.0
//
// TIFFs written byte by byte. Values and names of real files are compared with exiftool where plugins read them.
#include <filmgate/cpp/draft/tiff_names.hpp>

#include <catch2/catch.hpp>

using fg::draft::Tiff;
using fg::draft::TiffPlace;

namespace {

std::string little(uint64_t value, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xff);
  return out;
}
std::string entry(uint16_t tag, uint16_t type, uint32_t count, const std::string& value) {
  return little(tag, 2) + little(type, 2) + little(count, 4) + value + std::string(4 - value.size(), '\0');
}
std::string directory(const std::vector<std::string>& entries, uint32_t next) {
  std::string out = little(entries.size(), 2);
  for (const auto& one : entries) out += one;
  return out + little(next, 4);
}
const std::string start = "II" + little(42, 2) + little(8, 4);

struct Held {
  std::vector<uint8_t> bytes;
  fg::ByteView view;
  explicit Held(const std::string& text, uint64_t base = 0) : bytes(text.begin(), text.end()), view(bytes, "a.tif", base) {}
  [[nodiscard]] Tiff read(bool chained = true) const { return Tiff(fg::draft::tiff_bytes_of(view), chained); }
};

}  // namespace

TEST_CASE("values keep their types, wherever they lie") {
  const auto ifd = directory({entry(256, 3, 1, little(4000, 2)), entry(271, 2, 6, little(62, 4)), entry(33434, 5, 1, little(68, 4)),
                              entry(254, 4, 1, little(9, 4))},
                             0);
  const Held held(start + ifd + "Canon" + '\0' + little(1, 4) + little(80, 4));
  const auto tiff = held.read();
  REQUIRE(tiff.directories().size() == 1);
  const auto& entries = tiff.directories()[0];
  CHECK(std::get<int64_t>(tiff.value(*entries.find(256))) == 4000);
  CHECK(std::get<std::string>(tiff.value(*entries.find(271))) == "Canon");
  CHECK(std::get<fg_rational>(tiff.value(*entries.find(33434))).den == 80);
  CHECK(tiff.integers(*entries.find(254)) == std::vector<uint64_t>{9});
  CHECK(tiff.numbers(*entries.find(33434))[0] == Approx(0.0125));
  CHECK(entries.find(999) == nullptr);
  CHECK(fg::draft::name_of_tag(33434, TiffPlace::exif) == "ExposureTime");
  CHECK(fg::draft::name_of_tag(51200, TiffPlace::main) == "Tag51200");
  CHECK(std::string(fg::draft::unit_of_tag(33434, TiffPlace::exif)) == "s");
}

TEST_CASE("linked and chained directories are walked once each, and loops end") {
  const auto exif = directory({entry(33437, 3, 1, little(2, 2))}, 8);
  const auto first = directory({entry(34665, 4, 1, little(26, 4))}, 8); // its own successor
  const auto tiff = Held(start + first + exif).read();
  REQUIRE(tiff.directories().size() == 2);
  CHECK(tiff.directories()[1].place == TiffPlace::exif);
  CHECK(tiff.problems().empty());
}

TEST_CASE("one directory alone is read where what stands behind it leads nowhere") {
  const Held held(start + directory({entry(256, 3, 1, little(1, 2))}, 0xDEADBEEF), 1000);
  CHECK(held.read(false).problems().empty());
  REQUIRE(held.read().problems().size() == 1);
  CHECK_THAT(held.read().problems()[0], Catch::Matchers::Contains("a.tif: offset " + std::to_string(1000 + 0xDEADBEEFu)));
}

TEST_CASE("values past the end and unknown types are left out and named with their place") {
  const auto tiff =
      Held(start + directory({entry(256, 4, 1000, little(12, 4)), entry(257, 77, 1, ""), entry(258, 3, 1, little(8, 2))}, 0), 50).read();
  CHECK(tiff.directories()[0].entries.size() == 1);
  REQUIRE(tiff.problems().size() == 2);
  CHECK_THAT(tiff.problems()[0], Catch::Matchers::Contains("tag 256: offset 62: its value lies past the end"));
  CHECK_THAT(tiff.problems()[1], Catch::Matchers::Contains("tag 257") && Catch::Matchers::Contains("its type is unknown"));
}

TEST_CASE("what is no TIFF, or has no directory, is refused") {
  const auto status_of = [](const std::string& bytes) -> fg_status {
    try {
      (void)Held(bytes).read();
    } catch (const fg::Failure& failure) {
      return failure.status();
    }
    return FG_OK;
  };
  CHECK(status_of("JPEG data") == FG_E_NOT_THIS_FORMAT);
  CHECK(status_of("") == FG_E_NOT_THIS_FORMAT);
  CHECK(status_of("II*") == FG_E_NOT_THIS_FORMAT);
  CHECK(status_of(start) == FG_E_TRUNCATED);
  CHECK(status_of("II" + little(42, 2) + little(0, 4)) == FG_E_CORRUPT);
}

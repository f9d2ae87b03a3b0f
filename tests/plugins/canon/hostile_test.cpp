// SPDX-License-Identifier: Apache-2.0
//
// Files that lie: an error that names file and place, or what is left; LibRaw is never given what was not checked.
#include "opened.hpp"

using namespace canon_test;

namespace {

std::string what_decoding_says(const std::string& bytes) {
  try {
    const Opened clip(bytes, "a.cr3");
    (void)codes(stranger::Lane(*clip));
  } catch (const stranger::Error& error) {
    return error.what();
  }
  return "";
}

std::string spoilt(const std::string& bytes, const std::string& mark, size_t behind, const std::string& with) {
  auto out = bytes;
  const auto at = out.find(mark);
  REQUIRE(at != std::string::npos);
  out.replace(at + behind, with.size(), with);
  return out;
}

}  // namespace

TEST_CASE("headers of coded pictures that do not fit what they head are refused before LibRaw sees them") {
  using Catch::Matchers::Contains;
  const auto bytes = File{.pictures = {picture(64, 48)}}.write();
  const auto tile = std::string("\xff\x01\x00\x08", 4), plane = std::string("\xff\x02\x00\x08", 4),
             band = std::string("\xff\x03\x00\x08", 4);
  CHECK(what_decoding_says(bytes).empty());
  CHECK_THAT(what_decoding_says(spoilt(bytes, tile, 0, "\xff\x11")), Contains("mark 65297"));
  CHECK_THAT(what_decoding_says(spoilt(bytes, tile, 4, big(0x7fffffff, 4))), Contains("are left"));
  CHECK_THAT(what_decoding_says(spoilt(bytes, plane, 4, big(0x00ffffff, 4))), Contains("are left"));
  CHECK_THAT(what_decoding_says(spoilt(bytes, plane, 8, big(0x18000000, 4))), Contains("part 1 stands where 0 belongs"));
  CHECK_THAT(what_decoding_says(spoilt(bytes, plane, 8, big(0x06000000, 4))), Contains("rounded"));
  CHECK_THAT(what_decoding_says(spoilt(bytes, band, 4, big(0, 4))), Contains("padding"));
  CHECK_THAT(what_decoding_says(spoilt(bytes, "CMP1", 4 + 28, big(12, 4))), Contains("headers of 12 bytes"));
  CHECK_THAT(what_decoding_says(spoilt(bytes, "CMP1", 4 + 8, big(0xfffffff0, 4))), Contains("no track holds a raw picture"));
  CHECK_THAT(what_decoding_says(spoilt(bytes, "CMP1", 4 + 16, big(2, 4))), Contains("tiles of 2 x 48"));
}

TEST_CASE("coded bits that are none cost their frame alone") {
  File file{.cinema = true, .frames = 3};
  for (uint32_t i = 0; i < 3; ++i) file.pictures.push_back(picture(64, 48, 12, 0, i + 1));
  auto bytes = file.write();
  const auto second = encode(file.pictures[1], 64);
  const auto at = bytes.find(second);
  REQUIRE(at != std::string::npos);
  bytes.replace(at + header_bytes(1), 64, std::string(64, '\0'));
  const Opened clip(bytes, "a.crm");
  const stranger::Lane lane(*clip);
  CHECK(codes(lane, 0) == file.pictures[0].samples);
  try {
    CHECK(codes(lane, 1) != file.pictures[1].samples); // nothing in a lossless picture tells that it was changed
  } catch (const stranger::Error& error) {
    CHECK(error.status() == FG_E_CORRUPT);
  }
  CHECK(codes(lane, 2) == file.pictures[2].samples);
}

TEST_CASE("a clip that was cut names what is missing and keeps the rest") {
  const File file{.cinema = true, .frames = 3, .pictures = {picture(64, 48, 12)}};
  const auto bytes = file.write();
  const Opened clip(bytes.substr(0, bytes.size() - 200), "a.crm");
  CHECK_THAT(Opened::report("unreadable-box"), Catch::Matchers::Contains("reaches past the end of the file"));
  CHECK(codes(stranger::Lane(*clip)) == file.pictures[0].samples);
  CHECK_THROWS_AS(clip->metadata(2), stranger::Error);
}

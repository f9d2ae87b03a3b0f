// SPDX-License-Identifier: Apache-2.0
#include "open_file.hpp"

#include <filmgate/cpp/draft/boxes.hpp>

using namespace draft_test;
using fg::draft::Boxes;

namespace {

struct Written {
  FolderOfItsOwn folder;
  OpenedFile file;
  Boxes boxes;
  explicit Written(const std::string& bytes) : file(folder.write("a.mov", bytes)), boxes(*file) {}
};

std::string types(const std::vector<fg::draft::Box>& list) {
  std::string out;
  for (const auto& box : list) out += (out.empty() ? "" : " ") + box.type;
  return out;
}

}  // namespace

TEST_CASE("boxes tell their places and their children") {
  const Written movie(box("ftyp", "qt  ") + box("moov", box("trak", box("mdia", "abc")) + box("udta", "")));
  CHECK(types(movie.boxes.top()) == "ftyp moov");
  CHECK(types(movie.boxes.children(movie.boxes.top()[1])) == "trak udta");
  const auto mdia = movie.boxes.find("moov/trak/mdia");
  REQUIRE(mdia);
  CHECK(mdia->offset == 12 + 8 + 8);
  CHECK(movie.boxes.read(*mdia).view().text(0, 3) == "abc");
  CHECK_FALSE(movie.boxes.find("moov/trak/minf"));
}

TEST_CASE("sizes of 64 bits, to the end, and user types are understood") {
  const std::string wide = big_endian(1, 4) + "wide" + big_endian(20, 8) + "1234";
  const std::string user = big_endian(8 + 16 + 3, 4) + "uuid" + "0123456789abcdef" + "xyz";
  const Written movie(wide + user + big_endian(0, 4) + "mdat" + "all the rest");
  const auto top = movie.boxes.top();
  REQUIRE(types(top) == "wide uuid mdat");
  CHECK(top[0].body_bytes() == 4);
  CHECK(top[1].user_type[15] == 'f');
  CHECK(movie.boxes.read(top[1]).view().text(0, 3) == "xyz");
  CHECK(top[2].body_bytes() == 12);
}

TEST_CASE("a box that claims more than there is is cut and marked") {
  const Written movie(box("moov", big_endian(4000, 4) + "trak" + "abcd"));
  const auto moov = movie.boxes.top().at(0);
  const auto trak = movie.boxes.children(moov).at(0);
  CHECK(moov.whole);
  CHECK_FALSE(trak.whole);
  CHECK(trak.body_bytes() == 4);
}

TEST_CASE("a box smaller than its header is refused with its place") {
  const Written movie(box("free", "") + big_endian(4, 4) + "trak" + "12345678");
  std::string words;
  CHECK(refused([&] { (void)movie.boxes.top(); }, &words) == FG_E_CORRUPT);
  CHECK_THAT(words, Catch::Matchers::Contains("offset 8"));
}

TEST_CASE("values before the first child are passed over, and refused when they are not there") {
  const Written movie(box("meta", big_endian(0, 4) + box("keys", "")) + box("tiny", "12"));
  CHECK(types(movie.boxes.children(movie.boxes.top()[0], 4)) == "keys");
  CHECK(refused([&] { (void)movie.boxes.children(movie.boxes.top()[1], 4); }) == FG_E_CORRUPT);
}

TEST_CASE("no file decides how much of a box is read") {
  const Written movie(box("udta", std::string(4096, 'x')));
  CHECK(refused([&] { (void)movie.boxes.read(movie.boxes.top()[0], 100); }) == FG_E_CORRUPT);
}

TEST_CASE("a movie of any size costs a few reads") {
  if (without_ffmpeg()) return;
  const FolderOfItsOwn folder;
  const OpenedFile file(made_by_ffmpeg(folder, "a.mov", {"-c:v", "rawvideo"}));
  const Boxes boxes(*file);
  REQUIRE(boxes.find("moov/trak/mdia/minf/stbl/stsd"));
  CHECK((*file).size() > 1'000'000);
  CHECK(file.bytes_read() < 10'000);
}

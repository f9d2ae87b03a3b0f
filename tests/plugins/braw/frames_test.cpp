// SPDX-License-Identifier: Apache-2.0
//
// Frames: how many, at which rate and timecode, and what each says of itself.
#include "opened.hpp"

using namespace braw_test;

TEST_CASE("each frame has its own attributes and timecode") {
  const Opened clip(Movie{});
  CHECK(clip->info().frame_count == 5);
  const stranger::Lane lane(*clip);
  for (int64_t frame = 0; frame < 5; ++frame) {
    auto entries = clip.entries(frame);
    CHECK(entries["braw.frame.isoe"].text == std::to_string(800 + frame));
    CHECK(entries["braw.frame.srte"].text == "48 1");
    CHECK(entries["braw.frame.wkel"].unit == "K");
    CHECK(entries["braw.frame.shtv"].text == "180\xC2\xB0");
    CHECK(entries["braw.frame.what"].text == "01 02"); // an attribute that nobody knows keeps its bytes
    auto fields = clip->fields(frame);
    CHECK(fields["isoSpeed"].text == std::to_string(800 + frame));
    CHECK(fields["timeCode"].text == std::to_string(86400 + frame) + "@24000/1001");
    CHECK(lane.frame(frame).timecode.frame == 86400 + frame);
  }
  CHECK_THROWS_AS(lane.frame(5), stranger::Error);
  CHECK_THROWS_AS(lane.frame(-1), stranger::Error);
}

TEST_CASE("rates are the standards', however the movie writes them") {
  struct Case { uint32_t scale, each; const char* rate; };
  for (const auto& one : {Case{24000, 1001, "24000/1001"}, {23976, 1000, "24000/1001"}, {24, 1, "24/1"}, {600, 24, "25/1"}, {30000, 1001, "30000/1001"},
                          {2997, 100, "30000/1001"}, {60000, 1000, "60/1"}, {5994, 100, "60000/1001"}, {15, 2, "15/2"}}) {
    Movie movie{.scale = one.scale, .each = one.each};
    CHECK(stranger::render(Opened(movie)->info().rate) == one.rate);
  }
}

TEST_CASE("drop frame is kept, a tape's counter is no timecode, and pairs of frames share one number") {
  Movie drop{.scale = 30000, .timecode_scale = 30000, .timecode_flags = 3, .timecode = 107892, .timecode_frames = 30};
  CHECK(stranger::render(Opened(drop)->info().start) == "107892@30000/1001 drop");
  Movie tape{.timecode_flags = 8};
  CHECK(Opened(tape)->info().start.frame == -1);
  Movie fast{.scale = 60, .each = 1, .timecode_scale = 30, .timecode_each = 1, .timecode = 900, .timecode_frames = 30};
  const Opened pairs(fast);
  const stranger::Lane lane(*pairs);
  std::vector<int64_t> numbers;
  for (int64_t frame = 0; frame < 5; ++frame) numbers.push_back(lane.frame(frame).timecode.frame);
  CHECK(numbers == std::vector<int64_t>{900, 900, 901, 901, 902});
}

TEST_CASE("pixels are refused by name, with what is missing") {
  const Opened clip(Movie{});
  CHECK(clip->info().capabilities == 0u);
  CHECK(clip->info().native->width == 4608);
  const auto* said = Opened::report("undecodable");
  REQUIRE(said);
  CHECK(said->severity == FG_SEVERITY_WARNING);
  try {
    (void)stranger::Lane(*clip).rows();
    FAIL("it was decoded");
  } catch (const stranger::Error& error) {
    CHECK(error.status() == FG_E_UNSUPPORTED);
    CHECK(std::string(error.what()).find("codec and its colours are not published") != std::string::npos);
    CHECK(std::string(error.what()).find("Blackmagic's SDK") != std::string::npos);
  }
}

TEST_CASE("content decides: a renamed clip is known by its first frame, and other movies are left alone") {
  const FolderOfItsOwn folder;
  const auto bytes = Movie{}.write();
  CHECK(stranger::probe(plugin(), folder.write("a.braw", bytes)) == 100);
  CHECK(stranger::probe(plugin(), folder.write("a.mov", bytes)) == 100);
  CHECK(stranger::probe(plugin(), folder.write("b.mov", box("wide", "") + box("mdat", zeros(64)))) == 0);
  CHECK(stranger::probe(plugin(), folder.write("b.braw", zeros(64))) == 0);
  Movie other{.format = "apch"};
  CHECK_THROWS_WITH(Opened(other), Catch::Contains("none of its tracks is Blackmagic RAW"));
}

TEST_CASE("every format of the family is a clip") {
  for (const char* format : {"brxq", "brhq", "brst", "brlt", "brvl", "brvm"}) {
    Movie movie;
    movie.format = format;
    CHECK(Opened(movie)->fields()["codec"].text == std::string("Blackmagic RAW ") + format + ", 12:1");
  }
}

TEST_CASE("opening reads boxes and the first frame's head, not the media") {
  const Movie movie{.frames = 400};
  const FolderOfItsOwn folder;
  const auto bytes = movie.write();
  const auto path = folder.write("long.braw", bytes);
  const auto before = plugin().host().bytes_read;
  const stranger::Clip clip(plugin(), {path});
  (void)clip.metadata();
  CHECK(bytes.size() > 300'000);
  CHECK(plugin().host().bytes_read - before < 16'384);
}

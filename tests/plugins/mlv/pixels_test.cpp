// SPDX-License-Identifier: Apache-2.0
//
// Samples of clips that an independent writer made, and of a real one beside FFmpeg.
#include "mlv_writer.hpp"
#include "plugins/phantom/ffmpeg_oracle.hpp"
#include "plugins/stranger_reader.hpp"

#include <catch2/catch.hpp>

using mlv_test::Movie;

namespace {

stranger::Plugin& plugin() {
  static stranger::Plugin loaded("org.filmgate.mlv");
  return loaded;
}

size_t differing(const stranger::Image& rows, const Movie& movie, uint32_t number) {
  size_t out = 0;
  for (int32_t y = rows.window().y; y < rows.window().y + rows.window().h; ++y) {
    const auto samples = rows.samples(y);
    for (uint32_t x = 0; x < movie.width; ++x) out += samples[x] != movie.sample(x, static_cast<uint32_t>(y), number);
  }
  return out;
}

}  // namespace

TEST_CASE("packed raw of every depth gives back every sample") {
  const FolderOfItsOwn folder;
  for (const uint32_t bits : {10u, 12u, 14u}) {
    INFO(bits << " bits");
    const Movie movie{.bits = bits};
    const auto path = folder.write("a.MLV", mlv_test::text(movie.write()));
    CHECK(stranger::probe(plugin(), path) == 100);
    const stranger::Clip clip(plugin(), {path});
    REQUIRE(clip.info().frame_count == 3);
    const stranger::Lane lane(clip);
    for (uint32_t frame : {2u, 0u, 1u}) CHECK(differing(lane.rows(frame), movie, frame) == 0);
    CHECK(differing(lane.band(1, 7, 5), movie, 1) == 0);
  }
}

TEST_CASE("lossless JPEG of one and of two components is laid out in the order of its samples") {
  const FolderOfItsOwn folder;
  for (const uint32_t components : {1u, 2u}) {
    const Movie movie{.video_class = 0x21, .components = components};
    const stranger::Clip clip(plugin(), {folder.write("a.MLV", mlv_test::text(movie.write()))});
    const stranger::Lane lane(clip);
    for (uint32_t frame : {0u, 2u, 1u}) CHECK(differing(lane.rows(frame), movie, frame) == 0);
    CHECK(differing(lane.band(2, 11, 3), movie, 2) == 0);
  }
}

TEST_CASE("frames lie in any order and any file, and those that are missing were dropped") {
  const FolderOfItsOwn folder;
  const Movie movie{.numbers = {5, 3, 8}};
  auto first = movie.header(0, 2), second = movie.header(1, 2);
  movie.values(first);
  movie.frame(first, 5), movie.frame(second, 8), movie.frame(second, 3);
  const stranger::Clip clip(plugin(), {folder.write("a.MLV", mlv_test::text(first)), folder.write("a.M00", mlv_test::text(second))});
  CHECK(clip.info().frame_count == 6);
  const stranger::Lane lane(clip);
  for (const auto& [frame, number] : {std::pair{0, 3u}, {2, 5u}, {5, 8u}}) CHECK(differing(lane.rows(frame), movie, number) == 0);
  for (const int frame : {1, 3, 4}) {
    CHECK(lane.frame(frame).state == FG_FRAME_DROPPED);
    CHECK_THROWS_AS(lane.rows(frame), stranger::Error);
  }
}

TEST_CASE("a file of another clip is no part of this one") {
  const FolderOfItsOwn folder;
  const Movie movie;
  plugin().host().reports.clear();
  const stranger::Clip clip(plugin(), {folder.write("a.MLV", mlv_test::text(movie.write())), folder.write("a.M00", mlv_test::text(movie.header(1, 2, 7)))});
  CHECK(clip.info().frame_count == 3);
  REQUIRE(plugin().reports().size() == 1);
  CHECK(plugin().reports()[0].text.find("is of another clip") != std::string::npos);
}

TEST_CASE("what is coded otherwise is refused by its name") {
  const FolderOfItsOwn folder;
  for (const auto& [video_class, name] : {std::pair<uint16_t, const char*>{0x81, "LZMA"}, {0x41, "delta"}, {0x11, "CineForm"}, {4, "not raw"}, {0x101, "not published"}}) {
    const Movie movie{.video_class = video_class};
    auto bytes = movie.header();
    movie.values(bytes);
    const stranger::Clip clip(plugin(), {folder.write("a.MLV", mlv_test::text(bytes))});
    CHECK((clip.info().capabilities & FG_CAN_DECODE) == 0);
    CHECK(plugin().reports().back().text.find(name) != std::string::npos);
  }
}

TEST_CASE("a real clip has the codes that FFmpeg sees") {
  const std::string path = TEST_MEDIA_DIR "/samples/magiclantern/fate_M19-0333-cut.mlv";
  if (!std::filesystem::exists(path) || !cine::has_ffmpeg()) {
    WARN("skipped: FILMGATE_TEST_MEDIA/samples/magiclantern or ffmpeg is missing");
    return;
  }
  const auto theirs = cine::ffmpeg_first_frame(path, "bayer_rggb16le");
  const stranger::Clip clip(plugin(), {path});
  const auto rows = stranger::Lane(clip).rows(0);
  REQUIRE(theirs.size() == size_t{1472} * 610);
  size_t wrong = 0;
  for (int32_t y = 0; y < 610; ++y) {
    const auto ours = rows.samples(y);
    // FFmpeg moves 14 bits to the top and repeats the highest below.
    for (size_t x = 0; x < 1472; ++x) wrong += theirs[static_cast<size_t>(y) * 1472 + x] != static_cast<uint16_t>(ours[x] << 2 | ours[x] >> 12);
  }
  CHECK(wrong == 0);
}

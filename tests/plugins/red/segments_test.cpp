// SPDX-License-Identifier: Apache-2.0
#include "plugins/stranger_reader.hpp"
#include "r3d_writer.hpp"

#include <catch2/catch.hpp>

namespace {

stranger::Plugin& plugin() {
  static stranger::Plugin loaded("org.filmgate.red");
  return loaded;
}

// Three segments of 3, 4 and 2 frames, whose timecodes and frame numbers run on.
class Spanned {
 public:
  explicit Spanned(bool timecodes = true) {
    const char* starts[]{"10:00:00:00", "10:00:00:03", "10:00:00:07"};
    const uint32_t counts[]{3, 4, 2}, firsts[]{0, 3, 7};
    for (size_t i = 0; i < 3; ++i)
      paths.push_back(folder.write("A007_C001_0714XY_00" + std::to_string(i + 1) + ".R3D",
                                   r3d::Red1{.frames = counts[i], .first_number = firsts[i], .directory = timecodes, .timecode = starts[i]}.write()));
  }
  r3d::Scratch folder;
  std::vector<std::string> paths;
};

bool reported(const std::string& code, const std::string& text) {
  return std::any_of(plugin().reports().begin(), plugin().reports().end(), [&](const stranger::Report& r) { return r.code == code && r.text.find(text) != std::string::npos; });
}

stranger::Image rows(const stranger::Clip& clip, int64_t frame) { return stranger::Lane(clip).rows(frame); }

fg_status status_of_rows(const stranger::Clip& clip, int64_t frame, const std::string& word) {
  try {
    (void)rows(clip, frame);
  } catch (const stranger::Error& error) {
    CHECK(std::string(error.what()).find(word) != std::string::npos);
    return error.status();
  }
  return FG_OK;
}

}  // namespace

TEST_CASE("all segments are one clip whose frames run on") {
  const Spanned clips;
  plugin().host().reports.clear();
  const stranger::Clip clip(plugin(), clips.paths);
  CHECK(clip.info().frame_count == 9);
  CHECK(clip.info().segments_found == 3);
  CHECK(clip.info().segments_expected == 3);
  CHECK_FALSE(reported("missing-segment", ""));
  const stranger::Lane lane(clip);
  CHECK(lane.frame(8).timecode.frame == 36000 * 24 + 8);
  for (int64_t i = 0; i < 9; ++i) CHECK(lane.rows(i).samples(0)[0] == r3d::site(0, 0, 0, static_cast<uint32_t>(i)));
}

TEST_CASE("a missing middle segment leaves a hole as long as the timecodes around it say") {
  const Spanned clips;
  plugin().host().reports.clear();
  const stranger::Clip clip(plugin(), {clips.paths[0], clips.paths[2]});
  CHECK(clip.info().frame_count == 9);
  CHECK(clip.info().segments_found == 2);
  CHECK(clip.info().segments_expected == 3);
  CHECK(reported("missing-segment", "segment 2 is missing"));
  CHECK(reported("missing-segment", "frames 3 to 6 are missing"));
  const auto files = clip.files();
  REQUIRE(files.size() == 3);
  CHECK_FALSE(files[2].present);
  CHECK(files[2].uri == clips.paths[1]);
  const stranger::Lane lane(clip);
  for (int64_t i = 3; i < 7; ++i) {
    CHECK(lane.frame(i).state == uint32_t{FG_FRAME_MISSING});
    CHECK(status_of_rows(clip, i, "segment 2 is missing") == FG_E_MISSING_SEGMENT);
    CHECK_THROWS_AS(clip.metadata(i), stranger::Error);
  }
  CHECK(lane.frame(7).state == uint32_t{FG_FRAME_OK});
  CHECK(lane.frame(7).timecode.frame == 36000 * 24 + 7);
  CHECK(rows(clip, 7).samples(0)[0] == r3d::site(0, 0, 0, 7));
}

TEST_CASE("without timecodes the frame numbers tell how long the hole is") {
  const Spanned clips(false);
  const stranger::Clip clip(plugin(), {clips.paths[0], clips.paths[2]});
  CHECK(clip.info().frame_count == 9);
  CHECK(rows(clip, 8).samples(0)[0] == r3d::site(0, 0, 0, 8));
  CHECK(clip.info().start.frame == -1);
}

TEST_CASE("a hole of unknown length is told and not invented") {
  const r3d::Scratch folder;
  plugin().host().reports.clear();
  const stranger::Clip clip(plugin(), {folder.write("A_001.R3D", r3d::Red2{}.write()), folder.write("A_003.R3D", r3d::Red2{}.write())}); // of the same timecode
  CHECK(clip.info().frame_count == 6);
  CHECK(reported("missing-segment", "how many frames it held is not known"));
}

TEST_CASE("timecodes that would make a hole of hours are not believed") {
  const r3d::Scratch folder;
  const stranger::Clip clip(plugin(), {folder.write("A_001.R3D", r3d::Red2{.timecode = "10:00:00:00"}.write()), folder.write("A_003.R3D", r3d::Red2{.timecode = "09:00:00:00"}.write())});
  CHECK(clip.info().frame_count == 6);
}

TEST_CASE("a hole may reach across midnight") {
  const r3d::Scratch folder;
  const stranger::Clip clip(plugin(), {folder.write("A_001.R3D", r3d::Red2{.timecode = "23:59:59:20"}.write()), folder.write("A_003.R3D", r3d::Red2{.timecode = "00:00:00:04"}.write())});
  CHECK(clip.info().frame_count == 8 + 3);
  CHECK(stranger::Lane(clip).frame(8).timecode.frame == 4);
}

TEST_CASE("a segment that cannot be read or is another clip's is a hole with its reason") {
  const Spanned clips;
  clips.folder.write("A007_C001_0714XY_002.R3D", std::string("RED1 is not what this begins with"));
  plugin().host().reports.clear();
  {
    const stranger::Clip clip(plugin(), clips.paths);
    CHECK(clip.info().frame_count == 9);
    CHECK(clip.info().segments_found == 3);
    CHECK(reported("unreadable-segment", "neither RED1 nor RED2"));
    CHECK(status_of_rows(clip, 4, "neither RED1 nor RED2") == FG_E_CORRUPT);
  }
  clips.folder.write("A007_C001_0714XY_002.R3D", r3d::Red1{.width = 64}.write());
  const stranger::Clip clip(plugin(), clips.paths);
  CHECK(clip.info().frame_count == 9);
  CHECK(reported("unreadable-segment", "belongs to another clip"));
}

TEST_CASE("a missing first segment is named, and the first present frame is frame 0") {
  const Spanned clips;
  plugin().host().reports.clear();
  const stranger::Clip clip(plugin(), {clips.paths[1], clips.paths[2]});
  CHECK(clip.info().frame_count == 6);
  CHECK(reported("missing-segment", "segment 1 is missing"));
  CHECK(clip.info().start.frame == 36000 * 24 + 3);
}

TEST_CASE("one file that is asked for by itself stands for itself") {
  const Spanned clips;
  plugin().host().reports.clear();
  const stranger::Clip clip(plugin(), {clips.paths[2]});
  CHECK(clip.info().segments_expected == 1);
  CHECK_FALSE(reported("missing-segment", ""));
}

TEST_CASE("segments are put in the order of their numbers, and one that is there twice is used once") {
  const Spanned clips;
  const auto twin = clips.folder.write("A007_C001_0714XY_002.r3d", r3d::Red1{}.write());
  plugin().host().reports.clear();
  const stranger::Clip clip(plugin(), {clips.paths[2], clips.paths[1], twin, clips.paths[0]});
  CHECK(clip.info().frame_count == 9);
  CHECK(reported("duplicate-segment", twin));
  CHECK(rows(clip, 8).samples(0)[0] == r3d::site(0, 0, 0, 8));
}

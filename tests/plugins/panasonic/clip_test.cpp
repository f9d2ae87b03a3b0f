// SPDX-License-Identifier: Apache-2.0
#include "p2_clip.hpp"

TEST_CASE("Panasonic's files are claimed by their maker or their labels, those of others are not") {
  const auto score = [](const mxf::Clip& made) {
    const FolderOfItsOwn folder;
    made.write_to(folder / "a.mxf");
    return stranger::probe(p2::plugin(), folder / "a.mxf");
  };
  CHECK(score(p2::clip()) == 95);
  auto other = p2::clip();
  other.company = "Sony";
  CHECK(score(other) == 0);
  other.container = "060e2b34.04010108.0e0e0d03.02010101";
  CHECK(score(other) == 95);
}

TEST_CASE("an OP-Atom clip of AVC-Intra that FFmpeg wrote is read as ffprobe reads it") {
  if (!is_installed("ffmpeg") || !is_installed("ffprobe")) {
    WARN("skipped: FFmpeg, which writes the file and judges the answers, is not installed");
    return;
  }
  const FolderOfItsOwn folder;
  const auto path = folder / "0001AB.MXF";
  const auto made = run({"ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc2=s=1920x1080:r=25", "-t", "0.2", "-c:v", "libx264", "-pix_fmt", "yuv422p10", "-x264-params",
                         "avcintra-class=100", "-timecode", "10:00:00:00", "-f", "mxf_opatom", path});
  INFO(made.err);
  REQUIRE(made.exit == 0);
  const stranger::Clip clip(p2::plugin(), {path});
  CHECK(clip.info().frame_count == 5);
  CHECK(clip.info().rate.num == 25);
  CHECK(clip.info().start.frame == 900000);
  CHECK(clip.info().native->width == 1920);
  CHECK(clip.info().native->height == 1080);
  CHECK(clip.info().native->layout == uint32_t{FG_LAYOUT_RGB});
  CHECK(clip.fields().at("bitDepth").text == "10");
  const auto seen = p2::texts(clip);
  CHECK(seen.at("panasonic.Codec") == "AVC-Intra 100");
  CHECK(seen.at("panasonic.mxf.Identification.CompanyName") == "FFmpeg");
  CHECK(p2::texts(clip, 4).at("panasonic.Timecode") == "900004@25/1");
}

TEST_CASE("codings are named by their labels") {
  const auto [coding, name] = GENERATE(table<std::string, std::string>({{"060e2b34.0401010a.04010202.01322104", "AVC-Intra 50"}, {"060e2b34.0401010a.04010202.01316001", "H.264"},
                                                                        {"060e2b34.04010101.04010202.02020500", "DV"}, {"060e2b34.04010103.04010202.01040300", "MPEG-2"}}));
  auto made = p2::clip();
  made.coding = coding;
  const FolderOfItsOwn folder;
  made.write_to(folder / "a.mxf");
  const stranger::Clip clip(p2::plugin(), {folder / "a.mxf"});
  CHECK(p2::texts(clip).at("panasonic.Codec") == name);
  CHECK_THROWS_AS(stranger::Lane(clip).rows(0), stranger::Error); // its bytes are no picture
}

TEST_CASE("what can not be decoded is refused by name") {
  const auto [coding, name] = GENERATE(table<std::string, std::string>({{"060e2b34.04010108.0e0e0401.02010100", "a coding of Panasonic's own"}, {"060e2b34.04010107.04010202.03010101", "JPEG 2000"},
                                                                        {"060e2b34.0401010a.04010202.01316001", "H.264 without parameter sets"}, {"060e2b34.0401010a.0401027f.01010100", "0401027f"}}));
  auto made = p2::clip();
  made.coding = coding, made.container = "060e2b34.0401010d.0d010301.027f0100";
  const FolderOfItsOwn folder;
  made.write_to(folder / "a.mxf");
  const stranger::Clip clip(p2::plugin(), {folder / "a.mxf"});
  CHECK(clip.info().capabilities == 0);
  CHECK(clip.info().native->bits == 10);
  try {
    (void)stranger::Lane(clip).rows(0);
    FAIL("something was decoded");
  } catch (const stranger::Error& error) {
    CHECK(error.status() == FG_E_UNSUPPORTED);
    CHECK(std::string(error.what()).find(name) != std::string::npos);
  }
}

TEST_CASE("the file of a sound is refused with where the pictures are") {
  if (!is_installed("ffmpeg")) return;
  const FolderOfItsOwn folder;
  const auto path = folder / "0001AB00.MXF";
  REQUIRE(run({"ffmpeg", "-v", "error", "-f", "lavfi", "-i", "sine=d=0.2:r=48000", "-ac", "1", "-c:a", "pcm_s16le", "-f", "mxf_opatom", path}).exit == 0);
  try {
    const stranger::Clip clip(p2::plugin(), {path});
    FAIL("a sound was taken for a clip");
  } catch (const stranger::Error& error) {
    CHECK(error.status() == FG_E_NOT_THIS_FORMAT);
    CHECK(std::string(error.what()).find("VIDEO") != std::string::npos);
  }
}

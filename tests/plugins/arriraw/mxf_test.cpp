// SPDX-License-Identifier: Apache-2.0
//
// ARRIRAW in MXF. No such file is public: these are the tests' own, with the labels of SMPTE's registers; ffprobe opens them
// and MediaInfo prints the labels. They must never leave the tests.
#include "command_line.hpp"
#include "plugins/arriraw/ari_fixture.hpp"
#include "plugins/mxf_writer.hpp"

using stranger::Clip;
using stranger::Lane;

namespace {

constexpr uint32_t width = 64, height = 16;

mxf::Clip movie(const std::string& coding, bool hde = false) {
  mxf::Clip out;
  out.company = "ARRI", out.product = "ALEXA 35", out.width = width, out.height = height, out.frames = 3;
  out.container = hde ? "060e2b34.0401010d.0d010301.02220200" : "060e2b34.0401010d.0d010301.02220100";
  out.coding = "060e2b34.0401010d.04010201." + coding;
  out.picture_key = "060e2b34.01020101.0d010301.15011c00", out.data_key = "060e2b34.01020101.0d010301.17010f00";
  out.rate_num = 24, out.tc_base = 24, out.tc_start = 86400;
  return out;
}
std::vector<uint16_t> codes_of(uint32_t frame) { return ari::random_codes(width, height, 50 + frame); }

struct Written {
  explicit Written(const mxf::Clip& clip) { clip.write_to(path()), ari::plugin().host().reports.clear(); }
  std::string path() const { return folder / "A_0001C001.mxf"; }
  FolderOfItsOwn folder;
};

std::map<std::string, std::string> texts(const Clip& clip, int64_t frame = -1) {
  std::map<std::string, std::string> out;
  for (const auto& entry : clip.metadata(frame)) out.emplace(entry.key, entry.text);
  return out;
}

}  // namespace

TEST_CASE("12-bit ARRIRAW in MXF gives its photosites, in either order") {
  const bool reverse = GENERATE(false, true);
  auto made = movie(reverse ? "02010102" : "02010101");
  made.picture = [&](uint32_t n) { return reverse ? ari::pack_reverse(codes_of(n)) : ari::pack_classic(codes_of(n)); };
  made.partition_every = GENERATE(0u, 2u);
  const Written file(made);
  CHECK(stranger::probe(ari::plugin(), file.path(), "arriraw-mxf") == 100);
  const Clip clip(ari::plugin(), {file.path()}, {}, {}, "arriraw-mxf");
  const auto info = clip.info();
  CHECK(info.capabilities == (FG_CAN_DECODE | FG_CAN_TRIM)); // the trim says that ARRI reserves the making of ARRIRAW
  CHECK(info.frame_count == 3);
  CHECK(info.rate.num == 24);
  CHECK(info.start.frame == 86400);
  const Lane lane(clip);
  for (const int64_t frame : {2, 0, 1}) {
    CHECK(lane.frame(frame).timecode.frame == 86400 + frame);
    CHECK(lane.frame(frame).effective.at("packing") == (reverse ? "reverse" : "classic"));
    const auto image = lane.rows(frame);
    const auto codes = codes_of(static_cast<uint32_t>(frame));
    for (int32_t y = 0; y < static_cast<int32_t>(height); ++y)
      CHECK(image.samples(y) == std::vector<uint16_t>(codes.begin() + y * static_cast<int32_t>(width), codes.begin() + (y + 1) * static_cast<int32_t>(width)));
    const auto band = lane.band(frame, 5, 3);
    for (int32_t y = 5; y < 8; ++y) CHECK(band.samples(y) == image.samples(y));
  }
  CHECK(ari::failure_of([&] { lane.frame(3); }).first == FG_E_OUT_OF_RANGE);
}

TEST_CASE("codings that are not published are named, and refused") {
  const auto [coding, hde, word] = GENERATE(table<std::string, bool, std::string>({{"02010103", false, "13-bit"}, {"02010201", true, "HDE 12-bit"}, {"02010202", true, "HDE 13-bit"},
                                                                                   {"02010199", false, "labels do not tell"}}));
  const Written file(movie(coding, hde));
  const Clip clip(ari::plugin(), {file.path()}, {}, {}, "arriraw-mxf");
  CHECK(clip.info().capabilities == uint32_t{FG_CAN_TRIM}); // which says why not when it is asked for
  CHECK(ari::was_reported("inspect-only", FG_SEVERITY_WARNING));
  CHECK(texts(clip).at("arri.essence").find(word) != std::string::npos);
  const auto [status, message] = ari::failure_of([&] { const Lane lane(clip); });
  CHECK(status == FG_E_UNSUPPORTED);
  CHECK(message.find(word) != std::string::npos);
  CHECK(message.find("ARRI SDK") != std::string::npos);
}

TEST_CASE("ARRICORE is known by the key of its elements") {
  auto made = movie("02010103");
  made.picture_key = "060e2b34.01020101.0d010301.15012000";
  const Written file(made);
  const Clip clip(ari::plugin(), {file.path()}, {}, {}, "arriraw-mxf");
  CHECK(texts(clip).at("arri.essence") == "ARRICORE");
}

TEST_CASE("labels tell ARRIRAW from other MXF, and the file's name does not") {
  auto other = movie("02010101");
  other.container = "060e2b34.0401010d.0d010301.020c0100", other.coding = "060e2b34.04010107.04010202.03010101", other.picture_key = "060e2b34.01020101.0d010301.15010500";
  const Written file(other);
  CHECK(stranger::probe(ari::plugin(), file.path(), "arriraw-mxf") == 0);
  CHECK(ari::failure_of([&] { const Clip clip(ari::plugin(), {file.path()}, {}, {}, "arriraw-mxf"); }).first == FG_E_NOT_THIS_FORMAT);
  CHECK(stranger::probe(ari::plugin(), file.path(), "arriraw") == 0);
}

TEST_CASE("a picture of another size than 12-bit rows is refused, not guessed at") {
  auto made = movie("02010101");
  made.picture = [](uint32_t n) { return mxf::Bytes(width * height * 3 / 2 + (n == 1 ? 16 : 0)); };
  const Written file(made);
  const Clip clip(ari::plugin(), {file.path()}, {}, {}, "arriraw-mxf");
  const Lane lane(clip);
  CHECK_NOTHROW(lane.rows(0));
  const auto [status, message] = ari::failure_of([&] { (void)lane.rows(1); });
  CHECK(status == FG_E_UNSUPPORTED);
  CHECK(message.find("1552 bytes of image") != std::string::npos);
  CHECK(message.find("frame 1") != std::string::npos);
}

TEST_CASE("a picture that begins with the known header is read behind it") {
  auto made = movie("02010101");
  made.picture = [](uint32_t n) {
    auto bytes = ari::Frame(width, height).bytes();
    bytes.resize(4096);
    mxf::append(bytes, ari::pack_classic(codes_of(n)));
    return bytes;
  };
  const Written file(made);
  const Clip clip(ari::plugin(), {file.path()}, {}, {}, "arriraw-mxf");
  const auto codes = codes_of(1);
  CHECK(Lane(clip).rows(1).samples(0) == std::vector<uint16_t>(codes.begin(), codes.begin() + width));
}

TEST_CASE("the mosaic is the stated one, the camera's usual one, or the parameter's") {
  auto made = movie("02010101");
  made.picture = [](uint32_t n) { return ari::pack_classic(codes_of(n)); };
  const auto mosaic = [&](const stranger::Settings& settings = {}) {
    const Written file(made);
    const Clip clip(ari::plugin(), {file.path()}, {}, {}, "arriraw-mxf");
    const auto desc = Lane(clip, settings).frame().desc;
    return std::vector<uint8_t>(desc.cfa, desc.cfa + 4);
  };
  CHECK(mosaic() == std::vector<uint8_t>{1, 0, 2, 1});
  CHECK(ari::was_reported("mosaic-assumed", FG_SEVERITY_INFO));
  made.product = "ALEXA Mini LF";
  CHECK(mosaic() == std::vector<uint8_t>{1, 2, 0, 1});
  CHECK(mosaic({{"cfa", std::string("RGGB")}}) == std::vector<uint8_t>{0, 1, 1, 2});
  made.sub_descriptors = {{"060e2b34.02530101.0e170101.01000000", {{"060e2b34.01010101.0e170101.01010000", mxf::bytes_of("BGGR")}}}};
  CHECK(mosaic() == std::vector<uint8_t>{2, 1, 1, 0});
  CHECK_FALSE(ari::was_reported("mosaic-assumed", FG_SEVERITY_INFO));
}

TEST_CASE("JSON sets and a frame's supplemental data are in the record, value by value") {
  auto made = movie("02010101");
  made.other_sets = {{"060e2b34.02530101.0e170102.10010000", {{"060e2b34.01010101.0e170102.11010000", mxf::bytes_of("{\"camera\": {\"model\": \"ALEXA 35\", \"serial\": 42}}")}}},
                     {"060e2b34.02530101.0e170102.10020000", {{"060e2b34.01010101.0e170102.11010000", mxf::text("{\"lens\": [18, 80]}")}}},
                     {"060e2b34.02530101.0e170102.10030000", {{"060e2b34.01010101.0e170102.11010000", mxf::bytes_of("{\"broken\": ")}}}};
  made.data = [](uint32_t n) {
    mxf::Bytes out;
    mxf::klv(out, mxf::label("060e2b34.02530101.0c050101.00000000"), mxf::local_set({{0x8100, mxf::bytes_of("{\"frame\": " + std::to_string(n) + "}")}, {0x8101, {1, 2}}}));
    return out;
  };
  const Written file(made);
  const Clip clip(ari::plugin(), {file.path()}, {}, {}, "arriraw-mxf");
  CHECK(ari::was_reported("incomplete", FG_SEVERITY_ERROR)); // the broken one
  const auto of_clip = texts(clip);
  CHECK(of_clip.at("arri.json.camera.model") == "ALEXA 35");
  CHECK(of_clip.at("arri.json.camera.serial") == "42");
  CHECK(of_clip.at("arri.json.lens") == "18 80");
  CHECK(of_clip.at("arri.mxf.Identification.ProductName") == "ALEXA 35");
  const auto of_frame = texts(clip, 2);
  CHECK(of_frame.at("arri.supplemental.frame") == "2");
  CHECK(of_frame.at("arri.supplemental.0x8101") == "01 02");
  CHECK(of_frame.at("arri.masterTimecode") == "86402@24/1");
  const auto fields = clip.fields();
  CHECK(fields.at("cameraMake").text == "ARRI");
  CHECK(fields.at("cameraModel").text == "ALEXA 35");
  CHECK(fields.at("codec").text == "ARRIRAW 12-bit uncompressed");
  CHECK(fields.at("container").text == "mxf");
  CHECK(fields.at("framesPerSecond").text == "24/1");
  CHECK(fields.at("timeCode").text == "86400@24/1");
  CHECK(fields.at("umid").text.size() == 64);
}

TEST_CASE("an MXF clip cut anywhere is never taken for whole") {
  auto made = movie("02010101");
  made.frames = 2, made.has_data = false;
  made.picture = [](uint32_t n) { return ari::pack_classic(codes_of(n)); };
  const auto whole = made.write();
  const FolderOfItsOwn folder;
  for (size_t size = 0; size + 400 < whole.size(); size += 61) {
    INFO(size);
    std::ofstream(folder / "a.mxf", std::ios::binary | std::ios::trunc).write(reinterpret_cast<const char*>(whole.data()), static_cast<std::streamsize>(size));
    ari::plugin().host().reports.clear();
    bool whole_clip = false;
    try {
      const Clip clip(ari::plugin(), {folder / "a.mxf"}, {}, {}, "arriraw-mxf");
      const Lane lane(clip);
      for (int64_t n = 0; n < clip.info().frame_count; ++n) (void)lane.rows(n);
      whole_clip = clip.info().frame_count == 2 && !ari::was_reported("incomplete", FG_SEVERITY_ERROR);
    } catch (const stranger::Error& error) {
      CHECK(error.status() != FG_E_INTERNAL);
    }
    CHECK_FALSE(whole_clip);
  }
}

TEST_CASE("ffprobe and MediaInfo take the tests' ARRIRAW for what it is") {
  if (!is_installed("ffprobe") || !is_installed("mediainfo")) {
    WARN("skipped: ffprobe or MediaInfo, which judge the files, are not installed");
    return;
  }
  auto made = movie("02010102");
  made.picture = [](uint32_t n) { return ari::pack_reverse(codes_of(n)); };
  const Written file(made);
  const auto probe = run({"ffprobe", "-v", "error", "-show_entries", "stream=codec_type,width,height:format_tags=timecode", "-of", "default=nk=0:nw=1", file.path()});
  CHECK(probe.out.find("codec_type=video") != std::string::npos);
  CHECK(probe.out.find("timecode=01:00:00:00") != std::string::npos);
  const auto info = run({"mediainfo", "-f", file.path()});
  CHECK(info.out.find("0D01030102220100-0401020102010102") != std::string::npos);
}

TEST_CASE("a clip in MXF is not trimmed, and the message says why and whose tool does it") {
  const Written file(movie("02010101"));
  const auto said = run({FILMGATE_PROGRAM, "trim", file.path(), "--frames", "0-1", "-o", file.folder / "out"});
  CHECK(said.exit == 65);
  CHECK_THAT(said.err, Catch::Matchers::Contains("A_0001C001.mxf: ARRIRAW in MXF is not trimmed") && Catch::Matchers::Contains("ARRI Reference Tool"));
  CHECK((!std::filesystem::exists(file.folder / "out") || std::filesystem::is_empty(file.folder / "out")));
}

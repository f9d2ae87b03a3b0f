// SPDX-License-Identifier: Apache-2.0
#include "mcraw_writer.hpp"
#include "plugins/stranger_reader.hpp"

#include <catch2/catch.hpp>

using mcraw_test::Movie;
using mcraw_test::Scratch;

namespace {

stranger::Plugin& plugin() {
  static stranger::Plugin loaded("org.filmgate.mcraw");
  return loaded;
}

std::map<std::string, stranger::Entry> entries_of(const stranger::Clip& clip, int64_t frame = -1) {
  std::map<std::string, stranger::Entry> out;
  for (const auto& entry : clip.metadata(frame)) out[entry.key] = entry;
  return out;
}

const stranger::Report* report(const std::string& code) {
  for (const auto& one : plugin().reports())
    if (one.code == code) return &one;
  return nullptr;
}

}  // namespace

TEST_CASE("every value of both JSON texts is in the record, with its type") {
  const Scratch file(Movie{}.write());
  const stranger::Clip clip(plugin(), {file.path()});
  auto entries = entries_of(clip);
  CHECK(entries["mcraw.blackLevel"].text == "64 65 66 67");
  CHECK(entries["mcraw.blackLevel"].type == FG_V_F64_ARRAY);
  CHECK(entries["mcraw.sensorArrangment"].text == "gbrg");
  CHECK(entries["mcraw.extraData.audioSampleRate"].text == "48000");
  CHECK(entries["mcraw.extraData.audioSampleRate"].type == FG_V_I64);
  CHECK(entries["mcraw.extraData.postProcessSettings.flipped"].text == "false");
  CHECK(entries["mcraw.frame.exposureTime"].type == FG_V_F64);
  CHECK(entries["mcraw.frame.timestamp"].text == "7000000000000000000");
  CHECK(entries["mcraw.frame.lensShadingMap.1"].text == "1 2");
  CHECK(entries["mcraw.container.frames"].text == "3");
  CHECK(entries["mcraw.container.lastTimestamp"].text == "7000000000066667000");
  CHECK(entries["mcraw.container.audioChunks"].text == "3");
  CHECK(entries["mcraw.container.audioStart"].text == "1234");
}

TEST_CASE("values become fields in the schema's units") {
  const Scratch file(Movie{}.write());
  const stranger::Clip clip(plugin(), {file.path()});
  auto fields = clip.fields();
  CHECK(fields["isoSpeed"].text == "234");
  CHECK(std::stod(fields["expTime"].text) == Approx(0.01));
  CHECK(std::stod(fields["shutterAngle"].text) == Approx(108).epsilon(1e-4));
  CHECK(fields["framesPerSecond"].text == "30/1");
  CHECK(fields["framesPerSecond"].status == FG_FIELD_DERIVED);
  CHECK(fields["orientation"].text == "turned by 90 degrees");
  CHECK(fields["cameraMake"].text == "Example");
  CHECK(fields["cameraModel"].text == "Phone 3");
  CHECK(std::stod(fields["nominalFocalLength"].text) == Approx(6.8));
  CHECK(std::stod(fields["aperture"].text) == Approx(1.75));
  CHECK(fields["codec"].text == "MotionCam 7, bands");
  CHECK(clip.info().rate.num == 30);
  CHECK(clip.info().start.frame == -1); // none is recorded
  CHECK(fields.count("timeCode") == 0);
}

TEST_CASE("a phone that lists several lenses does not say which was used") {
  Movie movie;
  movie.camera.replace(movie.camera.find("[6.8]"), 5, "[6.8,2.2]");
  const Scratch file(movie.write());
  CHECK(stranger::Clip(plugin(), {file.path()}).fields().count("nominalFocalLength") == 0);
}

TEST_CASE("the four ways to hold a phone turn the picture as TIFF counts, and a mirrored one is left alone") {
  for (const auto& [screen, turn] : {std::pair{'0', 6}, {'1', 8}, {'2', 1}, {'3', 3}, {'9', 1}}) {
    Movie movie;
    movie.frame[movie.frame.find("\"orientation\":0") + 14] = screen;
    const Scratch file(movie.write());
    const stranger::Clip clip(plugin(), {file.path()});
    CHECK(static_cast<int>(stranger::Lane(clip).frame().desc.orientation) == turn);
  }
  Movie mirrored;
  mirrored.camera.replace(mirrored.camera.find("\"flipped\":false"), 15, "\"flipped\":true");
  const Scratch file(mirrored.write());
  const stranger::Clip clip(plugin(), {file.path()});
  CHECK(static_cast<int>(stranger::Lane(clip).frame().desc.orientation) == 1);
  CHECK(clip.fields().count("orientation") == 0);
}

TEST_CASE("frames are in order of their times, whatever the order of the index, and each has its own values") {
  Movie movie{.times = {3'000'000'000, 1'000'000'000, 2'000'000'000}};
  const Scratch file(movie.write());
  const stranger::Clip clip(plugin(), {file.path()});
  const stranger::Lane lane(clip);
  CHECK(entries_of(clip, 0)["mcraw.frame.timestamp"].text == "1000000000");
  CHECK(entries_of(clip, 2)["mcraw.frame.timestamp"].text == "3000000000");
  CHECK(lane.rows(0).samples(0)[1] == movie.sample(1, 0, 1));
  CHECK(lane.rows(2).samples(0)[1] == movie.sample(1, 0, 0));
}

TEST_CASE("rates near a standard's are that standard's, others what was measured") {
  for (const auto& [interval, rate] : {std::pair{41'708'333, "24000/1001"}, {41'666'667, "24/1"}, {40'010'000, "25/1"},
                                       {33'366'667, "30000/1001"}, {16'670'000, "60/1"}, {100'000'000, "1000000000/100000000"}}) {
    Movie movie{.times = {5, 5 + int64_t{interval}, 5 + 2 * int64_t{interval}}};
    const Scratch file(movie.write());
    CHECK(stranger::render(stranger::Clip(plugin(), {file.path()}).info().rate) == rate);
  }
}

TEST_CASE("frames that the recorder dropped are named by the times around them") {
  Movie movie{.width = 16, .height = 4, .times = {}};
  for (const int64_t number : {0, 1, 2, 5, 6, 7, 9}) movie.times.push_back(1'000'000 + number * 33'333'333);
  const Scratch file(movie.write());
  plugin().host().reports.clear();
  const stranger::Clip clip(plugin(), {file.path()});
  CHECK(clip.info().frame_count == 7);
  const auto* said = report("dropped-frames");
  REQUIRE(said);
  CHECK(said->text.find("frame 3 (2), frame 6 (1)") != std::string::npos);
}

TEST_CASE("an even clip reports sound as not read and nothing else") {
  const Scratch file(Movie{}.write()), silent(Movie{.sound = false}.write());
  plugin().host().reports.clear();
  const stranger::Clip clip(plugin(), {file.path()});
  REQUIRE(plugin().reports().size() == 1);
  CHECK(plugin().reports()[0].code == "audio");
  plugin().host().reports.clear();
  const stranger::Clip quiet(plugin(), {silent.path()});
  CHECK(plugin().reports().empty());
}

TEST_CASE("opening a long clip reads its index and the values of one frame, and no pixels") {
  Movie movie{.width = 640, .height = 240, .times = {}, .sound = false};
  for (int64_t i = 0; i < 40; ++i) movie.times.push_back(i * 40'000'000);
  const Scratch file(movie.write());
  const auto before = plugin().host().bytes_read;
  const stranger::Clip clip(plugin(), {file.path()});
  (void)clip.metadata();
  CHECK(plugin().host().bytes_read - before < 8192);
}

// SPDX-License-Identifier: Apache-2.0
#include "opened.hpp"

using namespace braw_test;

TEST_CASE("every key of the clip is in the record, with its type") {
  const Opened clip(Movie{});
  auto entries = clip.entries();
  CHECK(entries["braw.camera_type"].text == "Blackmagic URSA Mini Pro 12K");
  CHECK(entries["braw.braw_codec_bitrate"].text == "3060405248"); // above 2^31
  CHECK(entries["braw.crop_size"].text == "5120 4272");
  CHECK(entries["braw.crop_size"].type == FG_V_F64_ARRAY);
  CHECK(entries["braw.tone_curve_contrast"].type == FG_V_F64);
  CHECK(entries["braw.viewing_bmdgen"].type == FG_V_I64);
  CHECK(entries["braw.signed"].text == "-2");
  CHECK(entries["braw.wide"].text == "5000000000");
  CHECK(entries["braw.anamorphic_enable"].text == "1");
  CHECK(entries["braw.codec.bfdn"].text == "1001");
  CHECK(entries["braw.codec.bver"].text == "2");
  CHECK(entries.count("braw.post_3dlut_embedded_data") == 0);
  const auto* said = Opened::report("value-left-out");
  REQUIRE(said);
  CHECK(said->text.find("braw.post_3dlut_embedded_data") != std::string::npos);
}

TEST_CASE("keys and attributes become fields in the schema's units") {
  const Opened clip(Movie{});
  auto fields = clip->fields();
  for (const auto& [field, text] : std::map<std::string, std::string>{
           {"cameraMake", "Blackmagic Design"}, {"cameraModel", "Blackmagic URSA Mini Pro 12K"}, {"cameraUuid", "7ef33b36-a5ba-4a04-b218-0afc7eb1f8b6"},
           {"cameraLabel", "A"}, {"cameraFirmwareVersion", "7.2.1"}, {"clipName", "A001_04190112_C102"}, {"reelName", "1"}, {"scene", "12A"}, {"take", "99"},
           {"circleTake", "1"}, {"capDate", "2021:04:19"}, {"lensModel", "Cooke Anamorphic /i Prime Lens 50mm"}, {"pixelAspectRatio", "2/1"},
           {"codec", "Blackmagic RAW brhq, 12:1"}, {"container", "QuickTime"}, {"colourScience", "generation 5"}, {"isoSpeed", "800"}, {"cameraCCTSetting", "5600"},
           {"cameraTintSetting", "-10"}, {"shutterAngle", "180"}, {"captureRate", "48/1"}, {"tStop", "2.3"}, {"nominalFocalLength", "50"}, {"focus", "0.991"},
           {"timeCode", "86400@24000/1001"}}) {
    INFO(field);
    CHECK(fields[field].text == text);
  }
  CHECK(std::stod(fields["expTime"].text) == Approx(0.5 / 48));
  CHECK(std::stod(fields["ndDensity"].text) == Approx(0.60206));
  CHECK(fields["encoding"].status == FG_FIELD_ABSENT);
  CHECK(fields["lookName"].status == FG_FIELD_ABSENT); // switched off
  CHECK(clip->info().native->encoding == nullptr);
  CHECK(clip->info().native->pixel_aspect.num == 2);
  CHECK(clip->info().native->colour_science == 5);
  CHECK(Opened::report("encoding-unknown"));
}

TEST_CASE("the camera's wordings are read in all their forms") {
  struct Case { std::string Movie::*where; std::string words, field, text; int32_t status; };
  const std::vector<Case> cases{
      {&Movie::shutter, "172.8\xC2\xB0", "shutterAngle", "172.8", FG_FIELD_PRESENT}, {&Movie::shutter, "1/96", "shutterAngle", "180", FG_FIELD_DERIVED},
      {&Movie::shutter, "1/50", "expTime", "0.02", FG_FIELD_PRESENT},  {&Movie::shutter, "", "shutterAngle", "", FG_FIELD_ABSENT},
      {&Movie::shutter, "fast", "shutterAngle", "", FG_FIELD_UNREADABLE}, {&Movie::aperture, "f2.75", "aperture", "2.75", FG_FIELD_PRESENT},
      {&Movie::aperture, "f/4", "aperture", "4", FG_FIELD_PRESENT},    {&Movie::aperture, "t5.5", "tStop", "5.5", FG_FIELD_PRESENT},
      {&Movie::aperture, "", "aperture", "", FG_FIELD_ABSENT},         {&Movie::distance, "2.5m", "focus", "2.5", FG_FIELD_PRESENT},
      {&Movie::distance, "10ft", "focus", "3.048", FG_FIELD_PRESENT},  {&Movie::distance, "Inf", "focus", "", FG_FIELD_ABSENT},
      {&Movie::distance, "0mm", "focus", "", FG_FIELD_ABSENT},         {&Movie::distance, "far", "focus", "", FG_FIELD_UNREADABLE},
      {&Movie::focal, "24.5mm", "nominalFocalLength", "24.5", FG_FIELD_PRESENT}, {&Movie::focal, "", "nominalFocalLength", "", FG_FIELD_ABSENT}};
  for (const auto& one : cases) {
    INFO(one.words << " as " << one.field);
    Movie movie;
    movie.*one.where = one.words;
    auto fields = Opened(movie)->fields();
    CHECK(fields[one.field].status == one.status);
    if (one.text.empty()) CHECK(fields[one.field].text.empty());
    else CHECK(std::stod(fields[one.field].text) == Approx(std::stod(one.text)));
  }
}

TEST_CASE("a squeeze that is switched off is none, and a look that is switched on is named") {
  Movie movie;
  for (auto& key : movie.keys) {
    if (key.name == "anamorphic_enable") key.value = big(0, 1);
    if (key.name == "post_3dlut_mode") key.value = "Embedded";
    if (key.name == "good_take") key.value = "false";
  }
  const Opened clip(movie);
  auto fields = clip->fields();
  CHECK(fields.count("pixelAspectRatio") == 0);
  CHECK(clip->info().native->pixel_aspect.num == 1);
  CHECK(fields["lookName"].text == "Natural.cube");
  CHECK(fields["circleTake"].text == "0");
}

TEST_CASE("tracks are named: picture, sound, timecode and motion") {
  const Opened clip(Movie{});
  auto entries = clip.entries();
  CHECK(entries["braw.track.1.handler"].text == "vide");
  CHECK(entries["braw.track.1.format"].text == "brhq");
  CHECK(entries["braw.track.1.samples"].text == "5");
  CHECK(entries["braw.track.2.handler"].text == "soun");
  CHECK(entries["braw.track.2.channels"].text == "2");
  CHECK(entries["braw.track.2.sampleRate"].text == "48000");
  CHECK(entries["braw.track.2.sampleBits"].text == "16");
  CHECK(entries["braw.track.3.format"].text == "tmcd");
  CHECK(entries["braw.track.4.measures"].text == "mogy");
}

TEST_CASE("a sidecar's values stand beside those of the clip") {
  const Opened clip(Movie{}, R"({"iso":1600,"tone_curve":{"contrast":1.25},"post_3dlut":[1,2]})");
  auto entries = clip.entries();
  CHECK(entries["braw.sidecar.iso"].text == "1600");
  CHECK(entries["braw.sidecar.tone_curve.contrast"].text == "1.25");
  CHECK(entries["braw.sidecar.post_3dlut"].text == "1 2");
  CHECK(clip->fields()["isoSpeed"].text == "800"); // what the camera was set to
  bool listed = false;
  for (const auto& file : clip->files()) listed = listed || (file.kind == FG_FILE_SIDECAR && file.uri.ends_with(".sidecar"));
  CHECK(listed);
  CHECK(Opened::report("sidecar") == nullptr);
}

TEST_CASE("a sidecar that is no JSON is reported and costs nothing else") {
  const Opened clip(Movie{}, "<plist/>");
  const auto* said = Opened::report("sidecar");
  REQUIRE(said);
  CHECK(said->severity == FG_SEVERITY_WARNING);
  CHECK(clip->info().frame_count == 5);
}

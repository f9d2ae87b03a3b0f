// SPDX-License-Identifier: Apache-2.0
//
// Keys that cameras write, verbatim and as fields. FFmpeg writes keys of text; typed ones and Nikon's are added by hand.
#include "movie_writer.hpp"
#include "witness.hpp"

using namespace movie_test;

TEST_CASE("keys of an ARRI become fields in the schema's units") {
  if (missing("ffmpeg")) return;
  std::vector<std::string> words{"-c:v", "prores_ks", "-movflags", "use_metadata_tags"};
  for (const char* key : {"CameraModel=ALEXA Mini", "CameraSerialNumber=K1.0001234-12345", "CameraIndex=A", "SupVersion=5.01", "ReelName=A003R24Y", "SceneName=12", "TakeName=3", "ExposureIndexAsa=800",
                          "WhiteBalanceKelvin=5600", "WhiteBalanceTintCc=-2.5", "ShutterAngle=1728", "SensorFps=23976", "LensType=Ultra Prime 50", "LookName=Rec709"})
    words.insert(words.end(), {"-metadata", std::string("com.arri.camera.") + key});
  const Opened clip(made("arri.mov", "64x64", 2, words));
  auto fields = clip->fields();
  for (const auto& [field, text] : std::map<std::string, std::string>{{"cameraMake", "ARRI"}, {"cameraModel", "ALEXA Mini"}, {"cameraSerialNumber", "K1.0001234-12345"}, {"cameraLabel", "A"},
                                                                       {"cameraFirmwareVersion", "5.01"}, {"reelName", "A003R24Y"}, {"scene", "12"}, {"take", "3"}, {"isoSpeed", "800"},
                                                                       {"cameraCCTSetting", "5600"}, {"cameraTintSetting", "-2.5"}, {"shutterAngle", "172.8"}, {"captureRate", "24000/1001"},
                                                                       {"lensModel", "Ultra Prime 50"}, {"lookName", "Rec709"}, {"container", "QuickTime"}, {"codec", "Apple ProRes 422 HQ"}}) {
    INFO(field);
    CHECK(fields[field].text == text);
  }
  if (missing("exiftool")) return;
  CHECK(run({"exiftool", "-s3", "-ArriCameraCameraModel", clip.path()}).out == "ALEXA Mini\n");
}

TEST_CASE("keys keep their types, in the movie, in user data and in a track") {
  if (missing("ffmpeg")) return;
  const auto plain = made("arri.mov", "64x64", 2, {});
  const auto keys = meta_box({{"com.apple.quicktime.make", 1, "Apple"}, {"com.example.signed", 67, std::string("\xff\xff\xff\xfe", 4)}, {"com.example.real", 23, std::string("\x3f\x20\0\0", 4)},
                              {"com.apple.quicktime.location.ISO6709", 1, "+59.3341+018.0686+028.000/"}});
  const FolderOfItsOwn folder;
  const auto path = folder.write("typed.mov", with_in_movie(plain, keys));
  const Opened clip(path);
  auto entries = clip.entries();
  CHECK(entries["movie.item.com.example.signed"].text == "-2");
  CHECK(entries["movie.item.com.example.signed"].type == FG_V_I64);
  CHECK(entries["movie.item.com.example.real"].text == "0.625");
  CHECK(entries["movie.item.com.example.real"].type == FG_V_F64);
  auto fields = clip->fields();
  CHECK(fields["cameraMake"].text == "Apple");
  CHECK(fields["latitude"].text == "59.3341");
  CHECK(fields["longitude"].text == "18.0686");
  CHECK(fields["altitude"].text == "28");
}

TEST_CASE("Nikon's tags are read as exiftool reads them") {
  if (missing("ffmpeg")) return;
  const auto tag = [](uint32_t number, uint16_t format, uint16_t count, const std::string& value) { return be32(number) + be16(format) + be16(count) + value; };
  const auto tags = tag(1, 2, 6, std::string("NIKON\0", 6)) + tag(2, 2, 12, std::string("NIKON Z 6_2\0", 12)) + tag(0x110829a, 5, 1, be32(1) + be32(50)) + tag(0x110829d, 5, 1, be32(28) + be32(10)) +
                    tag(0x110920a, 5, 1, be32(500) + be32(10)) + tag(0x22, 4, 1, be32(3840)) + tag(0x2000099, 3, 2, be16(7) + be16(9));
  const FolderOfItsOwn folder;
  const auto path = folder.write("nikon.mov", with_in_movie(made("arri.mov", "64x64", 2, {}), box("udta", box("NCDT", box("NCTG", tags)) + box("\xA9mak", be16(5) + be16(0) + "Maker"))));
  const Opened clip(path);
  auto entries = clip.entries();
  CHECK(entries["movie.nikon.Model"].text == "NIKON Z 6_2");
  CHECK(entries["movie.nikon.ExposureTime"].text == "1/50");
  CHECK(entries["movie.nikon.FrameWidth"].text == "3840");
  CHECK(entries["movie.nikon.0x2000099"].text == "7 9");
  CHECK(entries["movie.udta.\xC2\xA9mak"].text == "Maker");
  auto fields = clip->fields();
  CHECK(std::stod(fields["expTime"].text) == Approx(0.02));
  CHECK(fields["aperture"].text == "2.8");
  CHECK(fields["nominalFocalLength"].text == "50");
  if (missing("exiftool")) return;
  const auto said = run({"exiftool", "-s", "-G1", "-Nikon:all", path}).out;
  INFO(said);
  for (const char* words : {"NIKON Z 6_2", "1/50", "2.8", "50.0 mm", "3840"}) CHECK(said.find(words) != std::string::npos);
}

TEST_CASE("what a Sony recorder says of its curve in XML counts") {
  if (missing("ffmpeg")) return;
  const std::string xml = "<NonRealTimeMeta><AcquisitionRecord><Group name=\"CameraUnitMetadataSet\"><Item name=\"CaptureGammaEquation\" value=\"s-log3\"/>"
                          "<Item name=\"CaptureColorPrimaries\" value=\"s-gamut3-cine\"/></Group></AcquisitionRecord></NonRealTimeMeta>";
  const auto handler = box("hdlr", be32(0) + be32(0) + "nrtm" + std::string(13, '\0'));
  const FolderOfItsOwn folder;
  const Opened clip(folder.write("sony.mp4", with_in_movie(made("arri.mov", "64x64", 2, {}), box("meta", be32(0) + handler + box("xml ", be32(0) + xml)))));
  CHECK(clip.entries()["movie.xml"].text == xml);
  REQUIRE(clip->info().native->encoding);
  CHECK(std::string(clip->info().native->encoding) == "sony.slog3.sgamut3cine");
}

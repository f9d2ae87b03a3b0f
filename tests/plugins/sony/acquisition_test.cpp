// SPDX-License-Identifier: Apache-2.0
//
// RDD 18 acquisition metadata, frame by frame. The coding of each value is that of SMPTE's register of elements.
#include "sony_clip.hpp"

using namespace sony_test;
using mxf::number;
using mxf::pair_of;

TEST_CASE("every item of a frame is in the record under its name, with its type") {
  const FolderOfItsOwn folder;
  full_clip().write_to(folder / "A001C001.MXF");
  const stranger::Clip clip(plugin(), {folder / "A001C001.MXF"});
  const auto seen = entries(clip, 2);
  CHECK(seen.at("sony.LensUnit.IrisFNumber").text == "45175");
  CHECK(seen.at("sony.LensUnit.FocusPositionFromImagePlane").text == "3.102");
  CHECK(seen.at("sony.LensUnit.FocusPositionFromImagePlane").unit == "m");
  CHECK(seen.at("sony.LensUnit.LensZoomActualFocalLength").text == "0.037");
  CHECK(seen.at("sony.LensUnit.LensAttributes").text == "7032.0100");
  CHECK(seen.at("sony.CameraUnit.CaptureFrameRate").text == "24000/1001");
  CHECK(seen.at("sony.CameraUnit.ShutterSpeedAngle").text == "10380");
  CHECK(seen.at("sony.CameraUnit.CameraMasterGainAdjustment").text == "-200");
  CHECK(seen.at("sony.CameraUnit.CaptureGammaEquation").text == "060e2b34.04010106.0e060401.01010605");
  CHECK(seen.at("sony.CameraUnit.ASCCDLV12").text == "1 1 2 0 0 -0.5 1 1 1 0.75");
  CHECK(seen.at("sony.CameraUnit.ColorMatrix").type == uint32_t{FG_V_RATIONAL_ARRAY});
  CHECK(seen.at("sony.CameraUnit.0x81ff").text == "01 02"); // named by nobody, and kept
  CHECK(seen.at("sony.UserDefined.EffectiveMarkerCoverage").text == "5674 5674");
  CHECK(seen.at("sony.UserDefined.RawBlackCodeValue").text == "512");
  CHECK(seen.at("sony.UserDefined.0xe1ff").text == "07");
  CHECK(seen.at("sony.Timecode").text == "900002@25/1");
}

TEST_CASE("sets that span ancillary packets are put together in the order of their parts") {
  const FolderOfItsOwn folder;
  auto movie = xavc();
  movie.data = [](uint32_t) {
    const auto sets = acquisition_set(lens_unit, {{0x8007, mxf::Bytes(600, 'x')}, {0x8000, number(0x8000, 2)}});
    std::vector<mxf::Ancillary> packets;
    for (size_t at = 0; at < sets.size(); at += 254) {
      const auto count = std::min<size_t>(254, sets.size() - at);
      mxf::Bytes words{0x43, 0x05, static_cast<uint8_t>(count + 1), static_cast<uint8_t>(packets.size() + 1)};
      words.insert(words.end(), sets.begin() + static_cast<ptrdiff_t>(at), sets.begin() + static_cast<ptrdiff_t>(at + count));
      packets.push_back({11, words});
    }
    packets.push_back({9, {0x41, 0x01, 0x01, 0x00}}); // a packet of another kind
    std::reverse(packets.begin(), packets.end());
    return mxf::ancillary(packets);
  };
  movie.write_to(folder / "a.MXF");
  const stranger::Clip clip(plugin(), {folder / "a.MXF"});
  const auto seen = entries(clip, 0);
  CHECK(seen.at("sony.LensUnit.LensAttributes").text == std::string(600, 'x'));
  CHECK(seen.at("sony.LensUnit.IrisFNumber").text == "32768");
}

TEST_CASE("the values of a frame are the schema's fields, in its units") {
  const FolderOfItsOwn folder;
  full_clip().write_to(folder / "a.MXF");
  const stranger::Clip clip(plugin(), {folder / "a.MXF"});
  const auto fields = clip.fields(3);
  const auto is = [&](const char* field, double wanted) { CHECK(std::stod(fields.at(field).text) == Approx(wanted).epsilon(1e-6)); };
  is("aperture", 5.600182); // as MediaInfo prints it
  is("tStop", 16);
  is("focus", 3.103);
  is("nominalFocalLength", 38);
  is("shutterAngle", 173);
  is("expTime", 0.02);
  is("isoSpeed", 250);
  is("cameraCCTSetting", 4300);
  is("ndDensity", std::log10(8.0));
  CHECK(fields.at("ndDensity").status == FG_FIELD_DERIVED);
  CHECK(fields.at("captureRate").text == "24000/1001");
  CHECK(fields.at("timeCode").text == "900003@25/1");
  CHECK(fields.at("lensModel").text == "7032.0100");
  CHECK(fields.at("cameraModel").text == "MPC-3610");
  CHECK(fields.at("cameraSerialNumber").text == "0010201");
  CHECK(fields.at("cameraFirmwareVersion").text == "6.10");
  CHECK(fields.at("encoding").text == "sony.slog3.sgamut3cine");
  CHECK(fields.at("cdl").text == "1 1 2 0 0 -0.5 1 1 1 0.75");
  CHECK_FALSE(fields.contains("container")); // of the clip
}

TEST_CASE("distances of every exponent are read") {
  for (const auto& [bits, metres] : {std::pair{0xDC1Cu, "3.1"}, {0x0005u, "5"}, {0x1005u, "50"}, {0xF00Fu, "1.5"}, {0x8001u, "1e-08"}, {0x7001u, "10000000"}}) {
    const FolderOfItsOwn folder;
    auto movie = xavc();
    movie.data = [bits = bits](uint32_t) { return frame_data(acquisition_set(lens_unit, {{0x8001, number(bits, 2)}})); };
    movie.write_to(folder / "a.MXF");
    const stranger::Clip clip(plugin(), {folder / "a.MXF"});
    CHECK(entries(clip, 0).at("sony.LensUnit.FocusPositionFromImagePlane").text == metres);
  }
}

TEST_CASE("an item of another size than its kind has is kept as bytes, and its field is unreadable") {
  const FolderOfItsOwn folder;
  auto movie = xavc();
  movie.data = [](uint32_t) { return frame_data(acquisition_set(camera_unit, {{0x810e, mxf::Bytes(9, 1)}, {0x8106, number(5, 4)}, {0x8117, number(1, 8)}})); };
  movie.write_to(folder / "a.MXF");
  const stranger::Clip clip(plugin(), {folder / "a.MXF"});
  CHECK(entries(clip, 0).at("sony.CameraUnit.WhiteBalance").type == uint32_t{FG_V_BYTES});
  CHECK(entries(clip, 0).at("sony.CameraUnit.CaptureFrameRate").text == "00 00 00 05");
  CHECK(clip.fields(0).at("cameraCCTSetting").status == FG_FIELD_UNREADABLE);
  CHECK(clip.fields(0).at("cdl").status == FG_FIELD_UNREADABLE);
  CHECK_FALSE(clip.fields(0).contains("captureRate"));
}

TEST_CASE("a frame whose sets are cut off gives what is left, and says so") {
  const FolderOfItsOwn folder;
  auto movie = xavc();
  movie.data = [](uint32_t frame) {
    auto sets = acquisition_set(lens_unit, {{0x8000, number(0x8000, 2)}, {0x8001, number(0xDC1C, 2)}});
    if (frame == 1) sets.resize(sets.size() - 3);
    return frame_data(sets);
  };
  movie.write_to(folder / "a.MXF");
  const stranger::Clip clip(plugin(), {folder / "a.MXF"});
  CHECK_NOTHROW(clip.metadata(0));
  std::vector<stranger::Entry> partial;
  try {
    (void)clip.metadata(1, 1, &partial);
    FAIL("a cut set was taken for whole");
  } catch (const stranger::Error& error) {
    CHECK(error.status() == FG_E_CORRUPT);
    CHECK(std::string(error.what()).find("cut off") != std::string::npos);
  }
  CHECK(std::any_of(partial.begin(), partial.end(), [](const auto& entry) { return entry.key == "sony.LensUnit.IrisFNumber"; }));
}

TEST_CASE("MediaInfo reads the same values from what the tests write") {
  if (without_mediainfo()) return;
  const FolderOfItsOwn folder;
  full_clip().write_to(folder / "a.MXF");
  const auto said = run({"mediainfo", "-f", folder / "a.MXF"});
  const auto value = [&](const std::string& name) {
    const auto at = said.out.find("\n" + name);
    if (at == std::string::npos) return std::string("(none)");
    const auto colon = said.out.find(": ", at), end = said.out.find('\n', at + 1);
    return said.out.substr(colon + 2, end - colon - 2);
  };
  CHECK(value("IrisFNumber_FirstFrame") == "5.600182");
  CHECK(value("IrisTNumber_FirstFrame") == "16.000000");
  CHECK(value("FocusPositionFromImagePlane_FirstFrame") == "3.100");
  CHECK(value("ShutterSpeed_Angle_FirstFrame") == "173.0");
  CHECK(value("ISOSensitivity_FirstFrame") == "500");
  CHECK(value("WhiteBalance_FirstFrame") == "4300");
}

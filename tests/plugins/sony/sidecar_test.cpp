// SPDX-License-Identifier: Apache-2.0
//
// The NonRealTimeMeta sidecar of a VENICE, a real one, beside a clip of the tests' writer.
#include "sony_clip.hpp"

using namespace sony_test;

namespace {

const std::string venice = std::string(TEST_DATA_DIR) + "/vendor_exports/sony_venice_D001C005_210716AGM01.xml";

struct Read {
  std::map<std::string, stranger::Entry> entries;
  std::map<std::string, stranger::Field> fields;
  std::vector<stranger::FileFact> files;
  stranger::Clip clip;
  explicit Read(const FolderOfItsOwn& folder, const std::string& sidecar, mxf::Clip movie = xavc())
      : clip(plugin(), {written(folder, movie)}, {sidecar}) {
    entries = sony_test::entries(clip), fields = clip.fields(), files = clip.files();
  }
  static std::string written(const FolderOfItsOwn& folder, const mxf::Clip& movie) {
    plugin().host().reports.clear();
    movie.write_to(folder / "D001C005_210716AG.MXF");
    return folder / "D001C005_210716AG.MXF";
  }
};

}  // namespace

TEST_CASE("every value of a real sidecar is in the record by its place") {
  const FolderOfItsOwn folder;
  const Read read(folder, venice);
  const auto text = [&](const std::string& key) { return read.entries.at("sony.xml." + key).text; };
  CHECK(text("Duration") == "588");
  CHECK(text("LtcChangeTable.tcFps") == "24");
  CHECK(text("LtcChangeTable.LtcChange") == "19044716");
  CHECK(text("VideoFormat.VideoFrame.videoCodec") == "F55_X-OCN_XT_6K_16:9");
  CHECK(text("VideoFormat.VideoLayout.pixel") == "5674");
  CHECK(text("Device.modelName") == "AXS-R7");
  CHECK(text("Camera.Element.software") == "6.10");
  CHECK(text("AcquisitionRecord.LensUnitMetadataSet.LensAttributes") == "7032.0100");
  CHECK(text("AcquisitionRecord.CameraUnitMetadataSet.ShutterSpeedAngle") == "10380");
  CHECK(text("AcquisitionRecord.SonyF65CameraMetadataSet.GammaForLook") == "s-log3-cine");
  CHECK(text("UserDescriptiveMetadata.Reel") == "001");
  CHECK(text("KlvPacketTable.KlvPacket.key") == "060E2B34010101050301020A02000000");
  const auto count = std::count_if(read.entries.begin(), read.entries.end(), [](const auto& entry) { return entry.first.starts_with("sony.xml."); });
  CHECK(count > 80); // different ones
  REQUIRE(read.files.size() == 2);
  CHECK(read.files[1].kind == FG_FILE_SIDECAR);
}

TEST_CASE("a sidecar alone gives the fields of a raw clip") {
  const FolderOfItsOwn folder;
  const Read read(folder, venice);
  const auto& fields = read.fields;
  CHECK(fields.at("cameraMake").text == "Sony");
  CHECK(fields.at("cameraModel").text == "MPC-3610");
  CHECK(fields.at("cameraSerialNumber").text == "0010201");
  CHECK(fields.at("cameraFirmwareVersion").text == "6.10");
  CHECK(fields.at("recorderModel").text == "AXS-R7");
  CHECK(fields.at("recorderSerialNumber").text == "00010604");
  CHECK(fields.at("isoSpeed").text == "250"); // the exposure index; the sensitivity of 500 is its base
  CHECK(fields.at("shutterAngle").text == "173");
  CHECK(fields.at("cameraCCTSetting").text == "4300");
  CHECK(fields.at("ndDensity").text == "0"); // setting 1 is clear
  CHECK(fields.at("encoding").text == "scene-linear");
  CHECK(fields.at("reelName").text == "D001");
  CHECK(fields.at("cameraLabel").text == "D");
  CHECK(fields.at("umid").text == "060A2B340101010501010D4313000000373DE9D2119405DB080046021707296C");
  CHECK(fields.at("capDate").text == "2021:07:16 11:46:22");
  CHECK(fields.at("utcOffset").text == "28800");
  CHECK_FALSE(fields.contains("scene")); // a form that was not filled in
}

TEST_CASE("X-OCN is named by the sidecar, and decoding refused with what it needs") {
  const FolderOfItsOwn folder;
  const Read read(folder, venice);
  CHECK(read.clip.info().capabilities == 0);
  CHECK(was_reported("inspect-only"));
  CHECK(read.entries.at("sony.Codec").text == "X-OCN");
  CHECK(read.fields.at("codec").text == "F55_X-OCN_XT_6K_16:9");
  const stranger::Lane lane(read.clip);
  CHECK_NOTHROW(lane.frame(0));
  try {
    (void)lane.rows(0);
    FAIL("X-OCN was decoded");
  } catch (const stranger::Error& error) {
    CHECK(error.status() == FG_E_UNSUPPORTED);
    CHECK(std::string(error.what()).find("X-OCN") != std::string::npos);
    CHECK(std::string(error.what()).find("Sony SDK") != std::string::npos);
  }
}

TEST_CASE("what is no sidecar of Sony's is told, and the clip opens without it") {
  const FolderOfItsOwn folder;
  for (const auto& [text, word] : {std::pair{"<NonRealTimeMeta><Duration", "offset"}, {"<P2Main/>", "P2Main"}, {"", "offset"}}) {
    std::ofstream(folder / "M01.XML") << text;
    const Read read(folder, folder / "M01.XML");
    CHECK(was_reported("unreadable-sidecar"));
    const auto& reports = plugin().reports();
    CHECK(std::any_of(reports.begin(), reports.end(), [&, word = word](const auto& report) { return report.text.find(word) != std::string::npos; }));
    CHECK(read.clip.info().frame_count == 7);
  }
}

TEST_CASE("what the camera wrote into the clip stands before its sidecar") {
  const FolderOfItsOwn folder;
  auto movie = xavc();
  movie.data = [](uint32_t) { return frame_data(acquisition_set(camera_unit, {{0x810e, mxf::number(5600, 2)}})); };
  std::vector<std::pair<std::string, stranger::Field>> all;
  const Read read(folder, venice, movie);
  stranger::Kept kept;
  const auto sink = kept.sink();
  auto error = stranger::no_error();
  REQUIRE(read.clip.table().metadata(read.clip.raw(), -1, 1, &sink, nullptr, &error) == FG_OK);
  (void)stranger::normalise(plugin(), kept.data(), kept.size(), -1, &all);
  std::vector<std::string> temperatures;
  for (const auto& [name, field] : all) if (name == "cameraCCTSetting") temperatures.push_back(field.text);
  CHECK(temperatures == std::vector<std::string>{"5600", "4300"});
}

// SPDX-License-Identifier: Apache-2.0
//
// The real sidecar of a VENICE clip, against camdkit's published test of the same file and against pugixml, and small ones.
#include "plugins/field_table.hpp"

#include <pugixml.hpp>

namespace {

const std::string sample = TEST_DATA_DIR "/vendor_exports/sony_venice_D001C005_210716AGM01.xml";
const stranger::Plugin& plugin() {
  static const stranger::Plugin loaded("org.filmgate.sony_xml");
  return loaded;
}

constexpr const char* camdkit = "camdkit, test_venice_reader.py";
constexpr ExpectedField table[] = {
    {"cameraMake", "Sony", camdkit},
    {"cameraModel", "MPC-3610", camdkit},
    {"cameraSerialNumber", "0010201", camdkit},
    {"cameraFirmwareVersion", "6.10", camdkit},
    {"lensMake", "", "camdkit: None", FG_FIELD_ABSENT},
    {"lensModel", "S7i-32", camdkit},
    {"isoSpeed", "500", camdkit},
    {"captureRate", "24/1", camdkit},
    {"pixelAspectRatio", "1/1", camdkit},
    {"shutterAngle", "173", "ShutterSpeedAngle 10380 in minutes of arc (SMPTE RDD 18); camdkit has 103.8, hundredths of a degree"},
    {"framesPerSecond", "24/1", "VideoFrame formatFps 24p"},
    {"timeCode", "1450195@24/1", "LtcChange 19044716 is 16:47:04:19, as the clip's CSV begins; ((16*60+47)*60+4)*24+19"},
    {"frameCount", "588", "Duration; the clip's CSV has as many lines"},
    {"width", "5674", "VideoLayout pixel"},
    {"height", "3192", "VideoLayout numOfVerticalLine"},
    {"codec", "F55_X-OCN_XT_6K_16:9", "VideoFrame videoCodec"},
    {"encoding", "scene-linear", "CaptureGammaEquation"},
    {"cameraCCTSetting", "4300", "WhiteBalance"},
    {"ndDensity", "0", "NeutralDensityFilterWheelSetting 1: clear (SMPTE RDD 18)", FG_FIELD_DERIVED},
    {"recorderModel", "AXS-R7", "Device modelName"},
    {"recorderSerialNumber", "00010604", "Device serialNo"},
    {"umid", "060A2B340101010501010D4313000000373DE9D2119405DB080046021707296C", "TargetMaterial umidRef"},
    {"capDate", "2021:07:16 11:46:22", "CreationDate"},
    {"utcOffset", "-28800", "CreationDate, -08:00"},
    {"reelName", "D001", "CameraIndex D and Reel 001", FG_FIELD_DERIVED},
    {"cameraLabel", "D", "CameraIndex"},
    {"lookName", "SL3SG3Ctos709.cube", "PreCDLTransform", FG_FIELD_DERIVED},
    {"scene", "", "Scene is empty", FG_FIELD_ABSENT},
};

std::string with(const std::string& inside) {
  return "<?xml version=\"1.0\"?>\n<NonRealTimeMeta xmlns=\"urn:schemas-professionalDisc:nonRealTimeMeta:ver.2.00\">" + inside + "</NonRealTimeMeta>\n";
}
std::map<std::string, stranger::Field> fields_with(const std::string& inside) { return fields_told_by(plugin(), "C0001M01.XML", with(inside)); }
std::string ltc(const std::string& value, const std::string& tc_fps, const std::string& format) {
  return "<LtcChangeTable tcFps=\"" + tc_fps + "\"><LtcChange frameCount=\"0\" value=\"" + value + "\"/></LtcChangeTable><VideoFormat><VideoFrame formatFps=\"" + format + "\"/></VideoFormat>";
}

size_t attributes_below(const pugi::xml_node& node, bool is_root) {
  size_t out = 0;
  for (const auto& attribute : node.attributes()) out += is_root || std::string_view(attribute.name()) != "name";
  for (const auto& child : node.children()) out += attributes_below(child, false);
  return out;
}

}  // namespace

TEST_CASE("the sidecar of a VENICE clip gives what camdkit reads in it") {
  REQUIRE(stranger::probe(plugin(), sample) == 100);
  const auto clips = told_by(plugin(), "D001C005_210716AGM01.XML", stranger::bytes_of(sample));
  REQUIRE(clips.size() == 1);
  CHECK(clips[0].name == "D001C005_210716AG");
  CHECK(clips[0].reel == "D001");
  CHECK(clips[0].start == "1450195@24/1");
  const auto fields = stranger::fields_of(plugin(), clips[0]);
  check_fields(fields, table);
  CHECK_FALSE(fields.contains("lensSerialNumber")); // README: LensAttributes is the lens's model in Sony's own table
}

TEST_CASE("every attribute is kept, as many as pugixml finds") {
  pugi::xml_document document;
  REQUIRE(document.load_file(sample.c_str()));
  const auto clips = stranger::extract(plugin(), sample);
  REQUIRE(clips.size() == 1);
  CHECK(clips[0].entries.size() == attributes_below(document.document_element(), true));
  CHECK(clips[0].text("sony_xml.AcquisitionRecord.Group[SonyF65CameraMetadataSet].Item[RawWhiteCodeValue].value") == "5472");
  CHECK(clips[0].text("sony_xml.lastUpdate") == "2021-07-16T11:46:47-08:00");
  CHECK(clips[0].text("sony_xml.Lens.modelName") == "S7i-32                       ");
}

TEST_CASE("the clip is named by the file") {
  const auto name_of = [](const std::string& file) { return told_by(plugin(), file, with("")).at(0).name; };
  CHECK(name_of("C0001M01.XML") == "C0001");
  CHECK(name_of("A001C003_210716AB.xml") == "A001C003_210716AB");
}

TEST_CASE("timecodes of the LTC are those of their rate") {
  CHECK(fields_with(ltc("00000001", "24", "23.98p")).at("timeCode").text == "86400@24000/1001");
  CHECK(fields_with(ltc("40000001", "30", "59.94p")).at("timeCode").text == "107892@30000/1001 drop"); // 0x40 of the frames: drop
  CHECK(fields_with(ltc("24590000", "25", "50i")).at("timeCode").text == "1499@25/1");
  CHECK(fields_with(ltc("24590000", "25", "50i")).at("framesPerSecond").text == "25/1");
  CHECK(fields_with(ltc("00000001", "30", "59.94i")).at("framesPerSecond").text == "30000/1001");
  for (const char* wrong : {"30000001", "0000000", "0G000001", "00000024", "00600000"})
    CHECK(fields_with(ltc(wrong, "24", "24p")).at("timeCode").status == FG_FIELD_UNREADABLE);
}

TEST_CASE("an XML that may harm is refused with words") {
  const auto refused = [](const std::string& bytes) { return refusal_of(plugin(), "C0001M01.XML", bytes); };
  CHECK(refused("<!DOCTYPE a [<!ENTITY e \"x\">]>" + with("")) == FG_E_UNSUPPORTED);
  CHECK(refused(with("<A b=\"&e;\"/>")) == FG_E_CORRUPT);
  std::string deep;
  for (int i = 0; i < 100; ++i) deep += "<a>";
  CHECK(refused(with(deep)) == FG_E_UNSUPPORTED);
  CHECK(refused("<Other/>") == FG_E_NOT_THIS_FORMAT);
  CHECK(refused(with("") + std::string(5 << 20, ' ')) == FG_E_UNSUPPORTED);
  CHECK(stranger::probe(plugin(), "a.xml", "<Other/>") == 0);
  check_cuts(plugin(), "C0001M01.XML", stranger::bytes_of(sample), 41);
}

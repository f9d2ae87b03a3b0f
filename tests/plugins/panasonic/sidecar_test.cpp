// SPDX-License-Identifier: Apache-2.0
#include "p2_clip.hpp"

TEST_CASE("every value of the card's XML is in the record, and in the schema's fields") {
  const FolderOfItsOwn folder;
  p2::clip().write_to(folder / "0001AB.MXF");
  folder.write("0001AB.XML", p2::xml());
  const stranger::Clip clip(p2::plugin(), {folder / "0001AB.MXF"}, {folder / "0001AB.XML"});
  const auto seen = p2::texts(clip);
  CHECK(seen.at("panasonic.xml.ClipContent.ClipName") == "0001AB");
  CHECK(seen.at("panasonic.xml.ClipContent.EssenceList.Video.Codec.Class") == "100");
  CHECK(seen.at("panasonic.xml.ClipContent.ClipMetadata.CaptureGamut") == "V-Gamut");
  const auto fields = clip.fields();
  CHECK(fields.at("cameraMake").text == "Panasonic");
  CHECK(fields.at("cameraModel").text == "AU-V35LT1G");
  CHECK(fields.at("cameraSerialNumber").text == "F1TSA0001");
  CHECK(fields.at("encoding").text == "panasonic.vlog.vgamut");
  CHECK(fields.at("scene").text == "12");
  CHECK(fields.at("take").text == "3");
  CHECK(fields.at("production").text == "Film");
  CHECK(fields.at("umid").text == "060A2B340101010501010D4313000000");
  CHECK(fields.at("framesPerSecond").text == "25/1");
  CHECK(fields.at("timeCode").text == "900000@25/1");
  CHECK(fields.at("container").text == "MXF");
}

TEST_CASE("V-RAW is named by the XML and refused") {
  const FolderOfItsOwn folder;
  p2::clip().write_to(folder / "0001AB.MXF");
  folder.write("0001AB.XML", p2::xml("V-RAW 4K"));
  p2::plugin().host().reports.clear();
  const stranger::Clip clip(p2::plugin(), {folder / "0001AB.MXF"}, {folder / "0001AB.XML"});
  CHECK(p2::texts(clip).at("panasonic.Codec") == "V-RAW");
  CHECK(clip.info().native->layout == uint32_t{FG_LAYOUT_CFA});
  CHECK(std::any_of(p2::plugin().reports().begin(), p2::plugin().reports().end(), [](const auto& report) { return report.text.find("V-RAW") != std::string::npos; }));
}

TEST_CASE("what is no clip XML is told, and the clip opens without it") {
  const FolderOfItsOwn folder;
  p2::clip().write_to(folder / "a.MXF");
  for (const char* text : {"<P2Main><ClipContent", "<NonRealTimeMeta/>", "", "\xff\xfe"}) {
    folder.write("a.XML", text);
    p2::plugin().host().reports.clear();
    const stranger::Clip clip(p2::plugin(), {folder / "a.MXF"}, {folder / "a.XML"});
    CHECK(p2::was_reported("unreadable-sidecar"));
    CHECK(clip.info().frame_count == 7);
  }
}

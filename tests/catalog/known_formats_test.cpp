// SPDX-License-Identifier: Apache-2.0
#include "catalog/known_formats.hpp"

#include <catch2/catch.hpp>

#include "base/file.hpp"
#include "folder_of_its_own.hpp"

using namespace filmgate;
using namespace std::string_literals;

namespace {
const KnownFormats& shipped() {
  static const auto read = KnownFormats::read(Path(CONFIG_DIR "/known-formats.toml"));
  REQUIRE(read);
  return *read;
}
std::string head_of(const std::string& file) { return read_text(Path(file), 64 << 20).value().substr(0, 4096); }
}  // namespace

TEST_CASE("camera files are named by what their first bytes say") {
  const struct { std::string head; const char* name; const char* is; } cases[] = {
      {"ARRI\x12\x34\x56\x78"s, "A001.ari", "ARRIRAW frame"},
      {"CI\x2c\0"s, "shot.cine", "Phantom Cine"},
      {"\0\0\0\x40" "RED1"s, "A.R3D", "RED R3D"},
      {"\0\0\1\0" "RED2"s, "A.R3D", "RED R3D"},
      {"MLVI\x34\0\0\0"s, "M01.MLV", "Magic Lantern Video"},
      {"\0\0\0\x18" "ftypcrx \0\0\0\1"s, "A.CRM", "Canon Cinema RAW Light"},
      {"\0\0\0\x18" "ftypcrx \0\0\0\1"s, "A.CR3", "Canon CR3 still"},
      {"\x06\x0e\x2b\x34\x02\x05\x01\x01\x0d\x01\x02\x01\x01\x02\x04\0"s, "clip.mxf", "MXF (Sony, ARRI, Panasonic, Canon or other)"},
      {"\0\0\0\x14" "ftypqt  "s, "clip.mov", "QuickTime movie"},
      {"SDPX"s, "scan.dpx", "DPX"},
      {"\x76\x2f\x31\x01"s, "plate.exr", "OpenEXR"},
      {"RIFF\1\2\3\4WAVE"s, "T001.wav", "Broadcast Wave sound"},
  };
  for (const auto& one : cases) {
    CAPTURE(one.name);
    CHECK(shipped().looks_like(one.head, Path(one.name)) == one.is);
  }
}

TEST_CASE("the real files of tests/data are named rightly") {
  const std::string folder = TEST_DATA_DIR;
  for (const auto& [file, is] : {std::pair{"/dng/colorchart.dng", "DNG or CinemaDNG"}, {"/phantom/chart1.cine", "Phantom Cine"},
                                 {"/phantom/cine_781.cine", "Phantom Cine"}, {"/exr/arriraw_converter_64x64.exr", "OpenEXR"},
                                 {"/testpattern/bars.fgtp", "filmgate test pattern"}, {"/vendor_exports/otio_sample.ale", "Avid Log Exchange"}})
    CHECK(shipped().looks_like(head_of(folder + file), Path(folder + file)) == is);
}

TEST_CASE("a name alone does not speak for a format whose first bytes are absent") {
  CHECK(shipped().looks_like("no camera wrote this", Path("fake.r3d")).empty());
  CHECK(shipped().looks_like("", Path("empty.r3d")) == "RED R3D");
  CHECK(shipped().looks_like("anything", Path("list.edl")) == "CMX 3600 edit decision list");
  CHECK(shipped().looks_like("anything", Path("x.unheard")).empty());
}

TEST_CASE("lists and looks are companions of clips, clips are not") {
  CHECK(shipped().is_companion("ASC MHL hash list"));
  CHECK(shipped().is_companion("CSV table"));
  CHECK_FALSE(shipped().is_companion("RED R3D"));
  CHECK_FALSE(shipped().is_companion(""));
}

TEST_CASE("a table with a mistake is refused with its format's name") {
  const FolderOfItsOwn folder;
  const auto read = [&](const std::string& text) { return KnownFormats::read(Path(folder.write("k.toml", text))); };
  const auto wrong = read("[[format]]\nname = \"X\"\nmagic = [{ offset = 0, hex = \"5\" }]\n");
  REQUIRE_FALSE(wrong);
  CHECK(wrong.error().message.find("k.toml: X: ") != std::string::npos);
  CHECK_FALSE(read("[[format]]\nextensions = [\"x\"]\n"));
  CHECK_FALSE(KnownFormats::read(Path(folder / "absent.toml")));
}

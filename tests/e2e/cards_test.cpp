// SPDX-License-Identifier: Apache-2.0
//
// Cards as the cameras lay them out, with small clips of the tests' own writers: a row a clip, the roll's name, sidecars with their
// clips, and what does not belong there named.
#include "base/json.hpp"
#include "command_line.hpp"
#include "plugins/arriraw/ari_fixture.hpp"
#include "plugins/braw/braw_writer.hpp"
#include "plugins/panasonic/p2_clip.hpp"
#include "plugins/red/r3d_writer.hpp"
#include "plugins/sony/sony_clip.hpp"

#include <catch2/catch.hpp>

using namespace filmgate;

namespace {

template <class Bytes>
std::string text(const Bytes& bytes) {
  return {bytes.begin(), bytes.end()};
}

struct Row {
  std::string layout, folder, reel;
  std::vector<std::string> sidecars; // names
  size_t essence = 0;                // files
};

struct Card {
  FolderOfItsOwn folder;
  std::map<std::string, Row> rows; // by the clip's name
  std::vector<std::string> unread; // names

  void write(const std::string& path, const std::string& bytes) const { folder.write(path, bytes); }
  void inspect(const std::string& what = "") {
    const auto said = run({FILMGATE_PROGRAM, "inspect", "--json", what.empty() ? folder.path() : folder / what}, "env FILMGATE_PLUGIN_PATH=" TEST_BUNDLE_DIR);
    INFO(said.err);
    const auto told = Json::parse(said.out);
    REQUIRE(told.has_value());
    const auto name = [](const Json& path) { return std::filesystem::path(path.text()).filename().string(); };
    rows.clear(), unread.clear();
    for (const auto& clip : (*told)["clips"].items()) {
      Row row{clip["roll"]["layout"].text(), clip["roll"]["folder"].text(), clip["roll"]["reel"].text(), {}, 0};
      for (const auto& file : clip["files"].items()) {
        if (file["kind"].text() == "sidecar") row.sidecars.push_back(name(file["path"]));
        else ++row.essence;
      }
      CHECK(rows.emplace(clip["name"].text(), row).second); // one row a clip
    }
    for (const auto& one : (*told)["unread"].items()) unread.push_back(name(one["path"]));
  }
};

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("an ARRI reel of frames: a row a clip, the reel's name, and what lies astray is named") {
  Card card;
  for (const char* clip : {"A004C001_130313_R23J", "A004C002_130313_R23J"})
    for (int i = 1; i <= 3; ++i)
      card.write(std::string("A004R23J/") + clip + "/" + clip + ".011278" + std::to_string(i) + ".ari", text(ari::Frame(64, 8).bytes()));
  card.write("A004R23J/holiday.xyz", "nobody's");
  card.inspect();
  REQUIRE(card.rows.size() == 2);
  for (const auto& [name, row] : card.rows) {
    CHECK(row.layout == "ARRI reel, ARRIRAW frames");
    CHECK(row.folder == "A004R23J");
    CHECK(row.reel == "A004R23J");
    CHECK(row.essence == 3);
  }
  CHECK(card.rows.contains("A004C002_130313_R23J"));
  CHECK(card.unread == Names{"holiday.xyz"});
}

TEST_CASE("an ARRI reel of movies: the camera's own list of clips is no trouble") {
  Card card;
  std::string movie;
  {
    std::ostringstream in;
    in << std::ifstream(std::string(TEST_DATA_DIR) + "/movie/open_groups.mov", std::ios::binary).rdbuf();
    movie = in.str();
  }
  card.write("A004R23J/A004C001_130313_R23J.mov", movie);
  card.write("A004R23J/A004C002_130313_R23J.mov", movie);
  card.write("A004R23J/A004R23J_FCP.xml", "<xmeml/>");
  card.write("A004R23J/notes.xyz", "nobody's");
  card.inspect();
  REQUIRE(card.rows.size() == 2);
  CHECK(card.rows["A004C001_130313_R23J"].layout == "ARRI reel");
  CHECK(card.rows["A004C001_130313_R23J"].reel == "A004R23J");
  CHECK(card.unread == Names{"notes.xyz"});
}

TEST_CASE("a RED magazine: segments are one clip, its .RMD lies with it") {
  Card card;
  const std::string magazine = "A001_0303XX.RDM/", clip = "A001_C066_0303LZ";
  for (uint32_t i = 1; i <= 2; ++i)
    card.write(magazine + clip + ".RDC/" + clip + "_00" + std::to_string(i) + ".R3D", text(r3d::Red1{.width = 16, .height = 16, .first_number = 3 * (i - 1)}.write()));
  card.write(magazine + clip + ".RDC/" + clip + ".RMD", "<?xml version=\"1.0\"?><RMD/>");
  card.write(magazine + "digital_magazine.bin", "card");
  card.write(magazine + "digital_magdynamic.bin", "card");
  card.write(magazine + "stray.xyz", "nobody's");
  card.inspect();
  REQUIRE(card.rows.size() == 1);
  const auto& row = card.rows.begin()->second;
  CHECK(row.layout == "RED magazine");
  CHECK(row.folder == "A001_0303XX.RDM");
  CHECK(row.reel == "A001");
  CHECK(row.essence == 2);
  CHECK(row.sidecars == Names{clip + ".RMD"});
  CHECK(card.unread == Names{"stray.xyz"});
}

TEST_CASE("a Sony XD card: the roll has the name of the card, proxies and indexes are no clips") {
  Card card;
  const auto essence = text(sony_test::full_clip().write());
  for (const std::string clip : {"A001C001_210716AG", "A001C002_210716AG"}) {
    card.write("A001R7AG/XDROOT/Clip/" + clip + ".MXF", essence);
    card.write("A001R7AG/XDROOT/Clip/" + clip + "M01.XML", "<NonRealTimeMeta xmlns=\"urn:schemas-professionalDisc:nonRealTimeMeta:ver.2.20\"/>");
    card.write("A001R7AG/XDROOT/Clip/" + clip + "R01.BIM", "index");
  }
  std::ostringstream movie;
  movie << std::ifstream(std::string(TEST_DATA_DIR) + "/movie/leading.mp4", std::ios::binary).rdbuf();
  card.write("A001R7AG/XDROOT/Sub/A001C001_210716AGS01.MP4", movie.str());
  card.write("A001R7AG/XDROOT/MEDIAPRO.XML", "<MediaProfile/>");
  card.write("A001R7AG/XDROOT/Clip/stray.xyz", "nobody's");
  for (const char* from : {"", "A001R7AG/XDROOT", "A001R7AG/XDROOT/Clip"}) {
    CAPTURE(from);
    card.inspect(from);
    REQUIRE(card.rows.size() == 2);
    for (const auto& [name, row] : card.rows) {
      CHECK(row.layout == "Sony XD card");
      CHECK(row.folder == "A001R7AG");
      CHECK(row.reel == "A001");
      CHECK(row.essence == 1);
      CHECK(row.sidecars == Names{name + "M01.XML"});
    }
    CHECK(card.unread == Names{"stray.xyz"});
  }
  card.inspect("A001R7AG/XDROOT/Sub/A001C001_210716AGS01.MP4"); // meant, since it was named
  CHECK(card.rows.size() == 1);
}

TEST_CASE("a Sony M4 card: pictures and proxies of clips are no clips, the XML lies with its own") {
  Card card;
  std::ostringstream movie, words;
  movie << std::ifstream(std::string(TEST_DATA_DIR) + "/movie/leading.mp4", std::ios::binary).rdbuf();
  words << std::ifstream(std::string(TEST_DATA_DIR) + "/vendor_exports/sony_venice_D001C005_210716AGM01.xml", std::ios::binary).rdbuf();
  card.write("B002/M4ROOT/CLIP/C0001.MP4", movie.str());
  card.write("B002/M4ROOT/CLIP/C0001M01.XML", words.str());
  card.write("B002/M4ROOT/SUB/C0001S03.MP4", movie.str());
  card.write("B002/M4ROOT/THMBNL/C0001T01.JPG", "\xff\xd8\xff\xe0 picture \xff\xd9");
  card.write("B002/M4ROOT/MEDIAPRO.XML", "<MediaProfile/>");
  card.write("B002/M4ROOT/STATUS.BIN", "status");
  card.write("B002/M4ROOT/CLIP/stray.xyz", "nobody's");
  card.inspect();
  REQUIRE(card.rows.size() == 1);
  CHECK(card.rows["C0001"].layout == "Sony M4 card");
  CHECK(card.rows["C0001"].folder == "B002");
  CHECK(card.rows["C0001"].sidecars == Names{"C0001M01.XML"});
  CHECK(card.unread == Names{"stray.xyz"});
}

TEST_CASE("a Panasonic P2 card: sound and icons belong to the clip, whose XML lies with it") {
  Card card;
  const auto essence = text(p2::clip().write());
  card.write("P2_0007/CONTENTS/VIDEO/0001AB.MXF", essence);
  card.write("P2_0007/CONTENTS/AUDIO/0001AB00.MXF", essence);
  card.write("P2_0007/CONTENTS/AUDIO/0001AB01.MXF", essence);
  card.write("P2_0007/CONTENTS/CLIP/0001AB.XML", "<P2Main/>");
  card.write("P2_0007/CONTENTS/ICON/0001AB.BMP", "BM");
  card.write("P2_0007/LASTCLIP.TXT", "0001AB");
  card.write("P2_0007/CONTENTS/VIDEO/stray.xyz", "nobody's");
  card.inspect();
  REQUIRE(card.rows.size() == 1);
  CHECK(card.rows["0001AB"].layout == "Panasonic P2 card");
  CHECK(card.rows["0001AB"].folder == "P2_0007");
  CHECK(card.rows["0001AB"].essence == 1);
  CHECK(card.rows["0001AB"].sidecars == Names{"0001AB.XML"});
  CHECK(card.unread == Names{"stray.xyz"});
}

TEST_CASE("a Blackmagic medium: sidecars lie with their clips, proxies are none") {
  Card card;
  for (const std::string clip : {"A001_08151512_C001", "A001_08151520_C002"}) {
    card.write("CFAST_A/" + clip + ".braw", braw_test::Movie{.frames = 2}.write());
    card.write("CFAST_A/" + clip + ".sidecar", "{}");
  }
  std::ostringstream movie;
  movie << std::ifstream(std::string(TEST_DATA_DIR) + "/movie/leading.mp4", std::ios::binary).rdbuf();
  card.write("CFAST_A/Proxy/A001_08151512_C001.mp4", movie.str());
  card.write("CFAST_A/stray.xyz", "nobody's");
  card.inspect();
  REQUIRE(card.rows.size() == 2);
  for (const auto& [name, row] : card.rows) {
    CHECK(row.layout == "Blackmagic medium");
    CHECK(row.folder == "CFAST_A");
    CHECK(row.reel == "A001");
    CHECK(row.sidecars == Names{name + ".sidecar"});
  }
  CHECK(card.unread == Names{"stray.xyz"});
}

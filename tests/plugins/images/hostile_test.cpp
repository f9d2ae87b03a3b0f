// SPDX-License-Identifier: Apache-2.0
//
// Files cut short and files with wrong bits: an error or a report each time, never another picture in silence where the format
// can tell, and never a crash. Run under the sanitizers too.
#include "plugins/images/opened.hpp"

#include <catch2/catch.hpp>
#include <random>

namespace {

struct Kind {
  std::string name, bytes;
  const char* reader;
};
const std::vector<Kind> kinds{{"a.exr", exr_test::Frame{}.write(), "openexr"},
                              {"a.tif", tiff_test::Picture{.width = 31, .height = 9}.write(), "tiff"},
                              {"a.png", png_test::Picture{.width = 31, .height = 9}.write(), "png"},
                              {"a.jpg", jpeg_test::Grey{.width = 200, .height = 160}.write(), "jpeg"}};

bool survives(const FolderOfItsOwn& folder, const Kind& kind, const std::string& bytes) { // true: all worked and nothing was reported as an error
  static stranger::Plugin plugin("org.filmgate.images");
  const auto path = folder.write(kind.name, bytes);
  plugin.host().reports.clear();
  try {
    const stranger::Clip clip(plugin, {path}, {}, {}, kind.reader);
    (void)clip.metadata();
    (void)clip.fields();
    (void)clip.metadata(0, 1);
    (void)stranger::Lane(clip).rows();
  } catch (const stranger::Error& error) {
    CHECK(std::string(error.what()).size() > 8);
    return false;
  }
  return std::none_of(plugin.reports().begin(), plugin.reports().end(), [](const auto& one) { return one.severity == FG_SEVERITY_ERROR; });
}

}  // namespace

TEST_CASE("a file of any kind that ends early is an error at any length") {
  const FolderOfItsOwn folder;
  for (const auto& kind : kinds) {
    CAPTURE(kind.name);
    CHECK(survives(folder, kind, kind.bytes));
    for (size_t size = 0; size < kind.bytes.size(); size += size + 200 < kind.bytes.size() && size > 200 ? 13 : 1) {
      CAPTURE(size);
      CHECK_FALSE(survives(folder, kind, kind.bytes.substr(0, size)));
    }
  }
}

TEST_CASE("of a TIFF cut short the rows that are there are read, and the others are an error") {
  const FolderOfItsOwn folder;
  const auto& whole = kinds[1].bytes;
  const images_test::Opened opened(folder.write("a.tif", whole.substr(0, whole.size() - 1)), "tiff");
  const stranger::Lane lane(opened.clip);
  CHECK(opened.said("truncated").find("rows from 8 on") != std::string::npos); // two rows a strip
  CHECK_NOTHROW(lane.band(0, 0, 8));
  CHECK_THROWS_WITH(lane.rows(), Catch::Matchers::Contains("rows from 8 on"));
}

TEST_CASE("chunks of OpenEXR that were never written are an error") {
  const FolderOfItsOwn folder;
  auto unfinished = kinds[0].bytes;
  const auto table = exr_test::Frame{}.header().size();
  for (size_t i = 0; i < 8; ++i) unfinished[table + i] = 0;
  CHECK_FALSE(survives(folder, kinds[0], unfinished));
}

TEST_CASE("an OpenEXR attribute that is not as long as its type is told, and no pixel of such a file is decoded") {
  const FolderOfItsOwn folder;
  using exr_test::attribute;
  for (const auto& more : {attribute("a", "v2f", "1234"), attribute("a", "int", "12345"), attribute("a", "preview", exr_test::little(100, 4) + exr_test::little(100, 4)),
                           attribute("a", "stringvector", exr_test::little(9, 4) + "x"), attribute("a", "chlist", "R")}) {
    const images_test::Opened opened(folder, exr_test::Frame{.more = more});
    CHECK(opened.said("damaged-attribute").find("attribute a has") != std::string::npos);
    CHECK_THROWS(stranger::Lane(opened.clip));
    CHECK_FALSE(opened.value("exr.a").empty());
  }
}

TEST_CASE("files with wrong bits never bring the reader down") {
  const FolderOfItsOwn folder;
  std::mt19937 random(5);
  for (const auto& kind : kinds)
    for (int i = 0; i < 500; ++i) {
      auto bytes = kind.bytes;
      for (int k = 0; k < 1 + i % 3; ++k) bytes[random() % (i % 2 ? std::min<size_t>(bytes.size(), 400) : bytes.size())] = static_cast<char>(i % 5 ? random() : 0xFF);
      (void)survives(folder, kind, bytes);
    }
}

TEST_CASE("a wrong bit in a PNG's or a JPEG's pixels is an error, for both can tell") {
  const FolderOfItsOwn folder;
  auto png = kinds[2].bytes;
  png[png.size() / 2] = static_cast<char>(png[png.size() / 2] ^ 0x10);
  CHECK_FALSE(survives(folder, kinds[2], png));
  auto jpeg = kinds[3].bytes;
  jpeg[jpeg.size() - 20] = static_cast<char>(0x40); // codes that no table has
  CHECK_FALSE(survives(folder, kinds[3], jpeg));
}

TEST_CASE("damaged files print nothing: what is wrong is said through the host") {
  const FolderOfItsOwn folder;
  for (const auto& kind : kinds)
    for (const size_t at : {kind.bytes.size() / 2, kind.bytes.size() - 30}) {
      auto bytes = kind.bytes;
      for (size_t i = 0; i < 6; ++i) bytes[at + i] = static_cast<char>(0x5A);
      const auto path = folder.write("damaged/" + kind.name, bytes);
      const auto said = run({FILMGATE_PROGRAM, "plate", path, "-o", folder / "out", "--set", "encoding=linear.bt709", "--in-process"}, "env FILMGATE_PLUGIN_PATH=" TEST_BUNDLE_DIR);
      CAPTURE(kind.name, said.out, said.err);
      for (const char* words : {"libpng error", "libpng warning", "Corrupt JPEG", "TIFFRead", "OpenEXR"}) {
        CHECK(said.err.rfind(words, 0) == std::string::npos);
        CHECK(said.err.find(std::string("\n") + words) == std::string::npos);
      }
    }
}

TEST_CASE("sizes that can not be are refused before memory is taken for them") {
  const FolderOfItsOwn folder;
  using Catch::Matchers::Contains;
  using images_test::Opened;
  CHECK_THROWS_WITH(Opened(folder, tiff_test::Picture{.more = {{256, {4, {70000}}}}}), Contains("70000"));
  CHECK_THROWS_WITH(Opened(folder, tiff_test::Picture{.more = {{256, {4, {65000}}}, {257, {4, {65000}}}}}), Contains("can not be held"));
  CHECK_THROWS_WITH(Opened(folder, png_test::Picture{.width = 0}), Contains("0 x 3"));
  auto png = png_test::Picture{}.write();
  png.replace(8, 25, png_test::chunk("IHDR", png_test::big(60000, 4) + png_test::big(60000, 4) + std::string("\x08\x02\0\0\0", 5)));
  CHECK_THROWS_WITH(Opened(folder.write("wide.png", png), "png"), Contains("can not be held"));
  auto jpeg = jpeg_test::Grey{}.write();
  const auto frame = jpeg.find("\xff\xc0");
  jpeg.replace(frame + 5, 4, png_test::big(60000, 2) + png_test::big(60000, 2));
  CHECK_THROWS_WITH(Opened(folder.write("wide.jpg", jpeg), "jpeg"), Contains("can not be held"));
}

// SPDX-License-Identifier: Apache-2.0
//
// What TIFF, PNG and JPEG say beside their pixels: tags, text, profiles, and the encoding that follows from them.
#include "plugins/images/icc_writer.hpp"
#include "plugins/images/opened.hpp"

#include <catch2/catch.hpp>

using icc_test::power_curve;
using icc_test::profile;
using icc_test::srgb_formula;
using icc_test::srgb_table;
using images_test::Opened;
using images_test::sample;
using png_test::big;
using png_test::chunk;
using tiff_test::Tag;
using tiff_test::Tiff;

namespace {

// A camera's tags: IFD0, and Exif's directory behind it.
std::string exif(bool big_endian, uint64_t colour_space = 1) {
  const Tiff tiff(big_endian);
  const std::map<uint16_t, Tag> of_exif{{33434, {5, {1, 50}}},    // ExposureTime
                                        {33437, {5, {28, 10}}},   // FNumber
                                        {34855, {3, {800}}},      // ISOSpeedRatings
                                        {36867, {2, {}, std::string("2024:05:06 07:08:09\0", 20)}},
                                        {36881, {2, {}, std::string("+02:00\0", 7)}},
                                        {37386, {5, {35, 1}}},    // FocalLength
                                        {40961, {3, {colour_space}}}};
  std::map<uint16_t, Tag> main{{271, {2, {}, std::string("House\0", 6)}}, {272, {2, {}, std::string("Camera 1\0", 9)}}, {274, {3, {6}}}, {34665, {4, {0}}}};
  const auto at = 8 + static_cast<uint32_t>(tiff.directory(main, 8).size());
  main[34665] = {4, {at}};
  return tiff.head() + tiff.directory(main, 8) + tiff.directory(of_exif, at);
}

std::string jpeg_exif(uint64_t colour_space = 1) { return jpeg_test::marker(0xE1, std::string("Exif\0\0", 6) + exif(true, colour_space)); }

std::string profile_chunk(const std::string& bytes) { return chunk("iCCP", std::string("House\0\0", 7) + png_test::stored(bytes)); }
std::string profile_marker(const std::string& bytes) { return jpeg_test::marker(0xE2, std::string("ICC_PROFILE\0\x01\x01", 14) + bytes); }

template <class Picture>
std::string encoding(const Picture& picture) {
  const FolderOfItsOwn folder;
  return Opened(folder, picture).encoding();
}

void check_camera(const Opened& opened, const std::string& prefix) {
  CHECK(opened.value(prefix + "Make") == "House");
  CHECK(opened.value(prefix + "ExposureTime") == "1/50");
  CHECK(opened.value(prefix + "ISOSpeedRatings") == "800");
  const auto fields = opened.clip.fields();
  for (const auto& [name, text] : std::map<std::string, std::string>{{"cameraMake", "House"}, {"cameraModel", "Camera 1"}, {"isoSpeed", "800"}, {"expTime", "0.02"},
                                                                     {"aperture", "2.8"}, {"nominalFocalLength", "35"}, {"capDate", "2024:05:06 07:08:09"},
                                                                     {"utcOffset", "7200"}, {"orientation", "turned by 90 degrees"}}) {
    CAPTURE(prefix, name);
    REQUIRE(fields.contains(name));
    CHECK(fields.at(name).text == text);
  }
  CHECK(fields.at("expTime").source == prefix + "ExposureTime");
  CHECK(opened.clip.info().native->orientation == 6);
}

}  // namespace

TEST_CASE("a camera's tags are kept with their type in TIFF, PNG and JPEG, and mean the same in each") {
  const FolderOfItsOwn folder;
  check_camera(Opened(folder, jpeg_test::Grey{.more = jpeg_exif()}), "jpeg.");
  check_camera(Opened(folder, png_test::Picture{.before = chunk("eXIf", exif(false))}), "png.");
  const auto tags = exif(false);
  const Tiff tiff(false);
  auto picture = tiff_test::Picture{.more = {{271, {2, {}, std::string("House\0", 6)}}, {272, {2, {}, std::string("Camera 1\0", 9)}}, {274, {3, {6}}}, {34665, {4, {2048}}}}};
  auto bytes = picture.write();
  const auto of_exif = tiff.directory({{33434, {5, {1, 50}}}, {33437, {5, {28, 10}}}, {34855, {3, {800}}}, {36867, {2, {}, std::string("2024:05:06 07:08:09\0", 20)}},
                                       {36881, {2, {}, std::string("+02:00\0", 7)}}, {37386, {5, {35, 1}}}}, 2048);
  bytes.replace(2048, of_exif.size(), of_exif); // between directory and pixels
  check_camera(Opened(folder.write("e.tif", bytes), "tiff"), "tiff.");
}

TEST_CASE("tags are those that exiftool prints of the same file") {
  if (!is_installed("exiftool")) {
    WARN("skipped: exiftool, the witness, is not installed");
    return;
  }
  const FolderOfItsOwn folder;
  const Opened opened(folder, jpeg_test::Grey{.more = jpeg_exif() + jpeg_test::marker(0xFE, "a remark")});
  const auto said = run({"exiftool", "-n", "-s3", "-Make", "-Model", "-ExposureTime", "-FNumber", "-ISO", "-FocalLength", "-Comment", folder / "a.jpg"});
  CHECK(said.out == "House\nCamera 1\n0.02\n2.8\n800\n35\na remark\n");
  CHECK(opened.value("jpeg.Comment") == "a remark");
}

TEST_CASE("an encoding is named where the file states it, and nowhere else") {
  CHECK(encoding(jpeg_test::Grey{}).empty());
  CHECK(encoding(jpeg_test::Grey{.more = jpeg_exif()}) == "iec.61966-2-1");
  CHECK(encoding(jpeg_test::Grey{.more = jpeg_exif(65535)}).empty());
  CHECK(encoding(jpeg_test::Grey{.more = jpeg_exif() + profile_marker(profile(power_curve(1.8)))}).empty()); // the profile rules
  CHECK(encoding(jpeg_test::Grey{.more = profile_marker(profile(srgb_table()))}) == "iec.61966-2-1");
  CHECK(encoding(png_test::Picture{}).empty());
  CHECK(encoding(png_test::Picture{.before = chunk("sRGB", std::string(1, '\0'))}) == "iec.61966-2-1");
  CHECK(encoding(png_test::Picture{.before = chunk("gAMA", big(45455, 4))}).empty()); // 1/2.2 is not sRGB's curve
  CHECK(encoding(png_test::Picture{.before = chunk("cICP", std::string("\x01\x0d\x00\x01", 4))}) == "iec.61966-2-1");
  CHECK(encoding(png_test::Picture{.before = chunk("cICP", std::string("\x01\x01\x00\x01", 4))}) == "itu.bt709");
  CHECK(encoding(png_test::Picture{.before = chunk("cICP", std::string("\x01\x08\x00\x01", 4))}) == "linear.bt709");
  CHECK(encoding(png_test::Picture{.before = chunk("cICP", std::string("\x09\x10\x00\x01", 4)) + chunk("sRGB", std::string(1, '\0'))}).empty()); // PQ, and it rules
  CHECK(encoding(png_test::Picture{.before = profile_chunk(profile(srgb_formula()))}) == "iec.61966-2-1");
  CHECK(encoding(png_test::Picture{.before = profile_chunk(profile(power_curve(2.2)))}).empty());
  CHECK(encoding(png_test::Picture{.before = profile_chunk(profile(srgb_table(), 0.5151))}).empty()); // Display P3's red
  CHECK(encoding(tiff_test::Picture{}).empty());
  CHECK(encoding(tiff_test::Picture{.more = {{34675, {7, {}, profile(srgb_table())}}}}) == "iec.61966-2-1");
  CHECK(encoding(tiff_test::Picture{.more = {{34675, {7, {}, profile(power_curve(2.2))}}}}).empty());
}

TEST_CASE("a profile's description is told, and its bytes are kept") {
  const FolderOfItsOwn folder;
  const Opened png(folder, png_test::Picture{.before = profile_chunk(profile(power_curve(2.2)))});
  CHECK(png.value("png.ICCProfile.Name") == "House");
  CHECK(png.value("png.ICCProfile.Description") == "House");
  const Opened tiff(folder, tiff_test::Picture{.more = {{34675, {7, {}, profile(power_curve(2.2))}}}});
  CHECK(tiff.value("tiff.ICCProfile.Description") == "House");
  CHECK_FALSE(tiff.value("tiff.ICCProfile").empty());
}

TEST_CASE("a JPEG's profile is put together by the numbers of its pieces, in whatever order they stand") {
  const auto whole = profile(srgb_table());
  const auto piece = [&](char number, const std::string& bytes) { return jpeg_test::marker(0xE2, std::string("ICC_PROFILE\0", 12) + number + '\x02' + bytes); };
  CHECK(encoding(jpeg_test::Grey{.more = piece(2, whole.substr(900)) + piece(1, whole.substr(0, 900))}) == "iec.61966-2-1");
}

TEST_CASE("PNG's chunks before and behind the pixels are told, texts as UTF-8, numbers with their type") {
  const FolderOfItsOwn folder;
  const std::string packed = png_test::stored("r\xe9sum\xe9"), wide = "\xe5\x86\x99\xe7\x9c\x9f";
  const Opened opened(folder, png_test::Picture{.before = chunk("gAMA", big(45455, 4)) + chunk("pHYs", big(2835, 4) + big(2835, 4) + "\x01") + chunk("sBIT", "\x08\x07\x06") +
                                                              chunk("tEXt", std::string("Author\0J\xf6rg", 11)) + chunk("zTXt", std::string("Title\0\0", 7) + packed) + chunk("prVt", "\x01\x02"),
                                                .after = chunk("iTXt", std::string("Comment\0\0\0en\0\0", 14) + wide) + chunk("tIME", big(2024, 2) + "\x05\x06\x07\x08\x09")});
  CHECK(opened.value("png.gAMA") == "45455");
  CHECK(opened.value("png.pHYs") == "2835 2835 1");
  CHECK(opened.value("png.sBIT") == "8 7 6");
  CHECK(opened.value("png.Text.Author") == "J\xc3\xb6rg");
  CHECK(opened.value("png.Text.Title") == "r\xc3\xa9sum\xc3\xa9");
  CHECK(opened.value("png.Text.Comment") == wide);
  CHECK(opened.value("png.tIME") == "2024 5 6 7 8 9");
  CHECK(opened.value("png.prVt") == "01 02");
  CHECK(opened.clip.fields().at("comments").text == wide);
}

TEST_CASE("a chunk whose checksum is wrong is told and left out, and so is a text that packs too much") {
  const FolderOfItsOwn folder;
  auto wrong = chunk("tEXt", std::string("Author\0x", 8));
  wrong.back() = static_cast<char>(wrong.back() + 1);
  const Opened opened(folder, png_test::Picture{.before = wrong});
  CHECK(opened.said("damaged-chunk").find("checksum") != std::string::npos);
  CHECK(opened.value("png.Text.Author").empty());
  CHECK(sample(stranger::Lane(opened.clip).rows(), 0, 0) == png_test::Picture{}.code(0, 0, 0));
}

TEST_CASE("of several pages the first one is the picture, and tags of all are told") {
  const FolderOfItsOwn folder;
  const Tiff tiff(false);
  auto bytes = tiff_test::Picture{}.write();
  const auto first_size = 2 + 12 * 10;
  bytes.replace(8 + first_size, 4, tiff.number(2048, 4)); // where the next directory lies
  const auto second = tiff.directory({{256, {4, {1}}}, {257, {4, {1}}}, {270, {2, {}, std::string("second page\0", 12)}}}, 2048);
  bytes.replace(2048, second.size(), second);
  const Opened opened(folder.write("pages.tif", bytes), "tiff");
  CHECK(opened.said("several-pages").find("2 pages") != std::string::npos);
  CHECK(opened.value("tiff.IFD1.ImageDescription") == "second page");
  CHECK(opened.value("tiff.ImageWidth") == "5");
}

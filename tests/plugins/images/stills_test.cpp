// SPDX-License-Identifier: Apache-2.0
//
// Pixels of TIFF, PNG and JPEG: every code of independently written files, and what FFmpeg and ImageMagick see in files that
// others write.
#include "plugins/images/opened.hpp"

#include <catch2/catch.hpp>

using images_test::Opened;
using images_test::read_file;
using images_test::sample;
using Words = std::vector<std::string>;

namespace {

bool can_run(const Words& programs) {
  for (const auto& program : programs)
    if (!is_installed(program)) {
      WARN("skipped: " << program << ", which writes the files or is the witness, is not installed");
      return false;
    }
  return true;
}

void must(const Words& line) {
  const auto said = run(line);
  INFO(line[0] << ": " << said.err);
  REQUIRE(said.exit == 0);
}

const std::string gradients = "fill:topleft=0.1,0.2,0.3:topright=0.9,0.1,0.4:bottomleft=0,1,0.5:bottomright=1,0.5,0";

std::string by_oiiotool(const FolderOfItsOwn& folder, const std::string& name, const Words& how) {
  Words line{"oiiotool", "--pattern", gradients, "37x41", "3", "--attrib", "oiio:UnassociatedAlpha", "1"};
  line.insert(line.end(), how.begin(), how.end());
  line.insert(line.end(), {"-o", folder / name});
  must(line);
  return folder / name;
}

// Rows of the whole frame as FFmpeg decodes them, and the same when bands are asked backwards.
void check_as_ffmpeg(const FolderOfItsOwn& folder, const std::string& file, const char* reader, const std::string& pixel_format) {
  must({"ffmpeg", "-v", "error", "-y", "-i", file, "-f", "rawvideo", "-pix_fmt", pixel_format, folder / "raw"});
  const auto raw = read_file(folder / "raw");
  const Opened opened(file, reader);
  CHECK(opened.said("truncated").empty());
  const stranger::Lane lane(opened.clip);
  const auto image = lane.rows();
  const auto height = static_cast<int32_t>(image.desc().height);
  REQUIRE(raw.size() == image.row_bytes() * static_cast<size_t>(height));
  size_t differing = 0;
  for (int32_t y = 0; y < height; ++y) differing += std::memcmp(image.row(y), raw.data() + image.row_bytes() * static_cast<size_t>(y), image.row_bytes()) != 0;
  for (int32_t y = height; y > 0; y -= std::min(y, 7)) {
    const int32_t first = std::max(0, y - 7);
    const auto band = lane.band(0, first, y - first);
    for (int32_t row = first; row < y; ++row) differing += std::memcmp(band.row(row), image.row(row), image.row_bytes()) != 0;
  }
  CHECK(differing == 0);
}

void check_codes(const tiff_test::Picture& picture, size_t shown) {
  CAPTURE(picture.bits, picture.channels, picture.format, picture.big);
  const FolderOfItsOwn folder;
  const Opened opened(folder, picture);
  const stranger::Lane lane(opened.clip);
  const auto whole = lane.rows(), last = lane.band(0, 2, 1), first = lane.band(0, 0, 1);
  for (uint32_t y = 0; y < picture.height; ++y)
    for (uint32_t x = 0; x < picture.width; ++x)
      for (size_t c = 0; c < shown; ++c) {
        const auto channel = picture.channels >= 3 ? c : c < 3 ? 0 : 1;
        CHECK(sample(whole, y, x * shown + c) == picture.sample(x, y, static_cast<uint32_t>(channel)));
        if (y == 2) CHECK(sample(last, y, x * shown + c) == sample(whole, y, x * shown + c));
        if (y == 0) CHECK(sample(first, y, x * shown + c) == sample(whole, y, x * shown + c));
      }
}

void check_codes(const png_test::Picture& picture, size_t shown) {
  CAPTURE(int{picture.bits}, int{picture.colour});
  const FolderOfItsOwn folder;
  const Opened opened(folder, picture);
  const auto image = stranger::Lane(opened.clip).rows();
  for (uint32_t y = 0; y < picture.height; ++y)
    for (uint32_t x = 0; x < picture.width; ++x)
      for (size_t c = 0; c < shown; ++c)
        CHECK(sample(image, y, x * shown + c) == picture.code(x, y, static_cast<uint32_t>(picture.channels() >= 3 ? c : c < 3 ? 0 : 1)));
}

std::string refusal(const tiff_test::Picture& picture) {
  const FolderOfItsOwn folder;
  const Opened opened(folder, picture);
  CHECK((opened.clip.info().capabilities & FG_CAN_DECODE) == 0);
  return opened.said("undecodable");
}

}  // namespace

TEST_CASE("TIFF of 8 and 16 bits, half and float, both orders, grey, RGB and alpha keeps every code") {
  for (const bool big : {false, true})
    for (const auto& [bits, format] : {std::pair(8u, 1u), {16u, 1u}, {16u, 3u}, {32u, 3u}}) {
      check_codes(tiff_test::Picture{.big = big, .bits = bits, .format = format}, 3);
      check_codes(tiff_test::Picture{.big = big, .bits = bits, .channels = 1, .format = format}, 3);
    }
  for (const uint64_t extra : {1u, 2u}) { // multiplied already, or not: as recorded either way
    check_codes(tiff_test::Picture{.channels = 4, .more = {{338, {3, {extra}}}}}, 4);
    check_codes(tiff_test::Picture{.channels = 2, .more = {{338, {3, {extra}}}}}, 4);
  }
  check_codes(tiff_test::Picture{.channels = 4, .more = {{338, {3, {0}}}}}, 3); // a channel of no stated meaning is not taken for alpha
}

TEST_CASE("TIFF of every lossless compression, in strips, tiles and planes, has the codes that FFmpeg sees") {
  if (!can_run({"oiiotool", "ffmpeg"})) return;
  const FolderOfItsOwn folder;
  for (const Words& how : {Words{"-d", "uint8", "--compression", "none"}, Words{"-d", "uint16", "--compression", "lzw"}, Words{"-d", "uint16", "--compression", "zip"},
                           Words{"-d", "uint8", "--compression", "packbits"}, Words{"-d", "uint8", "--compression", "lzw", "--attrib", "tiff:RowsPerStrip", "3"},
                           Words{"-d", "uint16", "--compression", "none", "--attrib", "planarconfig", "separate"}}) {
    CAPTURE(how[1], how[3]);
    check_as_ffmpeg(folder, by_oiiotool(folder, "a.tif", how), "tiff", how[1] == "uint8" ? "rgb24" : "rgb48le");
  }
  const auto plain = by_oiiotool(folder, "plain.tif", {"-d", "uint16"}), tiled = by_oiiotool(folder, "tiled.tif", {"-d", "uint16", "--tile", "16", "16"});
  const Opened strips(plain, "tiff"), tiles(tiled, "tiff");
  const auto want = stranger::Lane(strips.clip).rows(), got = stranger::Lane(tiles.clip).rows(), band = stranger::Lane(tiles.clip).band(0, 14, 5);
  for (int32_t y = 0; y < 41; ++y) {
    CHECK(std::memcmp(got.row(y), want.row(y), want.row_bytes()) == 0);
    if (y >= 14 && y < 19) CHECK(std::memcmp(band.row(y), want.row(y), want.row_bytes()) == 0);
  }
}

TEST_CASE("PNG of every colour type and depth keeps every code") {
  for (const uint8_t bits : {uint8_t{8}, uint8_t{16}}) {
    check_codes(png_test::Picture{.bits = bits, .colour = 0}, 3);
    check_codes(png_test::Picture{.bits = bits, .colour = 2}, 3);
    check_codes(png_test::Picture{.bits = bits, .colour = 4}, 4);
    check_codes(png_test::Picture{.bits = bits, .colour = 6}, 4);
  }
  const FolderOfItsOwn folder;
  const png_test::Picture grey{.bits = 2, .colour = 0};
  const Opened spread(folder, grey);
  const auto image = stranger::Lane(spread.clip).rows();
  for (uint32_t x = 0; x < 5; ++x) CHECK(sample(image, 1, 3 * x) == grey.code(x, 1, 0) * 85); // 0 .. 3 over 0 .. 255
  std::string colours, alphas;
  for (int i = 0; i < 4; ++i) colours += std::string{static_cast<char>(10 * i), static_cast<char>(20 * i), static_cast<char>(30 * i)}, alphas += static_cast<char>(50 * i);
  const png_test::Picture palette{.bits = 2, .colour = 3, .before = png_test::chunk("PLTE", colours) + png_test::chunk("tRNS", alphas)};
  const Opened shown(folder, palette);
  const auto rows = stranger::Lane(shown.clip).rows();
  for (uint32_t x = 0; x < 5; ++x)
    for (size_t c = 0; c < 4; ++c) CHECK(sample(rows, 2, 4 * x + c) == palette.code(x, 2, 0) * std::array{10u, 20u, 30u, 50u}[c]);
}

TEST_CASE("PNG that others write, filtered, interlaced and with alpha, has the codes that FFmpeg sees") {
  if (!can_run({"oiiotool", "ffmpeg", "convert"})) return;
  const FolderOfItsOwn folder;
  check_as_ffmpeg(folder, by_oiiotool(folder, "8.png", {"-d", "uint8"}), "png", "rgb24");
  check_as_ffmpeg(folder, by_oiiotool(folder, "16.png", {"-d", "uint16"}), "png", "rgb48le");
  check_as_ffmpeg(folder, by_oiiotool(folder, "a8.png", {"--ch", "R,G,B,A=0.25", "-d", "uint8"}), "png", "rgba");
  check_as_ffmpeg(folder, by_oiiotool(folder, "a16.png", {"--ch", "R,G,B,A=0.25", "-d", "uint16"}), "png", "rgba64le");
  must({"convert", folder / "16.png", "-interlace", "PNG", folder / "i.png"});
  CHECK(Opened(folder / "i.png", "png").value("png.Interlace") == "1");
  check_as_ffmpeg(folder, folder / "i.png", "png", "rgb48le");
}

TEST_CASE("a JPEG is what libjpeg's other users make of it, sequential or progressive, grey, and of every sampling") {
  if (!can_run({"convert"})) return;
  const FolderOfItsOwn folder;
  must({"convert", "-size", "37x41", "gradient:red-blue", "-depth", "8", "-define", "png:exclude-chunk=all", folder / "a.png"});
  for (const Words& how : {Words{"-sampling-factor", "1x1"}, Words{"-sampling-factor", "2x2"}, Words{"-sampling-factor", "2x1"}, Words{"-interlace", "JPEG"},
                           Words{"-colorspace", "gray"}, Words{"-colorspace", "sRGB", "-define", "jpeg:arithmetic-coding=true"}}) {
    CAPTURE(how[0], how[1]);
    Words line{"convert", folder / "a.png", "-quality", "92"};
    line.insert(line.end(), how.begin(), how.end());
    line.push_back(folder / "a.jpg");
    must(line);
    must({"convert", folder / "a.jpg", "-depth", "8", "-type", "TrueColor", folder / "a.ppm"}); // ImageMagick, by libjpeg as well
    const auto ppm = read_file(folder / "a.ppm");
    const Opened opened(folder / "a.jpg", "jpeg");
    const stranger::Lane lane(opened.clip);
    const auto image = lane.rows(), band = lane.band(0, 20, 5), back = lane.band(0, 3, 5);
    for (int32_t y = 0; y < 41; ++y) {
      CHECK(std::memcmp(image.row(y), ppm.data() + ppm.size() - 37 * 3 * static_cast<size_t>(41 - y), 37 * 3) == 0);
      if (y >= 20 && y < 25) CHECK(std::memcmp(band.row(y), image.row(y), 37 * 3) == 0);
      if (y >= 3 && y < 8) CHECK(std::memcmp(back.row(y), image.row(y), 37 * 3) == 0);
    }
  }
}

TEST_CASE("FFmpeg's own JPEG decoder sees the same picture, to its rounding") {
  if (!can_run({"convert", "ffmpeg"})) return;
  const FolderOfItsOwn folder;
  must({"convert", "-size", "64x48", "plasma:red-blue", "-sampling-factor", "1x1", "-quality", "95", folder / "a.jpg"});
  must({"ffmpeg", "-v", "error", "-y", "-i", folder / "a.jpg", "-sws_flags", "accurate_rnd+full_chroma_int", "-f", "rawvideo", "-pix_fmt", "rgb24", folder / "raw"});
  const auto raw = read_file(folder / "raw");
  const Opened opened(folder / "a.jpg", "jpeg");
  const auto image = stranger::Lane(opened.clip).rows();
  REQUIRE(raw.size() == 64 * 48 * 3);
  int furthest = 0;
  for (uint32_t y = 0; y < 48; ++y)
    for (size_t i = 0; i < 64 * 3; ++i) furthest = std::max(furthest, std::abs(static_cast<int>(sample(image, y, i)) - static_cast<uint8_t>(raw[y * 64 * 3 + i])));
  CHECK(furthest <= 3);
}

TEST_CASE("a JPEG written by hand is one grey") {
  const FolderOfItsOwn folder;
  const Opened opened(folder, jpeg_test::Grey{.width = 19, .height = 9});
  const auto image = stranger::Lane(opened.clip).rows();
  for (uint32_t y = 0; y < 9; ++y)
    for (size_t i = 0; i < 19 * 3; ++i) CHECK(sample(image, y, i) == 128);
}

TEST_CASE("TIFF and JPEG that are not decoded are refused by their names, and inspected all the same") {
  using tiff_test::Picture;
  CHECK(refusal({.channels = 1, .more = {{262, {3, {0}}}}}).find("white is 0") != std::string::npos);
  CHECK(refusal({.bits = 8, .channels = 1, .more = {{262, {3, {3}}}}}).find("palette") != std::string::npos);
  CHECK(refusal({.channels = 4, .more = {{262, {3, {5}}}}}).find("CMYK") != std::string::npos);
  CHECK(refusal({.more = {{262, {3, {6}}}}}).find("YCbCr") != std::string::npos);
  CHECK(refusal({.more = {{262, {3, {8}}}}}).find("CIELab") != std::string::npos);
  CHECK(refusal({.channels = 1, .more = {{262, {3, {32803}}}}}).find("mosaic") != std::string::npos);
  CHECK(refusal({.more = {{259, {3, {7}}}}}).find("compression 7") != std::string::npos);
  CHECK(refusal({.more = {{258, {3, {12, 12, 12}}}}}).find("12 bits") != std::string::npos);
  CHECK(refusal({.more = {{258, {3, {8, 16, 8}}}}}).find("different kinds") != std::string::npos);
  CHECK(refusal({.more = {{339, {3, {2, 2, 2}}}}}).find("sample format 2") != std::string::npos);
  CHECK(refusal({.channels = 5}).find("5 channels") != std::string::npos);
  const FolderOfItsOwn folder;
  CHECK_THROWS_WITH(Opened(folder.write("big.tif", std::string("II\x2b\0\x08\0\0\0", 8) + std::string(64, '\0')), "tiff"), Catch::Matchers::Contains("BigTIFF"));
  CHECK_THROWS_WITH(Opened(folder, jpeg_test::Grey{.precision = 12}), Catch::Matchers::Contains("precision 12"));
  CHECK_THROWS_WITH(Opened(folder, jpeg_test::Grey{.frame = 0xC3}), Catch::Matchers::Contains("SOF type 0xc3"));
  if (!can_run({"convert"})) return;
  must({"convert", "-size", "16x16", "xc:red", "-colorspace", "CMYK", folder / "k.jpg"});
  const Opened separations(folder / "k.jpg", "jpeg");
  CHECK(separations.said("undecodable").find("its 4 channels") != std::string::npos);
}

TEST_CASE("each kind is claimed by its first bytes, and TIFF by its name too, for raw files are TIFF as well") {
  const FolderOfItsOwn folder;
  const stranger::Plugin plugin("org.filmgate.images");
  const auto tiff = tiff_test::Picture{}.write();
  CHECK(stranger::probe(plugin, folder.write("a.tif", tiff), "tiff") == 100);
  CHECK(stranger::probe(plugin, folder.write("a.TIFF", tiff), "tiff") == 100);
  CHECK(stranger::probe(plugin, folder.write("a.nef", tiff), "tiff") == 0);
  CHECK(stranger::probe(plugin, folder.write("a.png", png_test::Picture{}.write()), "png") == 100);
  CHECK(stranger::probe(plugin, folder.write("b.png", "no picture"), "png") == 0);
  CHECK(stranger::probe(plugin, folder.write("a.jpg", jpeg_test::Grey{}.write()), "jpeg") == 100);
  CHECK(stranger::probe(plugin, folder.write("a.exr", exr_test::Frame{}.write()), "openexr") == 100);
}

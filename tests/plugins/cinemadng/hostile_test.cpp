// SPDX-License-Identifier: Apache-2.0
//
// Files cut short and files that lie: an error or a report each time, and soon. Run under the sanitizers too.
#include "coded_picture.hpp"
#include "plugins/stranger_reader.hpp"

#include <catch2/catch.hpp>

#include <chrono>

namespace {

stranger::Plugin& plugin() {
  static stranger::Plugin loaded("org.filmgate.cinemadng");
  return loaded;
}

dng::Bytes sound_file(dng::Order order = dng::Order::little) {
  dng::Document document({.width = 40, .height = 24, .bits = 12, .order = order, .piece_width = 16, .piece_height = 16});
  document.raw.srationals(50721, std::vector<int64_t>(18, 1)).bytes(51043, {1, 2, 3, 4, 0, 0, 0, 0}).srationals(51044, {24, 1});
  document.preview.longs(254, {1}).longs(256, {8}).longs(257, {8}).shorts(262, {2}).bytes(50706, {1, 4, 0, 0});
  document.exif.rationals(33434, {1, 48}).text(36867, "2026:11:24 10:00:00");
  return document.write();
}

// Everything a host would call; true when all of it worked.
bool survives(const dng::Bytes& bytes) {
  const dng::Scratch file(bytes);
  (void)stranger::probe(plugin(), file.path());
  try {
    const stranger::Clip clip(plugin(), {file.path()});
    (void)clip.fields();
    (void)clip.metadata(0);
    const stranger::Lane lane(clip);
    (void)lane.frame();
    (void)lane.rows();
    return true;
  } catch (const stranger::Error& error) {
    CHECK(error.status() != FG_E_INTERNAL);
    CHECK(std::string(error.what()).size() > 8);
    return false;
  }
}

}  // namespace

TEST_CASE("a DNG cut anywhere gives an error, and only the whole one is whole") {
  for (const auto order : {dng::Order::little, dng::Order::big}) {
    const auto whole = sound_file(order);
    REQUIRE(survives(whole));
    size_t refused = 0;
    for (size_t size = 0; size < whole.size(); size += 3) refused += !survives(dng::Bytes(whole.begin(), whole.begin() + static_cast<ptrdiff_t>(size)));
    CHECK(refused > whole.size() / 3 - 60); // the very end may hold values that decoding does without
  }
}

TEST_CASE("pixels that reach past the end are reported when opened and truncated when decoded") {
  dng::Document document({.width = 64, .height = 64, .bits = 12});
  auto bytes = document.write();
  // The strip's offset lies in its entry: move it so that its last row is outside.
  const dng::Scratch good(bytes);
  document.raw.longs(257, {4096}).longs(278, {4096});
  auto lying = dng::Document(document);
  lying.raw.longs(273, {8}).longs(278, {4096}).longs(279, {4096 * 96});
  dng::Bytes out{'I', 'I'};
  dng::put(out, 42, 2, dng::Order::little), dng::put(out, 8, 4, dng::Order::little);
  lying.raw.write(out);
  const dng::Scratch file(out);
  plugin().host().reports.clear();
  const stranger::Clip clip(plugin(), {file.path()});
  bool told = false;
  for (const auto& report : plugin().reports()) told = told || (report.code == "truncated" && report.severity == FG_SEVERITY_ERROR);
  CHECK(told);
  try {
    (void)stranger::Lane(clip).rows();
    FAIL("it was decoded");
  } catch (const stranger::Error& error) {
    CHECK(error.status() == FG_E_TRUNCATED);
    CHECK(std::string(error.what()).find("offset") != std::string::npos);
  }
}

TEST_CASE("every single byte of the structure may lie without a crash or a hang") {
  const auto whole = sound_file();
  const auto began = std::chrono::steady_clock::now();
  for (size_t at = 0; at < whole.size(); ++at)
    for (const uint8_t lie : {uint8_t{0x00}, uint8_t{0xFF}, static_cast<uint8_t>(whole[at] ^ 0x80)}) {
      auto bytes = whole;
      bytes[at] = lie;
      (void)survives(bytes);
    }
  CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds(120));
}

TEST_CASE("directories that loop, or lead to themselves, end") {
  for (const uint16_t leads : {uint16_t{330}, uint16_t{34665}, uint16_t{34853}}) {
    dng::Document document({.width = 16, .height = 8, .bits = 8});
    auto bytes = document.write();
    document.raw.longs(leads, {bytes[4] | bytes[5] << 8 | bytes[6] << 16}); // its own offset, give or take the new entry
    CHECK(survives(document.write()));
  }
  // The next directory of IFD0 is IFD0.
  dng::Document document({.width = 16, .height = 8, .bits = 8});
  auto bytes = document.write();
  const size_t first = bytes[4] | static_cast<size_t>(bytes[5]) << 8;
  const size_t next = first + 2 + 12 * (bytes[first] | static_cast<size_t>(bytes[first + 1]) << 8);
  std::copy(bytes.begin() + 4, bytes.begin() + 8, bytes.begin() + static_cast<ptrdiff_t>(next));
  CHECK(survives(bytes));
}

TEST_CASE("counts and sizes out of all proportion are refused before memory is reserved") {
  const auto refused = [](uint16_t tag, std::vector<int64_t> values) {
    dng::Document document({.width = 16, .height = 8, .bits = 12});
    document.raw.longs(tag, values);
    const dng::Scratch file(document.write());
    try {
      const stranger::Clip clip(plugin(), {file.path()});
      (void)stranger::Lane(clip).rows();
      return false;
    } catch (const stranger::Error&) {
      return true;
    }
  };
  CHECK(refused(256, {0}));
  CHECK(refused(257, {4000000000}));
  CHECK(refused(258, {33}));
  CHECK(refused(277, {70000}));
  CHECK(refused(322, {0, 1}) == false); // TileWidth alone makes no tiles
  CHECK(refused(50713, {4000000, 4000000}));
  CHECK(refused(50829, {0, 0, 9, 16}));
}

TEST_CASE("a TIFF that is no DNG is left to others") {
  dng::Document document({.width = 16, .height = 8, .bits = 8});
  document.raw.remove(50706);
  const dng::Scratch file(document.write());
  CHECK(stranger::probe(plugin(), file.path()) == 0);
  try {
    const stranger::Clip clip(plugin(), {file.path()});
    FAIL("it was opened");
  } catch (const stranger::Error& error) {
    CHECK(error.status() == FG_E_NOT_THIS_FORMAT);
  }
}

namespace {

constexpr uint16_t strip_byte_counts = 279;

dng::Bytes coded_file(uint32_t width, uint32_t height, const ljpeg::Shape& shape) {
  return dng::jpeg_document({.width = width, .height = height, .bits = shape.precision}, shape).write();
}

// The error of decoding a strip whose JPEG is what `change` makes of a sound one.
template <class Change>
std::string decoding(const dng::Picture& picture, const ljpeg::Shape& shape, Change change) {
  auto document = dng::jpeg_document(picture, shape);
  const auto sound = document.code;
  document.code = [&](const dng::Picture& p, uint32_t left, uint32_t count, uint32_t top, uint32_t rows) {
    auto bytes = sound(p, left, count, top, rows);
    change(bytes);
    return bytes;
  };
  const dng::Scratch file(document.write());
  try {
    const stranger::Clip clip(plugin(), {file.path()});
    (void)stranger::Lane(clip).rows();
    return "decoded";
  } catch (const stranger::Error& error) {
    CHECK((error.status() == FG_E_CORRUPT || error.status() == FG_E_TRUNCATED || error.status() == FG_E_UNSUPPORTED));
    CHECK_THAT(error.what(), Catch::Contains(file.path()) && Catch::Contains("offset"));
    return error.what();
  }
}

}  // namespace

TEST_CASE("a lossless JPEG cut anywhere is an error that names file and offset") {
  const dng::Picture picture{.width = 16, .height = 8, .bits = 12};
  for (const auto& shape : {ljpeg::Shape{}, ljpeg::Shape{.restart_lines = 4}, ljpeg::Shape{.across = 2, .down = 2}}) {
    size_t whole = 0;
    CHECK(decoding(picture, shape, [&](dng::Bytes& jpeg) { whole = jpeg.size(); }) == "decoded");
    for (size_t size = 0; size + 2 < whole; ++size) // the end marker alone may be missing
      REQUIRE(decoding(picture, shape, [&](dng::Bytes& jpeg) { jpeg.resize(size); }) != "decoded");
    CHECK(decoding(picture, shape, [&](dng::Bytes& jpeg) { jpeg.resize(jpeg.size() - 2); }) == "decoded");
  }
}

TEST_CASE("a lossless JPEG with any byte changed is decoded to something or is an error, and soon") {
  const dng::Picture picture{.width = 16, .height = 8, .bits = 12};
  size_t whole = 0;
  (void)decoding(picture, {}, [&](dng::Bytes& jpeg) { whole = jpeg.size(); });
  const auto began = std::chrono::steady_clock::now();
  for (const auto& shape : {ljpeg::Shape{.tables = {ljpeg::steep}}, ljpeg::Shape{.restart_lines = 2}})
    for (size_t at = 0; at < whole; ++at)
      for (const int lie : {0x00, 0xFF, 0x80}) // 0x80: flipped
        (void)decoding(picture, shape, [&](dng::Bytes& jpeg) {
          auto& byte = jpeg[std::min(at, jpeg.size() - 1)];
          byte = static_cast<uint8_t>(lie == 0x80 ? byte ^ 0x80 : lie);
        });
  CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds(120));
}

TEST_CASE("what a lossless JPEG claims is checked before it is believed") {
  const dng::Picture picture{.width = 24, .height = 16, .bits = 12};
  // The frame header lies behind SOI and one table of 36 bytes: marker and length, then precision, lines, width, components.
  constexpr size_t frame = 2 + 38, precision = frame + 4, lines = frame + 5, width = frame + 7, components = frame + 9;
  const auto with = [&](size_t at, const dng::Bytes& bytes) {
    return decoding(picture, {}, [&](dng::Bytes& jpeg) { std::copy(bytes.begin(), bytes.end(), jpeg.begin() + static_cast<ptrdiff_t>(at)); });
  };
  CHECK_THAT(with(precision, {17}), Catch::Contains("samples of 17 bits"));
  CHECK_THAT(with(lines, {0, 15}), Catch::Contains("does not fit"));
  CHECK(with(lines, {0xFF, 0xFF}) == "decoded"); // lines past the strip's are not read
  CHECK_THAT(with(width, {0xFF, 0xFF}), Catch::Contains("does not fit"));
  CHECK_THAT(with(width, {0, 0}), Catch::Contains("0 x 16 samples"));
  CHECK_THAT(with(components, {5}), Catch::Contains("5 components"));
  CHECK_THAT(with(components + 2, {0x21}), Catch::Contains("sampled differently"));
  CHECK_THAT(with(components + 2, {0x01}), Catch::Contains("sampling factors"));
  CHECK_THAT(with(2 + 4, {4}), Catch::Contains("Huffman table 4"));
  CHECK_THAT(with(2 + 4, {3}), Catch::Contains("Huffman table 0 is missing"));
  CHECK_THAT(with(2 + 5, {3, 0, 2}), Catch::Contains("a Huffman table with 3 codes of 1 bits"));
  CHECK_THAT(with(2 + 21, {17}), Catch::Contains("a category above 16"));
  constexpr size_t predictor = components + 7 + 4 + 5;
  CHECK_THAT(with(predictor, {8}), Catch::Contains("predictor 8"));
  CHECK_THAT(with(predictor + 2, {12}), Catch::Contains("point transform of 12"));
  CHECK(decoding(picture, {.restart_lines = 2}, [](dng::Bytes& jpeg) {
          for (size_t i = 0; i + 3 < jpeg.size(); ++i) if (jpeg[i] == 0xFF && jpeg[i + 1] == 0xDD) jpeg[i + 5] += 1;
        }).find("no whole line") != std::string::npos);
  CHECK(decoding(picture, {.restart_lines = 2}, [](dng::Bytes& jpeg) {
          for (size_t i = 0; i + 1 < jpeg.size(); ++i) if (jpeg[i] == 0xFF && jpeg[i + 1] == 0xD1) jpeg[i + 1] = 0xD4;
        }).find("the next restart marker is missing") != std::string::npos);
}

TEST_CASE("a tile of absurd size, or a strip that ends behind the file, is refused before memory is reserved") {
  auto document = dng::jpeg_document({.width = 24, .height = 16, .bits = 12, .piece_width = 1 << 20, .piece_height = 1 << 20}, {});
  document.code = [](const dng::Picture&, uint32_t, uint32_t, uint32_t, uint32_t) { return ljpeg::Writer({}, 12, 16, [](uint32_t, uint32_t, uint32_t) { return uint16_t{1}; }).write(); };
  const dng::Scratch file(document.write());
  const stranger::Clip clip(plugin(), {file.path()});
  CHECK_THROWS_WITH(stranger::Lane(clip).rows(), Catch::Contains("does not fit"));
  // A byte count patched to reach past the end.
  auto bytes = coded_file(24, 16, {});
  for (size_t i = 8; i + 12 <= bytes.size(); ++i)
    if ((bytes[i] | bytes[i + 1] << 8) == strip_byte_counts && bytes[i + 2] == 4 && bytes[i + 4] == 1) bytes[i + 10] = 1;
  const dng::Scratch other(bytes);
  plugin().host().reports.clear();
  const stranger::Clip lying(plugin(), {other.path()});
  CHECK(std::any_of(plugin().reports().begin(), plugin().reports().end(), [](const auto& r) { return r.code == "truncated"; }));
  CHECK_THROWS_WITH(stranger::Lane(lying).rows(), Catch::Contains("the file has"));
}

TEST_CASE("a long JPEG stops when the job is cancelled") {
  const dng::Scratch file(coded_file(2048, 1024, {.precision = 12}));
  const stranger::Clip clip(plugin(), {file.path()});
  const stranger::Lane lane(clip);
  plugin().host().cancel = true;
  try {
    (void)lane.rows();
    FAIL("it went on");
  } catch (const stranger::Error& error) {
    CHECK(error.status() == FG_E_CANCELLED);
  }
  plugin().host().cancel = false;
  CHECK(lane.band(0, 1000, 24).samples(1000).size() == 2048);
}

TEST_CASE("a BigTIFF is refused by its name") {
  dng::Bytes bytes{'I', 'I', 43, 0, 8, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0};
  bytes.resize(64);
  const dng::Scratch file(bytes);
  CHECK(stranger::probe(plugin(), file.path()) == 100);
  CHECK_THROWS_WITH(stranger::Clip(plugin(), {file.path()}), Catch::Contains("BigTIFF"));
}

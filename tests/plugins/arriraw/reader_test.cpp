// SPDX-License-Identifier: Apache-2.0
//
// Pixels and sequences through the ABI. LibRaw is the oracle for the classic packing; it never sees our unpacking code.
#include "plugins/arriraw/ari_fixture.hpp"

#include <libraw/libraw.h>

#include <chrono>

using stranger::Clip;
using stranger::Lane;

TEST_CASE("the classic packing gives LibRaw's photosites bit for bit") {
  const ari::Folder folder;
  const uint32_t width = GENERATE(128u, 2880u);
  const uint32_t height = width / 2;
  ari::Frame frame(width, height);
  const auto path = folder.write("A001C001_160101_R24Y.0000001.ari", frame.trailing(215976));

  LibRaw libraw;
  REQUIRE(libraw.open_file(path.c_str()) == LIBRAW_SUCCESS);
  REQUIRE(libraw.unpack() == LIBRAW_SUCCESS);
  const auto& sizes = libraw.imgdata.sizes;
  REQUIRE(sizes.raw_width == width);
  REQUIRE(sizes.raw_height == height);

  const Clip clip(ari::plugin(), {path});
  const auto image = Lane(clip).rows(0);
  CHECK(image.desc().packing == FG_PACK_MSB32_PAIRS);
  size_t wrong = 0;
  for (uint32_t y = 0; y < height; ++y) {
    const auto row = image.samples(static_cast<int32_t>(y));
    for (uint32_t x = 0; x < width; ++x)
      wrong += row[x] != libraw.imgdata.rawdata.raw_image[size_t{y} * sizes.raw_pitch / 2 + x];
  }
  CHECK(wrong == 0);
}

TEST_CASE("the published test vector of the packing comes out in order") {
  const ari::Folder folder;
  auto bytes = ari::Frame(8, 2).bytes();
  const uint8_t vector[] = {0xCB, 0x21, 0x43, 0x65, 0x00, 0x00, 0x87, 0xA9};
  std::copy(std::begin(vector), std::end(vector), bytes.begin() + 4096);
  const Clip clip(ari::plugin(), {folder.write("a.ari", bytes)});
  const auto row = Lane(clip).rows(0).samples(0);
  CHECK(std::vector<uint16_t>(row.begin(), row.begin() + 4) == std::vector<uint16_t>{0x321, 0x654, 0x987, 0xCBA});
}

TEST_CASE("the reverse packing is read when the camera or the parameter says so") {
  const ari::Folder folder;
  ari::Frame frame(64, 16);
  frame.packing(ari::Packing::reverse);
  const bool by_camera = GENERATE(true, false);
  if (by_camera) frame.text(0x29C, "A-MINI");
  const Clip clip(ari::plugin(), {folder.write("a.ari", frame)});
  const Lane lane(clip, by_camera ? stranger::Settings{} : stranger::Settings{{"packing", std::string("reverse")}});
  CHECK(lane.frame().effective.at("packing") == "reverse");
  const auto image = lane.rows(0);
  CHECK(image.desc().packing == FG_PACK_LSB);
  for (int32_t y = 0; y < 16; ++y)
    CHECK(image.samples(y) ==
          std::vector<uint16_t>(frame.codes().begin() + y * 64, frame.codes().begin() + (y + 1) * 64));
}

TEST_CASE("bands of any height hold the rows of the whole frame") {
  const ari::Folder folder;
  const Clip clip(ari::plugin(), {folder.write("a.ari", ari::Frame(64, 20))});
  const Lane lane(clip);
  const auto whole = lane.rows(0);
  for (const auto& [first, count] : {std::pair{0, 1}, {0, 20}, {7, 6}, {19, 1}}) {
    const auto band = lane.band(0, first, count);
    for (int32_t y = first; y < first + count; ++y) CHECK(band.samples(y) == whole.samples(y));
  }
}

TEST_CASE("rows that lie as recorded are read at once") {
  const ari::Folder folder;
  const Clip clip(ari::plugin(), {folder.write("a.ari", ari::Frame(64, 20))});
  const auto whole = Lane(clip).rows(0);
  fg_decoder* decoder = nullptr;
  auto error = stranger::no_error();
  REQUIRE(clip.table().decoder(clip.raw(), 0, &decoder, &error) == FG_OK);
  const fg_decode_request ask{sizeof(fg_decode_request), 0, 0, nullptr, 0, nullptr};
  stranger::Image band(whole.desc(), {0, 3, 64, 11}, {1, 0, 0});
  const auto out = band.c();
  REQUIRE(clip.table().decode(decoder, &ask, &out, &error) == FG_OK);  // opens the frame
  const auto reads = ari::plugin().host().reads;
  REQUIRE(clip.table().decode(decoder, &ask, &out, &error) == FG_OK);
  CHECK(ari::plugin().host().reads == reads + 1);
  clip.table().release(decoder);
  CHECK(band.fences_stand());
  for (int32_t y = 3; y < 14; ++y) CHECK(band.samples(y) == whole.samples(y));
}

TEST_CASE("the pixel offset is read, not assumed") {
  const ari::Folder folder;
  ari::Frame frame(64, 4);
  frame.u32(0x044, 8192);
  auto bytes = frame.bytes();
  bytes.insert(bytes.begin() + 4096, 4096, 0x77);
  const Clip clip(ari::plugin(), {folder.write("a.ari", bytes)});
  CHECK(Lane(clip).rows(0).samples(0) == std::vector<uint16_t>(frame.codes().begin(), frame.codes().begin() + 64));
}

TEST_CASE("the mosaic comes from the header, from the camera, or from the parameter") {
  const ari::Folder folder;
  const std::map<std::string, std::vector<uint8_t>> sites{
      {"GRBG", {1, 0, 2, 1}}, {"GBRG", {1, 2, 0, 1}}, {"RGGB", {0, 1, 1, 2}}, {"BGGR", {2, 1, 1, 0}}};
  const auto mosaic = [&](const ari::Frame& frame, const stranger::Settings& settings = {}) {
    const Clip clip(ari::plugin(), {folder.write("a.ari", frame)});
    const auto desc = Lane(clip, settings).frame().desc;
    CHECK(desc.cfa_w == 2);
    CHECK(desc.cfa_h == 2);
    return std::vector<uint8_t>(desc.cfa, desc.cfa + 4);
  };
  for (const auto& [name, colours] : sites) {
    CHECK(mosaic(ari::Frame(64, 4).text(0x13C, name)) == colours);
    CHECK(mosaic(ari::Frame(64, 4), {{"cfa", name}}) == colours);
  }
  ari::plugin().host().reports.clear();
  CHECK(mosaic(ari::Frame(64, 4).u32(0x13C, 0)) == sites.at("GRBG"));
  CHECK(ari::was_reported("mosaic-assumed", FG_SEVERITY_INFO));
  CHECK(mosaic(ari::Frame(64, 4).u32(0x13C, 0xFFFFFFFF).text(0x29C, "ALEXA65")) == sites.at("GBRG"));
  CHECK(mosaic(ari::Frame(64, 4).text(0x13C, "GGGG").text(0x29C, "ALEXALF")) == sites.at("GBRG"));
}

TEST_CASE("parameters are listed with their choices and misspelt ones refused") {
  const ari::Folder folder;
  const Clip clip(ari::plugin(), {folder.write("a.ari", ari::Frame(64, 4))});
  const auto params = clip.params();
  REQUIRE(params.size() == 2);
  CHECK(params[0].choices == std::vector<std::string>{"auto", "classic", "reverse"});
  CHECK(params[1].choices == std::vector<std::string>{"auto", "GRBG", "RGGB", "BGGR", "GBRG"});
  CHECK(ari::failure_of([&] { Lane(clip, {{"paking", std::string("classic")}}).frame(); }).first == FG_E_UNSUPPORTED);
  CHECK(ari::failure_of([&] { Lane(clip, {{"cfa", std::string("GGGG")}}).frame(); }).first == FG_E_INVALID_ARGUMENT);
  CHECK(ari::failure_of([&] {
          Lane(clip, {{"packing", std::string("other")}}).frame();
        }).first == FG_E_INVALID_ARGUMENT);
}

TEST_CASE("every frame of a sequence is its own file with its own timecode") {
  const ari::Folder folder;
  std::vector<std::string> files;
  std::vector<std::vector<uint16_t>> codes;
  for (uint8_t i = 0; i < 3; ++i) {
    ari::Frame frame(64, 8);
    frame.codes(codes.emplace_back(ari::random_codes(64, 8, 100u + i)));
    files.push_back(folder.write("a." + std::to_string(i) + ".ari",
                                 frame.timecode(0x1A8, {static_cast<uint8_t>(7 + i), 49, 36, 13}, 0, 24000)));
  }
  const Clip clip(ari::plugin(), files);
  CHECK(clip.info().frame_count == 3);
  CHECK(clip.info().start.frame == 1176223);
  CHECK(clip.files().size() == 3);
  const Lane lane(clip);
  for (const int64_t i : {2, 0, 1}) {
    CHECK(lane.frame(i).timecode.frame == 1176223 + i);
    CHECK(lane.rows(i).samples(7) ==
          std::vector<uint16_t>(codes[static_cast<size_t>(i)].begin() + 7 * 64, codes[static_cast<size_t>(i)].end()));
    CHECK(ari::natives(clip, i).at("arri.masterTimecode").text == std::to_string(1176223 + i) + "@24/1");
  }
  CHECK(ari::failure_of([&] { lane.frame(3); }).first == FG_E_OUT_OF_RANGE);
  CHECK(ari::failure_of([&] { clip.metadata(3); }).first == FG_E_OUT_OF_RANGE);
}

TEST_CASE("a frame of another size than the first is corrupt and named") {
  const ari::Folder folder;
  const auto first = folder.write("a.1.ari", ari::Frame(64, 8)), second = folder.write("a.2.ari", ari::Frame(64, 16));
  const Clip clip(ari::plugin(), {first, second});
  const Lane lane(clip);
  CHECK_NOTHROW(lane.frame(0));
  const auto [status, message] = ari::failure_of([&] { lane.frame(1); });
  CHECK(status == FG_E_CORRUPT);
  CHECK(message.find(second) != std::string::npos);
}

TEST_CASE("opening a long sequence reads one header") {
  const ari::Folder folder;
  std::vector<std::string> files;
  const auto bytes = ari::Frame(64, 8).bytes();
  for (int i = 0; i < 1000; ++i) files.push_back(folder.write("a." + std::to_string(i) + ".ari", bytes));
  auto& host = ari::plugin().host();
  host.bytes_read = 0;
  const auto start = std::chrono::steady_clock::now();
  const Clip clip(ari::plugin(), files);
  CHECK(clip.info().frame_count == 1000);
  CHECK(host.bytes_read == 4096);
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::milliseconds(100));
}

TEST_CASE("HDE is inspected and its decoding refused by name") {
  const ari::Folder folder;
  ari::plugin().host().reports.clear();
  const bool by_name = GENERATE(true, false);
  ari::Frame frame(64, 8);
  if (!by_name) frame.u32(0x048, 400);
  const Clip clip(ari::plugin(), {folder.write(by_name ? "a.ARX" : "a.ari", frame.text(0x4F8, "A001R24Y"))});
  CHECK((clip.info().capabilities & FG_CAN_DECODE) == 0);
  CHECK(clip.fields().at("reelName").text == "A001R24Y");
  CHECK(ari::was_reported("inspect-only", FG_SEVERITY_WARNING));
  const auto [status, message] = ari::failure_of([&] { const Lane lane(clip); });
  CHECK(status == FG_E_UNSUPPORTED);
  CHECK(message.find("HDE") != std::string::npos);
}

TEST_CASE("areas, aspect and orientation follow the header") {
  const ari::Folder folder;
  ari::Frame frame(64, 32);
  frame.u32(0x024, 8).u32(0x028, 4).u32(0x02C, 48).u32(0x030, 24);  // active
  frame.u32(0x034, 2).u32(0x038, 2).u32(0x03C, 60).u32(0x040, 28);  // full
  frame.f32(0x0C4, 1.12f).u32(0x0C8, GENERATE(12u)).u32(0x058, 5);
  const Clip clip(ari::plugin(), {folder.write("a.ari", frame)});
  const auto desc = *clip.info().native;
  CHECK(std::vector{desc.active.x, desc.active.y, desc.active.w, desc.active.h} == std::vector{2, 2, 60, 28});
  CHECK(std::vector{desc.display.x, desc.display.y, desc.display.w, desc.display.h} == std::vector{8, 4, 48, 24});
  CHECK(desc.pixel_aspect.num == 28);
  CHECK(desc.pixel_aspect.den == 25);
  CHECK(desc.orientation == 3);
  CHECK(desc.colour_science == 5);
  frame.u32(0x034, 5);  // 5 + 60 leaves the raster
  const Clip other(ari::plugin(), {folder.write("b.ari", frame)});
  CHECK(other.info().native->active.w == 48);
}

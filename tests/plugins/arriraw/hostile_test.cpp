// SPDX-License-Identifier: Apache-2.0
//
// Cut and lying files: an error that names the file, or honest answers; never a crash, never an endless allocation.
#include "plugins/arriraw/ari_fixture.hpp"

using stranger::Clip;
using stranger::Lane;

namespace {

// Everything a host would ask of a clip.
void ask_everything(const std::string& path) {
  const Clip clip(ari::plugin(), {path});
  (void)clip.info();
  (void)clip.fields();
  const Lane lane(clip);
  const auto frame = lane.frame(0);
  (void)lane.band(0, static_cast<int32_t>(frame.desc.height) - 1, 1);
}

}  // namespace

TEST_CASE("a file cut inside its header is truncated, with its name and place") {
  const ari::Folder folder;
  const auto bytes = ari::Frame(64, 8).bytes();
  for (const size_t size : {0, 1, 3, 4, 8, 16, 100, 0x13C, 0x9E3, 4095}) {
    const auto path =
        folder.write("cut.ari", std::vector<uint8_t>(bytes.begin(), bytes.begin() + static_cast<ptrdiff_t>(size)));
    const auto [status, message] = ari::failure_of([&] { const Clip clip(ari::plugin(), {path}); });
    CHECK(status == FG_E_TRUNCATED);
    CHECK(message.find("cut.ari: offset 0") != std::string::npos);
  }
}

TEST_CASE("a file cut inside its pixels is inspected, reported, and its frame refused") {
  const ari::Folder folder;
  const auto bytes = ari::Frame(64, 8).bytes();
  for (const size_t size : {size_t{4096}, size_t{4097}, size_t{4096 + 96 * 3 + 5}, bytes.size() - 1}) {
    ari::plugin().host().reports.clear();
    const auto path =
        folder.write("cut.ari", std::vector<uint8_t>(bytes.begin(), bytes.begin() + static_cast<ptrdiff_t>(size)));
    const Clip clip(ari::plugin(), {path});
    CHECK(ari::was_reported("truncated-frame", FG_SEVERITY_ERROR));
    CHECK(clip.fields().at("isoSpeed").text == "800");
    const auto [status, message] = ari::failure_of([&] { Lane(clip).frame(0); });
    CHECK(status == FG_E_TRUNCATED);
    CHECK(message.find("cut.ari: offset 4096") != std::string::npos);
  }
}

TEST_CASE("a sequence whose last file is cut says so when it is opened") {
  const ari::Folder folder;
  auto bytes = ari::Frame(64, 8).bytes();
  const auto first = folder.write("a.1.ari", bytes);
  bytes.pop_back();
  const auto last = folder.write("a.2.ari", bytes);
  ari::plugin().host().reports.clear();
  const Clip clip(ari::plugin(), {first, last});
  CHECK(ari::was_reported("truncated-frame", FG_SEVERITY_ERROR));
  CHECK_NOTHROW(Lane(clip).rows(0));
  CHECK(ari::failure_of([&] { Lane(clip).frame(1); }).first == FG_E_TRUNCATED);
}

TEST_CASE("rasters that cannot be are corrupt") {
  const ari::Folder folder;
  for (const auto& [width, height] : std::vector<std::pair<uint32_t, uint32_t>>{
           {0xFFFFFFFF, 8}, {64, 0xFFFFFFFF}, {0, 8}, {64, 0}, {65536, 8}, {64, 65536}, {0x80000000, 0x80000000}}) {
    const auto path = folder.write("size.ari", ari::Frame(64, 8).u32(0x014, width).u32(0x018, height));
    const auto [status, message] = ari::failure_of([&] { const Clip clip(ari::plugin(), {path}); });
    CHECK(status == FG_E_CORRUPT);
    CHECK(message.find("size.ari: offset 20") != std::string::npos);
  }
}

TEST_CASE("a raster larger than the file is truncated before anything is allocated") {
  const ari::Folder folder;
  const Clip clip(ari::plugin(),
                  {folder.write("a.ari", ari::Frame(64, 8).u32(0x014, 65528).u32(0x018, 65535).u32(0x048, 0))});
  CHECK(ari::failure_of([&] { Lane(clip).frame(0); }).first == FG_E_TRUNCATED);
}

TEST_CASE("pixels that would lie in the header or beyond the file are refused") {
  const ari::Folder folder;
  const auto inside = folder.write("a.ari", ari::Frame(64, 8).u32(0x044, 16));
  CHECK(ari::failure_of([&] { const Clip clip(ari::plugin(), {inside}); }).first == FG_E_CORRUPT);
  const Clip beyond(ari::plugin(), {folder.write("b.ari", ari::Frame(64, 8).u32(0x044, 0xFFFFFFFE))});
  CHECK(ari::failure_of([&] { Lane(beyond).frame(0); }).first == FG_E_TRUNCATED);
}

TEST_CASE("rows that do not fill whole words are refused, not read askew") {
  const ari::Folder folder;
  const Clip clip(ari::plugin(), {folder.write("a.ari", ari::Frame(64, 8).u32(0x014, 62))});
  const auto [status, message] = ari::failure_of([&] { Lane(clip).frame(0); });
  CHECK(status == FG_E_UNSUPPORTED);
  CHECK(message.find("classic") != std::string::npos);
}

TEST_CASE("a file that vanishes between opening and decoding is named") {
  const ari::Folder folder;
  const auto first = folder.write("a.1.ari", ari::Frame(64, 8)), second = folder.write("a.2.ari", ari::Frame(64, 8));
  const Clip clip(ari::plugin(), {first, second});
  std::filesystem::remove(second);
  const auto [status, message] = ari::failure_of([&] { Lane(clip).frame(1); });
  CHECK(status == FG_E_NOT_FOUND);
  CHECK(message.find(second) != std::string::npos);
}

TEST_CASE("windows outside the raster are refused") {
  const ari::Folder folder;
  const Clip clip(ari::plugin(), {folder.write("a.ari", ari::Frame(64, 8))});
  const Lane lane(clip);
  for (const auto& [first, count] : {std::pair{-1, 2}, {7, 2}, {8, 1}})
    CHECK(ari::failure_of([&] { lane.band(0, first, count); }).first == FG_E_OUT_OF_RANGE);
}

TEST_CASE("any word of the header may lie") {
  const ari::Folder folder;
  const auto good = ari::Frame(64, 8).bytes();
  size_t survived = 0;
  for (size_t at = 0; at < 0x9E8; at += 4)
    for (const uint32_t lie : {0u, 0x7FFFFFFFu, 0x80000000u, 0xFFFFFFFFu, 0x41414141u}) {
      auto bytes = good;
      std::memcpy(bytes.data() + at, &lie, 4);
      const auto path = folder.write("lie.ari", bytes);
      const auto [status, message] = ari::failure_of([&] { ask_everything(path); });
      survived += status == FG_OK;
      if (status != FG_OK && status != FG_E_NOT_THIS_FORMAT && status != FG_E_CORRUPT && status != FG_E_TRUNCATED &&
          status != FG_E_UNSUPPORTED)
        FAIL("offset " << at << ", value " << lie << ": status " << status << ", " << message);
    }
  CHECK(survived > 2500);  // nearly every field may be anything, and the picture is still there
}

TEST_CASE("a header of noise is no clip or an honest one") {
  const ari::Folder folder;
  std::mt19937 random(7);
  for (int i = 0; i < 300; ++i) {
    auto bytes = ari::Frame(64, 8).bytes();
    for (size_t at = i % 2 ? 0x010 : 0x050; at < 4096; ++at) bytes[at] = static_cast<uint8_t>(random());
    const auto path = folder.write("noise.ari", bytes);
    const auto [status, message] = ari::failure_of([&] { ask_everything(path); });
    CHECK(status != FG_E_INTERNAL);
    CHECK(status != FG_E_NO_MEMORY);
  }
}

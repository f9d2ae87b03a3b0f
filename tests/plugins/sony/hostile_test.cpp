// SPDX-License-Identifier: Apache-2.0
//
// Files cut short and files that lie: an error or a report each time, and soon. Run under the sanitizers too.
#include "sony_clip.hpp"

#include <fcntl.h>

using namespace sony_test;

namespace {

mxf::Clip small_clip() {
  auto movie = xavc();
  movie.frames = 2;
  movie.picture_bytes = [](uint32_t) { return 16u; };
  movie.data = [](uint32_t) { return frame_data(acquisition_set(lens_unit, {{0x8000, mxf::number(0x8000, 2)}, {0x8007, mxf::bytes_of("lens")}})); };
  return movie;
}

// Everything a host would call; true when all of it worked and nothing was reported as an error.
bool survives_file(const std::string& path) {
  plugin().host().reports.clear();
  (void)stranger::probe(plugin(), path);
  try {
    const stranger::Clip clip(plugin(), {path});
    (void)clip.fields();
    const auto count = std::min<int64_t>(clip.info().frame_count, 2);
    const stranger::Lane lane(clip);
    for (int64_t i = 0; i < count; ++i) (void)clip.metadata(i), (void)lane.frame(i);
    for (const auto& report : plugin().reports())
      if (report.severity == FG_SEVERITY_ERROR) return false;
    return count == 2;
  } catch (const stranger::Error& error) {
    CHECK(error.status() != FG_E_INTERNAL);
    CHECK(std::string(error.what()).size() > 8);
    return false;
  }
}

}  // namespace

TEST_CASE("a clip cut anywhere is never taken for whole") {
  const FolderOfItsOwn folder;
  const auto whole = small_clip().write();
  const auto write = [&](size_t size) { std::ofstream(folder / "a.mxf", std::ios::binary | std::ios::trunc).write(reinterpret_cast<const char*>(whole.data()), static_cast<std::streamsize>(size)); };
  write(whole.size());
  REQUIRE(survives_file(folder / "a.mxf"));
  const size_t random_index = 20 + 2 * 12 + 4; // without it the footer is found all the same
  for (size_t size = 0; size < whole.size() - random_index - 300; size += 7) {
    INFO(size);
    write(size);
    CHECK_FALSE(survives_file(folder / "a.mxf"));
  }
}

TEST_CASE("every byte of a clip may lie without a crash or a hang") {
  const FolderOfItsOwn folder;
  auto movie = small_clip();
  movie.partition_every = 1;
  const auto whole = movie.write();
  movie.write_to(folder / "a.mxf");
  const int file = ::open((folder / "a.mxf").c_str(), O_WRONLY);
  REQUIRE(file >= 0);
  for (size_t at = 0; at < whole.size(); ++at) {
    for (const uint8_t lie : {uint8_t{0x00}, uint8_t{0x7F}, uint8_t{0xFF}}) {
      if (lie == whole[at]) continue;
      REQUIRE(::pwrite(file, &lie, 1, static_cast<off_t>(at)) == 1);
      (void)survives_file(folder / "a.mxf");
    }
    REQUIRE(::pwrite(file, &whole[at], 1, static_cast<off_t>(at)) == 1);
  }
  ::close(file);
}

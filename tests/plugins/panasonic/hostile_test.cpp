// SPDX-License-Identifier: Apache-2.0
//
// Files cut short and files that lie: an error or a report each time, and soon. Run under the sanitizers too.
#include "p2_clip.hpp"

#include <fcntl.h>

namespace {

bool survives_file(const std::string& path) {
  p2::plugin().host().reports.clear();
  (void)stranger::probe(p2::plugin(), path);
  try {
    const stranger::Clip clip(p2::plugin(), {path});
    (void)clip.fields();
    const stranger::Lane lane(clip);
    for (int64_t i = 0; i < std::min<int64_t>(clip.info().frame_count, 2); ++i) (void)clip.metadata(i), (void)lane.frame(i);
    return clip.info().frame_count == 2 && !p2::was_reported("incomplete");
  } catch (const stranger::Error& error) {
    CHECK(error.status() != FG_E_INTERNAL);
    return false;
  }
}

mxf::Clip small() {
  auto out = p2::clip();
  out.frames = 2, out.picture_bytes = [](uint32_t) { return 16u; };
  return out;
}

}  // namespace

TEST_CASE("a clip cut anywhere is never taken for whole") {
  const FolderOfItsOwn folder;
  const auto whole = small().write();
  for (size_t size = 0; size + 348 < whole.size(); size += 13) {
    INFO(size);
    folder.write("a.mxf", std::string(whole.begin(), whole.begin() + static_cast<ptrdiff_t>(size)));
    CHECK_FALSE(survives_file(folder / "a.mxf"));
  }
}

TEST_CASE("every byte of a clip may lie without a crash or a hang") {
  const FolderOfItsOwn folder;
  const auto whole = small().write();
  small().write_to(folder / "a.mxf");
  REQUIRE(survives_file(folder / "a.mxf"));
  const int file = ::open((folder / "a.mxf").c_str(), O_WRONLY);
  REQUIRE(file >= 0);
  for (size_t at = 0; at < whole.size(); ++at) {
    for (const uint8_t lie : {uint8_t{0x00}, uint8_t{0x7F}, uint8_t{0xFF}}) {
      REQUIRE(::pwrite(file, &lie, 1, static_cast<off_t>(at)) == 1);
      (void)survives_file(folder / "a.mxf");
    }
    REQUIRE(::pwrite(file, &whole[at], 1, static_cast<off_t>(at)) == 1);
  }
  ::close(file);
}

// SPDX-License-Identifier: Apache-2.0
//
// Files cut short and files that lie: an error or a report each time, and soon. Run under the sanitizers too.
#include "opened.hpp"

using namespace braw_test;

namespace {

// Everything a host would call; true when all of it worked and nothing was reported as an error.
bool survives(const std::string& bytes) {
  static const FolderOfItsOwn folder;
  const auto path = folder.write("a.braw", bytes);
  plugin().host().reports.clear();
  (void)stranger::probe(plugin(), path);
  try {
    const stranger::Clip clip(plugin(), {path});
    (void)clip.fields();
    const auto count = std::min<int64_t>(clip.info().frame_count, 5);
    const stranger::Lane lane(clip);
    for (int64_t i = 0; i < count; ++i) (void)clip.fields(i), (void)lane.frame(i);
    for (const auto& report : plugin().reports())
      if (report.severity == FG_SEVERITY_ERROR) return false;
    return count == 5;
  } catch (const stranger::Error& error) {
    CHECK(error.status() != FG_E_INTERNAL);
    CHECK(std::string(error.what()).size() > 8);
    return false;
  }
}

Movie small() {
  Movie out;
  out.keys.pop_back(); // the large look
  return out;
}

}  // namespace

TEST_CASE("a braw cut anywhere is never taken for whole") {
  const auto whole = small().write();
  REQUIRE(survives(whole));
  for (size_t size = 0; size < whole.size(); size += 37) {
    INFO(size);
    CHECK_FALSE(survives(whole.substr(0, size)));
  }
}

TEST_CASE("a clip without its index still tells what its first frame says") {
  const auto bytes = Movie{.index = false}.write();
  const Opened clip(bytes.substr(0, bytes.size() - 100));
  CHECK(clip->info().frame_count == -1);
  CHECK(clip->info().native->width == 4608);
  auto fields = clip->fields();
  CHECK(fields["isoSpeed"].text == "800");
  CHECK(fields["focus"].text == "0.991");
  const auto* said = Opened::report("truncated");
  REQUIRE(said);
  CHECK(said->severity == FG_SEVERITY_ERROR);
}

TEST_CASE("a clip whose media are cut behind an index names the frames that are not there") {
  Movie movie = small();
  const auto bytes = movie.write();
  const auto moov = bytes.find("moov") - 4, media = bytes.find("mdat") - 4;
  auto index_first = bytes.substr(moov) + bytes.substr(0, moov); // places now point elsewhere: past the end for the last ones
  CHECK_FALSE(survives(index_first));
  CHECK(media == 8);
}

TEST_CASE("every byte of boxes, keys and attributes may lie without a crash or a hang") {
  const auto whole = small().write();
  const auto moov = whole.find("moov") - 4;
  std::vector<size_t> places;
  for (size_t at = 0; at < 320; ++at) places.push_back(at);
  for (size_t at = moov; at < whole.size(); at += 2) places.push_back(at);
  for (const size_t at : places)
    for (const char lie : {'\x00', '\x7F', '\xFF'}) {
      auto bytes = whole;
      bytes[at] = lie;
      (void)survives(bytes);
    }
}

TEST_CASE("four thousand million frames are not believed") {
  auto bytes = small().write();
  const auto at = bytes.find("stsz") + 8; // one size for all, then the count
  bytes.replace(at, 8, big(1, 4) + big(0xFFFFFFFFu, 4));
  const Opened clip(bytes);
  CHECK(clip->info().frame_count < 10'000);
  CHECK_FALSE(plugin().reports().empty());
}

// SPDX-License-Identifier: Apache-2.0
//
// Pictures of AVC-Intra as x264 codes them, in OP-Atom and OP1a, with their parameter sets and without, as cameras leave them out;
// and DV. FFmpeg is the witness.
#include "p2_clip.hpp"
#include "plugins/any_order.hpp"

using namespace movie_test;

namespace {

struct Kind { std::string name, size, format, of_class; int width, height; bool fields = false; };
const std::vector<Kind> kinds{{"100_1080p", "1920x1080", "yuv422p10le", "100", 1920, 1080}, {"100_720p", "1280x720", "yuv422p10le", "100", 1280, 720},
                              {"50_1080p", "1440x1080", "yuv420p10le", "50", 1440, 1080},   {"50_720p", "960x720", "yuv420p10le", "50", 960, 720},
                              {"100_1080i", "1920x1080", "yuv422p10le", "100", 1920, 1080, true}, {"50_1080i", "1440x1080", "yuv420p10le", "50", 1440, 1080, true}};

std::string recorded(const Kind& kind, const std::string& as) {
  std::vector<std::string> words{"-c:v", "libx264", "-pix_fmt", kind.format, "-avcintra-class", kind.of_class, "-metadata", "company_name=Panasonic", "-f", as};
  if (kind.fields) words.insert(words.end(), {"-flags", "+ildct", "-top", "1"}); // x264's own word for fields would write other weights
  return made(kind.name + "_" + as + ".mxf", kind.size, 3, words, kind.height == 720 ? "50" : "25");
}

// Its sets become filler: what is left is a stream as cameras write it, with nothing moved.
std::string without_sets(const std::string& path, const std::string& to) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  auto all = text.str();
  int blanked = 0;
  for (size_t at = all.find(std::string("\0\0\1", 3)); at != all.npos && at + 3 < all.size(); at = all.find(std::string("\0\0\1", 3), at + 3))
    if (const int type = all[at + 3] & 31; (type == 7 || type == 8) && (all[at + 3] & 0x60) == 0x60) all[at + 3] = 12, ++blanked;
  REQUIRE(blanked >= 6);
  std::ofstream(to, std::ios::binary) << all;
  return to;
}

Reading reading_of(const Kind& kind) {
  auto how = bt709;
  how.interlaced = kind.fields;
  return how;
}

}  // namespace

TEST_CASE("AVC-Intra is FFmpeg's in OP-Atom and in OP1a") {
  if (missing("ffmpeg")) return;
  for (const char* as : {"mxf", "mxf_opatom"})
    for (const auto& kind : {kinds[0], kinds[3]}) {
      const auto path = recorded(kind, as);
      check_any_order(p2::plugin(), path, decoded(path, kind.format, kind.width, kind.height), reading_of(kind), 37);
    }
}

TEST_CASE("AVC-Intra without parameter sets is what it was with them") {
  if (missing("ffmpeg")) return;
  const FolderOfItsOwn folder;
  for (const auto& kind : kinds) {
    INFO(kind.name);
    const auto whole = recorded(kind, "mxf"), bare = without_sets(whole, folder / (kind.name + ".mxf"));
    const stranger::Clip clip(p2::plugin(), {bare});
    CHECK(p2::texts(clip).at("panasonic.Codec") == (kind.name.starts_with("100") ? "AVC-Intra 100" : "AVC-Intra 50"));
    CHECK((clip.info().native->scan == FG_SCAN_UPPER_FIRST) == kind.fields);
    const auto raw = decoded(whole, kind.format, kind.width, kind.height);
    CHECK((raw.bytes == decoded(bare, kind.format, kind.width, kind.height).bytes)); // FFmpeg has tables of its own for what is left out
    const stranger::Lane lane(clip);
    for (const int64_t frame : {2, 0, 1}) {
      INFO("frame " << frame);
      CHECK(difference(lane.rows(frame), raw, frame, reading_of(kind), 11) < float_rounding);
    }
  }
}

TEST_CASE("DV is FFmpeg's, its fields woven") {
  if (missing("ffmpeg")) return;
  const auto path = made("dv.mxf", "720x576", 3, {"-c:v", "dvvideo", "-pix_fmt", "yuv420p"});
  auto how = bt601;
  how.interlaced = true;
  check_any_order(p2::plugin(), path, decoded(path, "yuv420p", 720, 576), how, 9);
}

TEST_CASE("the card's words for curve and gamut name the encoding of its frames") {
  if (missing("ffmpeg")) return;
  const auto path = recorded(kinds[1], "mxf_opatom");
  const FolderOfItsOwn folder;
  folder.write("a.XML", p2::xml());
  const stranger::Clip clip(p2::plugin(), {path}, {folder / "a.XML"});
  CHECK(stranger::Lane(clip).frame(0).encoding == "panasonic.vlog.vgamut");
  CHECK(p2::texts(clip).at("panasonic.taken.encodingFrom") == "CaptureGamma");
  CHECK(stranger::Lane(stranger::Clip(p2::plugin(), {path})).frame(0).encoding.empty()); // x264 tags no curve
}

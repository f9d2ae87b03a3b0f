// SPDX-License-Identifier: Apache-2.0
//
// Files cut short and headers that lie: an error or a report each time. Run under the sanitizers too.
#include "plugins/dpx/opened.hpp"

#include <catch2/catch.hpp>
#include <random>

using dpx_test::Bytes;
using dpx_test::Header;
using dpx_test::Opened;
using dpx_test::Picture;

namespace {

bool survives(const FolderOfItsOwn& folder, const Bytes& bytes, bool cineon) { // true: all worked and nothing was reported as an error
  static stranger::Plugin plugin("org.filmgate.dpx");
  const auto path = folder.write("a.dpx", dpx_test::as_text(bytes));
  plugin.host().reports.clear();
  try {
    const stranger::Clip clip(plugin, {path}, {}, {}, cineon ? "cineon" : "dpx");
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

std::string refusal(const Picture& picture) {
  const Opened opened(picture);
  CHECK((opened.clip.info().capabilities & FG_CAN_DECODE) == 0);
  CHECK_THROWS(stranger::Lane(opened.clip));
  return opened.said("undecodable");
}

}  // namespace

TEST_CASE("a frame that ends early is an error at any length") {
  const FolderOfItsOwn folder;
  for (const bool cineon : {false, true}) {
    const auto whole = Picture{.cineon = cineon}.write();
    CHECK(survives(folder, whole, cineon));
    for (size_t size = 0; size < whole.size(); size += size > 2000 ? 1 : 37) CHECK_FALSE(survives(folder, Bytes(whole.begin(), whole.begin() + static_cast<ptrdiff_t>(size)), cineon));
  }
}

TEST_CASE("headers with wrong bits never bring the reader down") {
  const FolderOfItsOwn folder;
  std::mt19937 random(7);
  for (const bool cineon : {false, true})
    for (const unsigned bits : {8u, 10u}) {
      const auto whole = Picture{.bits = bits, .packing = bits == 10 ? 1u : 0u, .cineon = cineon}.write();
      for (int i = 0; i < 400; ++i) {
        auto bytes = whole;
        for (int k = 0; k < 1 + i % 3; ++k) bytes[random() % (i % 2 ? 820 : bytes.size())] = static_cast<uint8_t>(i % 5 ? random() : 0xFF);
        (void)survives(folder, bytes, cineon);
      }
    }
}

TEST_CASE("sizes and offsets that can not be are refused") {
  CHECK_THROWS(Opened(Picture{.more = [](Header& h) { h.u32(772, 0); }}));
  CHECK_THROWS(Opened(Picture{.more = [](Header& h) { h.u32(776, 0x7FFFFFFF); }}));
  CHECK_THROWS(Opened(Picture{.more = [](Header& h) { h.u32(772, 65536); }}));
  CHECK(refusal({.more = [](Header& h) { h.u32(808, 4); }}).find("within the header") != std::string::npos);
  const Opened padded(Picture{.more = [](Header& h) { h.u32(812, 0xFFFFFFF0); }});
  CHECK(padded.said("truncated").find("copy it again") != std::string::npos);
}

TEST_CASE("what is not decoded is refused by its name, and inspected all the same") {
  CHECK(refusal({.more = [](Header& h) { h.u16(806, 1); }}).find("run-length") != std::string::npos);
  CHECK(refusal({.more = [](Header& h) { h.u8(800, 100); }}).find("descriptor 100") != std::string::npos);
  CHECK(refusal({.more = [](Header& h) { h.u16(770, 3); }}).find("3 image elements") != std::string::npos);
  CHECK(refusal({.more = [](Header& h) { h.u32(780, 1); }}).find("signed") != std::string::npos);
  CHECK(refusal({.more = [](Header& h) { h.u8(803, 1); }}).find("1 bits") != std::string::npos);
  CHECK(refusal({.more = [](Header& h) { h.u16(804, 5); }}).find("packing 5") != std::string::npos);
  CHECK(refusal({.descriptor = 6}).find("luma") != std::string::npos);
  CHECK(refusal({.cineon = true, .more = [](Header& h) { h.u8(680, 1); }}).find("interleaving") != std::string::npos);
  CHECK(refusal({.cineon = true, .more = [](Header& h) { h.u8(683, 1); }}).find("negative") != std::string::npos);
}

TEST_CASE("a longer user header than is kept is left out and told") {
  const Opened opened(Picture{.image_offset = 2048 + 32 + (300 << 10), .more = [](Header& h) { h.u32(32, 32 + (300 << 10)); }});
  CHECK(opened.value("dpx.UserData").empty());
  CHECK(opened.said("value-left-out").find("dpx.UserData") != std::string::npos);
}

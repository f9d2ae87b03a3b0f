// SPDX-License-Identifier: Apache-2.0
//
// Files cut short and bits that flipped: an error or a picture each time, and soon. Run under the sanitizers too.
#include "gpr_file.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <random>

namespace {

// Everything a host would call; true when all of it worked.
bool survives(const gpr::Bytes& bytes) {
  const dng::Scratch file(bytes, "a.GPR");
  (void)stranger::probe(gpr::plugin(), file.path());
  try {
    const stranger::Clip clip(gpr::plugin(), {file.path()});
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

TEST_CASE("a GPR cut at every 512th byte gives an error each time") {
  for (const char* name : {"rggb14.GPR", "gbrg12.GPR"}) {
    const auto whole = gpr::bytes_of(gpr::data(name));
    REQUIRE(survives(whole));
    size_t survived = 0, cuts = 0;
    for (size_t size = 0; size < whole.size(); size += 512, ++cuts)
      survived += survives(gpr::Bytes(whole.begin(), whole.begin() + static_cast<ptrdiff_t>(size)));
    INFO(name << " of " << whole.size() << " bytes, " << cuts << " cuts");
    CHECK(survived == 0);
  }
}

TEST_CASE("two hundred flipped bits are survived, one at a time") {
  const auto whole = gpr::bytes_of(gpr::data("gbrg12.GPR"));
  std::mt19937 random(2073);
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < 200; ++i) {
    auto spoilt = whole;
    const size_t at = i % 4 == 0 ? random() % 2048 : random() % spoilt.size(); // directories are small and matter most
    spoilt[at] = static_cast<uint8_t>(spoilt[at] ^ 1u << random() % 8);
    (void)survives(spoilt);
  }
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(120));
}

TEST_CASE("two hundred flipped bits of the coded picture are survived too") {
  const auto coded = gpr::smooth(96, 80).write();
  std::mt19937 random(17);
  size_t survived = 0;
  for (int i = 0; i < 200; ++i) {
    auto spoilt = coded;
    const size_t at = random() % spoilt.size();
    spoilt[at] = static_cast<uint8_t>(spoilt[at] ^ 1u << random() % 8);
    survived += survives(gpr::document(spoilt, 96, 80).write());
  }
  CHECK(survived < 200); // many are bits of averages, which may be anything
  CHECK(survived > 0);
}

TEST_CASE("sizes that lie ask for no memory") {
  auto huge = gpr::smooth().write();
  for (const size_t at : {10u, 14u}) huge[at] = 0xFF, huge[at + 1] = 0xFE; // 65534 x 65534
  const dng::Scratch file(gpr::document(huge, 65534, 65534).write(), "a.GPR");
  const stranger::Clip clip(gpr::plugin(), {file.path()});
  CHECK((clip.info().capabilities & FG_CAN_DECODE) == 0);
  CHECK_THROWS_WITH(stranger::Lane(clip).band(0, 0, 2), Catch::Contains("too large"));
}

// SPDX-License-Identifier: Apache-2.0
#include "same_names.hpp"

#include <catch2/catch.hpp>

using namespace filmgate;

namespace {

FoundClip clip(const std::string& name, const std::string& file, std::optional<Roll> roll = {}) {
  FoundClip out;
  out.name = name, out.files = {Path(file)}, out.roll = std::move(roll);
  return out;
}

std::string told(std::vector<FoundClip> clips) {
  tell_same_names(clips);
  std::string out;
  for (const auto& one : clips) out += one.problems.empty() ? "-" : one.problems.front().code == "duplicate-name" ? "d" : "?";
  return out;
}

Roll on_card(const std::string& folder, const std::string& reel = "") { return {"layout", "bundle", folder, reel}; }

}  // namespace

TEST_CASE("clips of one name and format are told, those of others are not") {
  CHECK(told({clip("C1", "a/C1.mov"), clip("C2", "a/C2.mov"), clip("C1", "b/C1.MOV")}) == "d-d");
  CHECK(told({clip("C1", "a/C1.mov"), clip("C1", "a/C1.mxf")}) == "--"); // a proxy beside its clip
}

TEST_CASE("cards that number their clips from one are told apart by their reels, else by their own names") {
  CHECK(told({clip("C0001", "x", on_card("CARD1")), clip("C0001", "x", on_card("CARD2"))}) == "--");
  CHECK(told({clip("C0001", "x", on_card("CARD1")), clip("C0001", "x", on_card("CARD1"))}) == "dd");
  CHECK(told({clip("A001C001", "x", on_card("CARD1", "A001")), clip("A001C001", "x", on_card("CARD2", "A001"))}) == "dd"); // one reel name for two cards
  CHECK(told({clip("C001", "x", on_card("CARD1", "A001")), clip("C001", "x", on_card("CARD1", "B001"))}) == "--");
}

TEST_CASE("of many the message names one, and how many more there are") {
  std::vector<FoundClip> clips{clip("C", "a/C.mov"), clip("C", "b/C.mov"), clip("C", "c/C.mov")};
  tell_same_names(clips);
  CHECK(clips[0].problems.at(0).message.find("b/C.mov and 1 more has the same name") != std::string::npos);
  CHECK(clips[2].problems.at(0).message.find("a/C.mov and 1 more has the same name") != std::string::npos);
}

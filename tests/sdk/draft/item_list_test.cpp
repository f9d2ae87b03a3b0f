// SPDX-License-Identifier: Apache-2.0
#include "open_file.hpp"

#include <filmgate/cpp/draft/item_list.hpp>

using namespace draft_test;
using fg::draft::Boxes;
using fg::draft::item_list;

namespace {

std::string data(uint32_t type, const std::string& value) { return box("data", big_endian(type, 4) + big_endian(0, 4) + value); }

std::vector<fg::draft::Item> items_of(const std::string& meta_body) {
  const FolderOfItsOwn folder;
  const OpenedFile file(folder.write("a.mov", box("meta", meta_body)));
  const Boxes boxes(*file);
  return item_list(boxes, boxes.top().at(0));
}

std::string keys(const std::vector<std::string>& names) {
  std::string out = big_endian(0, 4) + big_endian(names.size(), 4);
  for (const auto& name : names) out += big_endian(8 + name.size(), 4) + "mdta" + name;
  return box("keys", out);
}

const std::string handler = box("hdlr", std::string(8, '\0') + "mdta" + std::string(12, '\0'));

}  // namespace

TEST_CASE("typed values keep their types") {
  const auto list = handler + keys({"iso", "gain", "angle", "size", "name", "raw"}) +
                    box("ilst", box(big_endian(1, 4), data(77, big_endian(800, 4))) + box(big_endian(2, 4), data(66, big_endian(0xfffe, 2))) +
                                    box(big_endian(3, 4), data(23, big_endian(0x43340000, 4))) +
                                    box(big_endian(4, 4), data(71, big_endian(0x4330000043200000, 8))) + box(big_endian(5, 4), data(1, "A001")) +
                                    box(big_endian(6, 4), data(99, "\x01\x02")));
  const auto items = items_of(list);
  REQUIRE(items.size() == 6);
  CHECK(items[0].key == "iso");
  CHECK(std::get<int64_t>(items[0].value) == 800);
  CHECK(std::get<int64_t>(items[1].value) == -2);
  CHECK(std::get<double>(items[2].value) == 180.0);
  CHECK(std::get<std::vector<double>>(items[3].value) == std::vector<double>{176.0, 160.0});
  CHECK(std::get<std::string>(items[4].value) == "A001");
  CHECK(std::get<std::vector<uint8_t>>(items[5].value) == std::vector<uint8_t>{1, 2});
}

TEST_CASE("a meta box with version and flags is read as well") {
  const auto items = items_of(big_endian(0, 4) + handler + keys({"reel"}) + box("ilst", box(big_endian(1, 4), data(1, "R1"))));
  REQUIRE(items.size() == 1);
  CHECK(items[0].key == "reel");
}

TEST_CASE("items without a key in the list keep their type as the key, and a value of the wrong size its bytes") {
  const auto items = items_of(handler + box("ilst", box("\xa9nam", data(1, "x")) + box(big_endian(9, 4), data(23, "ab"))));
  REQUIRE(items.size() == 2);
  CHECK(items[0].key == "\xa9nam");
  CHECK(std::holds_alternative<std::vector<uint8_t>>(items[1].value));
}

TEST_CASE("a key that leaves its box is refused, and pictures are left out by name") {
  CHECK(refused([] { (void)items_of(handler + box("keys", big_endian(0, 4) + big_endian(1, 4) + big_endian(900, 4) + "mdtaabcd")); }) == FG_E_CORRUPT);
  CHECK(items_of(handler + keys({"cover"}) + box("ilst", box(big_endian(1, 4), data(13, std::string(70000, 'j'))))).empty());
  const FolderOfItsOwn folder;
  const OpenedFile file(folder.write("a.mov", box("meta", handler + keys({"cover"}) + box("ilst", box(big_endian(1, 4), data(13, std::string(70000, 'j')))))));
  const Boxes boxes(*file);
  std::vector<std::string> left_out;
  CHECK(item_list(boxes, boxes.top().at(0), 65536, &left_out).empty());
  CHECK(left_out == std::vector<std::string>{"cover"});
}

TEST_CASE("values that FFmpeg writes are read") {
  if (without_ffmpeg()) return;
  const FolderOfItsOwn folder;
  const OpenedFile file(made_by_ffmpeg(folder, "a.mov", {"-c:v", "mjpeg", "-metadata", "com.example.Reel=A001R24Y", "-movflags", "use_metadata_tags"}));
  const Boxes boxes(*file);
  auto meta = boxes.find("moov/meta");
  if (!meta) meta = boxes.find("moov/udta/meta");
  REQUIRE(meta);
  bool found = false;
  for (const auto& item : item_list(boxes, *meta))
    found = found || (item.key == "com.example.Reel" && std::get<std::string>(item.value) == "A001R24Y");
  CHECK(found);
}

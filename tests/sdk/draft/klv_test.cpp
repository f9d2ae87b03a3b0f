// SPDX-License-Identifier: Apache-2.0
#include "open_file.hpp"

#include <filmgate/cpp/draft/klv.hpp>

using namespace draft_test;
using namespace fg::draft;

namespace {

const std::string key = "\x06\x0e\x2b\x34\x02\x53\x01\x01\x0d\x01\x01\x01\x01\x01\x2f" + std::string(1, '\0');

fg::ByteView view_of(const std::string& bytes) {
  return {{reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()}, "a.mxf", 100};
}

// Every packet of the file, until it ends or something is no packet.
uint64_t walked_to(const std::string& path, std::vector<Klv>& out) {
  const OpenedFile file(path);
  KlvWalk walk(*file, 0, (*file).size());
  while (const auto packet = walk.next()) out.push_back(*packet);
  return walk.offset();
}

}  // namespace

TEST_CASE("lengths of one byte and of many are read") {
  const auto brief = key + "\x03" + "abc", wide = key + "\x83" + big_endian(3, 3) + "abc";
  for (const auto& bytes : {brief, wide}) {
    const auto packet = klv_at(view_of(bytes), 0, bytes.size());
    REQUIRE(packet);
    CHECK(packet->bytes == 3);
    CHECK(packet->offset == 100);
    CHECK(packet->end() == 100 + bytes.size());
    CHECK(packet->whole);
  }
}

TEST_CASE("a value that claims more than there is is cut and marked") {
  const auto bytes = key + "\x88" + std::string(8, '\xff') + "abc";
  const auto packet = klv_at(view_of(bytes), 0, bytes.size());
  REQUIRE(packet);
  CHECK_FALSE(packet->whole);
  CHECK(packet->bytes == 3);
}

TEST_CASE("what is no length is no packet") {
  CHECK_FALSE(klv_at(view_of(key + "\x80" + "abc"), 0, 20));
  CHECK_FALSE(klv_at(view_of(key + "\x89" + std::string(9, '\0')), 0, 27));
  CHECK_FALSE(klv_at(view_of(key), 0, 16));
  CHECK_FALSE(klv_at(view_of(key + "\x84" + "ab"), 0, 19));
}

TEST_CASE("labels are compared without their version") {
  auto a = label_at(view_of(key), 0), b = a;
  b[7] = 0x0d;
  CHECK(same_label(a, b));
  b[15] = 1;
  CHECK_FALSE(same_label(a, b));
  CHECK(same_label(a, b, 15));
  CHECK(label_text(a) == "060e2b34.02530101.0d010101.01012f00");
}

TEST_CASE("items of a local set are read until one is cut off") {
  std::string seen;
  const auto put = [&](uint16_t tag, const fg::ByteView& value) { seen += std::to_string(tag) + "=" + value.text(0, value.size()) + " "; };
  CHECK(each_local_item(view_of(big_endian(7, 2) + big_endian(2, 2) + "ab" + big_endian(8, 2) + big_endian(0, 2)), put));
  CHECK(seen == "7=ab 8= ");
  CHECK_FALSE(each_local_item(view_of(big_endian(7, 2) + big_endian(9, 2) + "ab"), put));
  CHECK_FALSE(each_local_item(view_of("abc"), put));
}

TEST_CASE("the first partition is found behind a run-in, and nowhere else") {
  const std::string partition = "\x06\x0e\x2b\x34\x02\x05\x01\x01\x0d\x01\x02\x01\x01\x02\x04" + std::string(1, '\0');
  CHECK(partition_start(view_of(partition)) == 0u);
  CHECK(partition_start(view_of(std::string(300, 'x') + partition)) == 300u);
  CHECK_FALSE(partition_start(view_of(std::string(65537, 'x') + partition)));
  CHECK_FALSE(partition_start(view_of("RIFF")));
}

TEST_CASE("a file that FFmpeg wrote is walked to its last byte") {
  if (without_ffmpeg()) return;
  const FolderOfItsOwn folder;
  const auto path = made_by_ffmpeg(folder, "a.mxf", {"-c:v", "mpeg2video"});
  std::vector<Klv> packets;
  CHECK(walked_to(path, packets) == std::filesystem::file_size(path));
  REQUIRE(packets.size() > 24);
  const auto said = run({"ffprobe", "-v", "error", "-select_streams", "0", "-show_entries", "packet=pos,size", "-of", "csv=p=0", path});
  uint64_t size = 0, place = 0;
  REQUIRE(std::sscanf(said.out.c_str(), "%lu,%lu", &size, &place) == 2);
  const bool found = std::any_of(packets.begin(), packets.end(), [&](const Klv& p) { return p.offset == place && p.bytes == size; });
  CHECK(found);
}

TEST_CASE("a recorder's own file is walked to its last byte") {
  const std::string path = std::string(TEST_MEDIA_DIR) + "/samples/mxf/bmx_d10_sample.mxf";
  if (!std::filesystem::exists(path)) {
    WARN("skipped: " << path << " is not there; FILMGATE_TEST_MEDIA names the folder of such files");
    return;
  }
  std::vector<Klv> packets;
  CHECK(walked_to(path, packets) == std::filesystem::file_size(path));
  CHECK(packets.size() > 10);
}

TEST_CASE("a label names an item by its bytes from the eighth on, whatever version stands before") {
  fg::draft::Label label{0x06, 0x0e, 0x2b, 0x34, 0x04, 0x01, 0x01, 0x0d, 0x0d, 0x01, 0x03, 0x01, 0x15, 0, 0, 0x10};
  CHECK(fg::draft::names_item(label, {0x0d, 0x01, 0x03}));
  label[7] = 0x01;
  CHECK(fg::draft::names_item(label, {0x0d, 0x01, 0x03, 0x01, 0x15, 0, 0, 0x10}));
  CHECK_FALSE(fg::draft::names_item(label, {0x0d, 0x01, 0x04}));
}

// SPDX-License-Identifier: Apache-2.0
//
// The reader of clips that are a file a frame, over a made-up format: one byte of width, one of height, then 8-bit RGB.
#include <filmgate/cpp/draft/frame_files.hpp>

#include <catch2/catch.hpp>

#include "fuzz/memory_host.hpp"
#include "fuzz/value_sinks.hpp"

namespace {

struct Dot : fg::draft::FrameFile {
  Dot(const fg::Host& host, const std::string& uri) : file(host.open(uri)) {
    const auto bytes = file.read(0, 2);
    desc.size(bytes.view().u8(0), bytes.view().u8(1)), desc.layout = FG_LAYOUT_RGB, desc.samples(FG_SAMPLE_U8, 8);
    values = {{"dot.same", int64_t{7}}, {"dot.size", static_cast<int64_t>(file.size())}, {"dot.own", std::string("x"), nullptr, true}};
    encoding = "house.dot";
    if (file.size() < 2 + 3 * desc.width * desc.height) notes.push_back({FG_SEVERITY_ERROR, "truncated", "it ends early"});
  }
  void read_rows(const fg_image& out) {
    for (int32_t y = out.window.y; y < out.window.y + out.window.h; ++y)
      file.read_into(2 + 3 * uint64_t{desc.width} * static_cast<uint64_t>(y), fg::row_bytes(out, y, 3 * uint64_t{desc.width}));
  }
  fg::File file;
};

struct Clip {
  fuzz::MemoryHost memory;
  std::vector<std::vector<uint8_t>> bytes;
  std::optional<fg::draft::FrameFiles<Dot>> reader;
  explicit Clip(std::vector<std::vector<uint8_t>> files) : bytes(std::move(files)) {
    fg::OpenFiles in{{}, {}, fg::Values(nullptr, 0), nullptr};
    for (size_t i = 0; i < bytes.size(); ++i) {
      in.files.push_back("/clip/a." + std::to_string(i) + ".dot");
      memory.files.push_back({in.files.back(), bytes[i]});
    }
    reader.emplace(fg::Host(&memory), in);
  }
  [[nodiscard]] std::vector<std::string> keys(int64_t frame) {
    fuzz::Collected got;
    got.first = frame, got.end = frame + 1;
    const auto sink = got.records();
    if (frame < 0) reader->metadata(fg::Record(&sink, frame));
    else reader->frame_metadata(fg::Record(&sink, frame));
    std::vector<std::string> out;
    for (uint32_t i = 0; i < got.values.size(); ++i) out.emplace_back(got.values.data()[i].key);
    return out;
  }
};

std::vector<uint8_t> dot(uint8_t width, uint8_t height, size_t more = 0) {
  std::vector<uint8_t> out{width, height};
  for (size_t i = 0; i < size_t{width} * height * 3 + more; ++i) out.push_back(static_cast<uint8_t>(i));
  return out;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a frame tells what is its own and what differs from the clip's first one") {
  Clip clip({dot(2, 2), dot(2, 2, 5)});
  CHECK(clip.reader->clip().frame_count == 2);
  CHECK(clip.reader->clip().capabilities == (FG_CAN_DECODE | FG_CAN_TRIM));
  CHECK(clip.keys(-1) == Names{"dot.same", "dot.size", "dot.own"});
  CHECK(clip.keys(0) == Names{"dot.own"});
  CHECK(clip.keys(1) == Names{"dot.size", "dot.own"});
  CHECK_THROWS_AS(clip.keys(2), fg::Failure);
}

TEST_CASE("a lane gives rows of any frame, and the encoding that is asked for") {
  Clip clip({dot(2, 2), dot(2, 2), dot(3, 2)});
  const auto lane = clip.reader->decoder();
  uint8_t row[6] = {};
  fg_image out{};
  const auto desc = clip.reader->clip().native;
  out.struct_size = sizeof out, out.plane_count = 1, out.desc = &desc, out.window = {0, 1, 2, 1}, out.plane[0] = {row, sizeof row, 6};
  lane->decode_rows({1, fg::Values(nullptr, 0), nullptr}, out);
  CHECK(row[0] == 6);
  CHECK(std::string(lane->frame({0, fg::Values(nullptr, 0), nullptr}).desc.encoding) == "house.dot");
  fg_kv told{"encoding", {FG_V_TEXT, 1, {}}};
  told.value.as.text = "other";
  CHECK(std::string(lane->frame({0, fg::Values(&told, 1), nullptr}).desc.encoding) == "other");
  told.key = "gamma";
  CHECK_THROWS_AS(lane->frame({0, fg::Values(&told, 1), nullptr}), fg::Failure);
  CHECK_THROWS_WITH(lane->frame({2, fg::Values(nullptr, 0), nullptr}), Catch::Matchers::Contains("3 x 2") && Catch::Matchers::Contains("2 x 2"));
  out.window.h = 2;
  CHECK_THROWS_AS(lane->decode_rows({0, fg::Values(nullptr, 0), nullptr}, out), fg::Failure);
}

TEST_CASE("the last frame is looked at too, for that is where copies break off") {
  auto cut = dot(2, 2);
  cut.resize(5);
  CHECK(Clip({dot(2, 2), dot(2, 2)}).memory.reports == 0);
  CHECK(Clip({dot(2, 2), cut}).memory.reports == 1);
  CHECK(Clip({dot(2, 2), {}}).memory.reports == 1);
}

// SPDX-License-Identifier: Apache-2.0
//
// A well-behaved reader that lends its rows through the draft fg.reader.map/1 and refuses to copy them, so that a host
// that does not borrow gets nothing. The picture is that of the rogue reader: 32 x 32 samples of 8 bits, each its row's
// number. Rows lie 48 bytes apart; the bytes between are 255 and must never be seen. What was lent is spoilt when it comes
// back, so that a host that keeps reading shows it.
#include <filmgate/cpp/reader.hpp>
#include <filmgate/draft/map.h>

#include <algorithm>

namespace {

constexpr uint32_t width = 32, height = 32;
constexpr int64_t stride = 48, frames = 2;

struct Lane final : fg::Decoder {
  std::vector<uint8_t> lent;
  fg::FrameInfo frame(const fg::Request& request) override {
    request.parameters.allow_only({});
    fg::require(request.frame >= 0 && request.frame < frames, FG_E_OUT_OF_RANGE, "frame ", request.frame, " is not among ", frames);
    fg::FrameInfo info;
    info.desc.size(width, height).samples(FG_SAMPLE_U8, 8).bayer("RGGB").encoding = "linear.camera";
    info.sensor.emplace().black_level(0).white_level(255).neutral_rgb(1, 1, 1);
    return info;
  }
  void decode_rows(const fg::Request&, const fg_image&) override { fg::fail(FG_E_UNSUPPORTED, "rows are lent, not copied"); }
};

struct Clip final : fg::Reader {
  fg::ClipInfo clip() override {
    fg::ClipInfo info;
    info.frame_count = frames;
    info.native.size(width, height).samples(FG_SAMPLE_U8, 8).bayer("RGGB").encoding = "linear.camera";
    return info;
  }
  std::unique_ptr<fg::Decoder> decoder() override { return std::make_unique<Lane>(); }
};

struct Lender {
  static constexpr const char* id = "lender";
  static int probe(const fg::Probe& probe) { return probe.head.starts_with("LENDS") ? 100 : 0; }
  static std::unique_ptr<fg::Reader> open(const fg::Host& host, const fg::OpenFiles& files) {
    const auto head = host.open(files.files.at(0)).read(0, 5);
    fg::require(head.view().starts_with("LENDS"), FG_E_NOT_THIS_FORMAT, files.files[0], ": does not begin with LENDS");
    return std::make_unique<Clip>();
  }
};

Lane& lane_of(fg_decoder* d) { return static_cast<Lane&>(*reinterpret_cast<fg::detail::OpenDecoder*>(d)->decoder); }

fg_status borrow(fg_decoder* d, const fg_decode_request*, int32_t first, int32_t rows, fg_image* view, fg_error* e) noexcept {
  return fg::guard(e, [&] {
    auto& lane = lane_of(d);
    fg::require(lane.lent.empty(), FG_E_INVALID_ARGUMENT, "the rows lent before were not given back");
    fg::require(first >= 0 && rows > 0 && first + rows <= static_cast<int32_t>(height), FG_E_OUT_OF_RANGE, "rows that are not there");
    lane.lent.assign(static_cast<size_t>(rows * stride), 255);
    for (int32_t y = 0; y < rows; ++y) std::fill_n(lane.lent.begin() + y * stride, width, static_cast<uint8_t>(first + y));
    view->plane_count = 1;
    view->window = {0, first, width, rows};
    view->plane[0] = {lane.lent.data(), lane.lent.size(), stride};
  });
}

void give_back(fg_decoder* d, fg_image*) noexcept {
  auto& lent = lane_of(d).lent;
  std::fill(lent.begin(), lent.end(), uint8_t{255});
  lent.clear();
}

const void* extension(const char* id) noexcept {
  static constexpr fg_reader_map map{&borrow, &give_back};
  return std::string_view(id) == FG_READER_MAP ? &map : nullptr;
}

struct LendingReader { // the C++ layer's table with one extension more
  static constexpr std::string_view interface_id = FG_READER;
  static const void* table() noexcept {
    static const fg_reader_v1 made = [] {
      auto out = *static_cast<const fg_reader_v1*>(fg::ReaderOf<Lender>::table());
      out.extension = &extension;
      return out;
    }();
    return &made;
  }
};

}  // namespace

FG_PLUGIN(LendingReader)

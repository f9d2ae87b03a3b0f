// SPDX-License-Identifier: Apache-2.0
//
// A reader that does harm when its file says so. The file is text: "ROGUE <where> <what>", where is open, metadata,
// frame or decode, what is crash, abort, hang, exit, eat, print, throw or nothing.
#include <filmgate/cpp/reader.hpp>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <sstream>
#include <thread>
#include <unistd.h>

namespace {

constexpr uint32_t width = 32, height = 32;

struct Order {
  std::string where, what;
  int64_t frame = -1; // the only one that misbehaves; -1: any
  void obey(const char* here, int64_t index = -1) const {
    if (where != here || (frame >= 0 && index != frame)) return;
    if (what == "crash") std::raise(SIGSEGV);
    if (what == "abort") std::abort();
    if (what == "hang") for (;;) std::this_thread::sleep_for(std::chrono::hours(1));
    if (what == "exit") ::_exit(0);
    if (what == "print") std::puts("{\"v\":1,\"type\":\"result\",\"exit\":0}"), std::fflush(stdout);
    if (what == "throw") throw 42;
    if (what == "fail") fg::fail(FG_E_CORRUPT, "the file asked for it");
    if (what == "eat") {
      std::vector<std::vector<char>> held;
      for (;;) held.emplace_back(64 << 20, 'x');
    }
  }
};

class Lane final : public fg::Decoder {
 public:
  explicit Lane(const Order& order) : order_(order) {}
  fg::FrameInfo frame(const fg::Request& request) override {
    order_.obey("frame", request.frame);
    fg::FrameInfo info;
    info.desc.size(width, height).samples(FG_SAMPLE_U8, 8).bayer("RGGB").encoding = "linear.camera";
    info.sensor.emplace().black_level(0).white_level(255).neutral_rgb(1, 1, 1);
    return info;
  }
  void decode_rows(const fg::Request& request, const fg_image& out) override {
    order_.obey("decode", request.frame);
    for (int32_t y = out.window.y; y < out.window.y + out.window.h; ++y)
      for (auto& sample : fg::row_bytes(out, y, width)) sample = static_cast<uint8_t>(y);
  }

 private:
  const Order& order_;
};

class Clip final : public fg::Reader {
 public:
  explicit Clip(Order order) : order_(std::move(order)) {}
  fg::ClipInfo clip() override {
    fg::ClipInfo info;
    info.frame_count = 3;
    info.native.size(width, height).samples(FG_SAMPLE_U8, 8).bayer("RGGB").encoding = "linear.camera";
    return info;
  }
  void metadata(const fg::Record& record) override {
    order_.obey("metadata");
    record.put("rogue.where", order_.where);
  }
  std::unique_ptr<fg::Decoder> decoder() override { return std::make_unique<Lane>(order_); }

 private:
  Order order_;
};

struct Rogue {
  static constexpr const char* id = "rogue";
  static int probe(const fg::Probe& probe) { return probe.head.starts_with("ROGUE") ? 100 : 0; }
  static std::unique_ptr<fg::Reader> open(const fg::Host& host, const fg::OpenFiles& files) {
    const auto bytes = host.open(files.files.at(0)).read_up_to(0, 100);
    std::istringstream words(bytes.view().text(0, bytes.size()));
    std::string magic;
    Order order;
    words >> magic >> order.where >> order.what;
    if (!(words >> order.frame)) order.frame = -1;
    order.obey("open");
    return std::make_unique<Clip>(order);
  }
};

}  // namespace

FG_PLUGIN(fg::ReaderOf<Rogue>)

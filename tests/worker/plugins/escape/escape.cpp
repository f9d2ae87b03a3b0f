// SPDX-License-Identifier: Apache-2.0
//
// A reader that tries to get out. Its file is text: "ESCAPE <where> <what> <argument>", where is open, decode or
// nowhere; what its constructor tries stands in FILMGATE_TEST_CONSTRUCTOR, as "<what> <argument>". The outcome is told
// in the clip's metadata, or by the frame that fails.
#include "attempts.hpp"

#include <filmgate/cpp/reader.hpp>

#include <cstdlib>
#include <sstream>

namespace {

constexpr int32_t width = 32, height = 32;

std::string of_constructor() {
  const char* order = std::getenv("FILMGATE_TEST_CONSTRUCTOR");
  std::istringstream words(order ? order : "");
  std::string what, argument;
  words >> what >> argument;
  return what.empty() ? "" : attempt(what, argument);
}
const std::string constructed = of_constructor(); // runs while the library is loaded

struct Order {
  std::string where, what, argument;
};

class Lane final : public fg::Decoder {
 public:
  explicit Lane(const Order& order) : order_(order) {}
  fg::FrameInfo frame(const fg::Request&) override {
    fg::FrameInfo info;
    info.desc.size(width, height).samples(FG_SAMPLE_U8, 8).bayer("RGGB").encoding = "linear.camera";
    info.sensor.emplace().black_level(0).white_level(255).neutral_rgb(1, 1, 1);
    return info;
  }
  void decode_rows(const fg::Request&, const fg_image&) override { fg::fail(FG_E_CORRUPT, order_.what, ": ", attempt(order_.what, order_.argument)); }

 private:
  const Order& order_;
};

class Clip final : public fg::Reader {
 public:
  Clip(Order order, std::string outcome) : order_(std::move(order)), outcome_(std::move(outcome)) {}
  fg::ClipInfo clip() override {
    fg::ClipInfo info;
    info.frame_count = 1;
    info.native.size(width, height).samples(FG_SAMPLE_U8, 8).bayer("RGGB").encoding = "linear.camera";
    return info;
  }
  void metadata(const fg::Record& record) override {
    record.put("escape.constructor", constructed);
    record.put("escape.open", outcome_);
  }
  std::unique_ptr<fg::Decoder> decoder() override { return std::make_unique<Lane>(order_); }

 private:
  Order order_;
  std::string outcome_;
};

std::string ask_for_path(const fg::Host& host, const std::string& uri) {
  char buffer[4096];
  auto error = fg::empty_error();
  const auto& io = host.need<fg_host_io>(FG_HOST_IO);
  return io.local_path(host.raw(), uri.c_str(), buffer, sizeof buffer, &error) == FG_OK ? buffer : error.message;
}

std::string open_by_host(const fg::Host& host, const std::string& uri) {
  try {
    return host.open(uri).size() > 0 ? "done" : "empty";
  } catch (const std::exception& error) {
    return error.what();
  }
}

struct Escape {
  static constexpr const char* id = "escape";
  static int probe(const fg::Probe& probe) { return probe.head.starts_with("ESCAPE") ? 100 : 0; }
  static std::unique_ptr<fg::Reader> open(const fg::Host& host, const fg::OpenFiles& files) {
    const auto bytes = host.open(files.files.at(0)).read_up_to(0, 4096);
    std::istringstream words(bytes.view().text(0, bytes.size()));
    std::string magic, outcome;
    Order order;
    words >> magic >> order.where >> order.what >> order.argument;
    if (order.where == "open" && order.what == "local-path") outcome = ask_for_path(host, files.files.at(0));
    else if (order.where == "open" && order.what == "host-open") outcome = open_by_host(host, order.argument);
    else if (order.where == "open") outcome = attempt(order.what, order.argument);
    return std::make_unique<Clip>(order, outcome);
  }
};

}  // namespace

FG_PLUGIN(fg::ReaderOf<Escape>)

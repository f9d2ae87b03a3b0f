// SPDX-License-Identifier: Apache-2.0
//
// A reader of a made-up format, whose size, text and frames come from a tool alone. Its file is text:
// "BRIDGED <how often> <operation> <name=value>...", what to ask of the tool beside that; "input=." is the file itself.
// What came of it last is told in the clip's metadata.
#include <filmgate/cpp/draft/bridge.hpp>
#include <filmgate/cpp/reader.hpp>

#include <sstream>

namespace {

using fg::draft::Bridge;

struct Order {
  int times = 0;
  std::string operation;
  Bridge::Given values;
};

Order order_of(const fg::Bytes& file, const std::string& uri) {
  std::istringstream words(file.view().text(0, file.size()));
  std::string magic, word;
  Order out;
  words >> magic >> out.times >> out.operation;
  while (words >> word) {
    const auto equals = word.find('=');
    const auto name = word.substr(0, equals), value = word.substr(equals + 1);
    if (name == "input") out.values.emplace_back(name, value == "." ? uri : value);
    else out.values.emplace_back(name, int64_t{std::atoll(value.c_str())});
  }
  return out;
}

std::string asked(const Bridge& tool, const Order& order, const fg_job* job) {
  std::string out;
  for (int i = 0; i < order.times; ++i) try {
      const auto said = tool.run(job, order.operation, order.values);
      out = "done " + std::to_string(said.size()) + " " + said.substr(0, 200);
    } catch (const std::exception& error) {
      out = error.what();
    }
  return out;
}

class Lane final : public fg::Decoder {
 public:
  Lane(const fg::Host& host, const fg::ImageDesc& desc, std::string uri) : host_(host), tool_(host, "fake"), desc_(desc), uri_(std::move(uri)) {}
  fg::FrameInfo frame(const fg::Request&) override {
    fg::FrameInfo info;
    info.desc = desc_;
    info.sensor.emplace().black_level(0).white_level(255).neutral_rgb(1, 1, 1);
    return info;
  }
  void decode_rows(const fg::Request& request, const fg_image& out) override {
    if (done_ != request.frame) tool_.run(request.job, "export", {{"input", uri_}, {"frame", request.frame}});
    done_ = request.frame;
    const auto file = host_.open(tool_.scratch() + "/frame.raw");
    for (int32_t y = out.window.y; y < out.window.y + out.window.h; ++y)
      file.read_into(static_cast<uint64_t>(y) * desc_.width, fg::row_bytes(out, y, desc_.width));
  }

 private:
  fg::Host host_;
  Bridge tool_;
  fg::ImageDesc desc_;
  std::string uri_;
  int64_t done_ = -1;
};

class Clip final : public fg::Reader {
 public:
  Clip(const fg::Host& host, const fg::OpenFiles& files) : host_(host), uri_(files.files.at(0)) {
    const Bridge tool(host, "fake");
    std::istringstream said(tool.run(files.job, "describe", {{"input", uri_}}));
    said >> width_ >> height_ >> frames_ >> label_;
    const auto file = host.open(uri_).read_up_to(0, 8192);
    outcome_ = asked(tool, order_of(file, uri_), files.job);
    scratch_ = tool.scratch();
  }
  fg::ClipInfo clip() override {
    fg::ClipInfo info;
    info.frame_count = frames_;
    info.max_lanes = 1;
    info.native = desc();
    return info;
  }
  void metadata(const fg::Record& record) override {
    record.put("bridged.label", label_);
    record.put("bridged.outcome", outcome_);
    record.put("bridged.scratch", scratch_);
  }
  std::unique_ptr<fg::Decoder> decoder() override { return std::make_unique<Lane>(host_, desc(), uri_); }

 private:
  fg::ImageDesc desc() const {
    fg::ImageDesc out;
    out.size(width_, height_).samples(FG_SAMPLE_U8, 8).bayer("RGGB").encoding = "linear.camera";
    return out;
  }
  fg::Host host_;
  std::string uri_, label_, outcome_, scratch_;
  uint32_t width_ = 0, height_ = 0;
  int64_t frames_ = 0;
};

struct Bridged {
  static constexpr const char* id = "bridged";
  static int probe(const fg::Probe& probe) { return probe.head.starts_with("BRIDGED") ? 100 : 0; }
  static std::unique_ptr<fg::Reader> open(const fg::Host& host, const fg::OpenFiles& files) { return std::make_unique<Clip>(host, files); }
};

}  // namespace

FG_PLUGIN(fg::ReaderOf<Bridged>)

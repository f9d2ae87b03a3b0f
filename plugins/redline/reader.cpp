// SPDX-License-Identifier: Apache-2.0
//
// Reads .R3D clips through REDline, which the host runs (draft/bridge.hpp). Nothing of REDline is here, nor linked. What is
// asked of it, and in which words, stands in settings.toml. It is not believed: REDline is known to end with 1 when all went
// well, so its exit code counts for nothing, and what it should have printed or written is looked at instead.
#include "clip_table.hpp"
#include "frame_file.hpp"

#include <filmgate/cpp/draft/bridge.hpp>
#include <filmgate/cpp/draft/text_fields.hpp>
#include <filmgate/cpp/draft/verbatim.hpp>
#include <filmgate/cpp/reader.hpp>

#include <map>
#include <optional>

namespace redline {
namespace {

constexpr int not_so_sure = 20; // a reader that needs no program comes first; --reader redline asks for this one
constexpr const char* linear = "linear";
constexpr const char* log3g10 = "log3g10";

struct Coding { const char* choice; const char* operation; const char* encoding; };
constexpr Coding codings[]{{linear, "frame-linear", "red.linear.rwg"}, {log3g10, "frame-log3g10", "red.log3g10.rwg"}};

const Coding& coding_of(const fg::Values& parameters) {
  parameters.allow_only({"encoding"});
  const auto wanted = parameters.text("encoding", linear);
  for (const auto& coding : codings)
    if (wanted == coding.choice) return coding;
  fg::fail(FG_E_INVALID_ARGUMENT, "encoding '", wanted, "' is not among linear, log3g10");
}

struct Clip { // what reader and lanes share; immutable
  fg::Host host;
  fg::draft::Bridge tool;
  std::string uri, version;
  PrintedTable table;
  ClipFacts facts;
  std::optional<PrintedTable> frames; // none: not printed as it should be
  std::map<int64_t, size_t> line_of;  // frame to line

  Clip(const fg::Host& on, const fg::OpenFiles& files)
      : host(on), tool(on, "redline"), uri(files.files.at(0)), version(version_in(tool.attempt(files.job, "version", {}).text)),
        table(clip_table(files.job)), facts(facts_of(table, uri)) {
    read_frames(files.job);
  }
  [[nodiscard]] fg::ImageDesc desc(const Coding& coding) const {
    fg::ImageDesc out;
    out.size(facts.width, facts.height).samples(FG_SAMPLE_F16, 16);
    out.layout = FG_LAYOUT_RGB, out.planar = 1, out.encoding = coding.encoding;
    return out;
  }

 private:
  [[nodiscard]] PrintedTable clip_table(const fg_job* job) const {
    const auto said = tool.attempt(job, "clip", {{"input", uri}});
    return {said.text, {"Clip Name", "Total Frames", "Frame Width", "Frame Height"}, uri, said.cut};
  }
  void read_frames(const fg_job* job) {
    const auto said = tool.attempt(job, "frames", {{"input", uri}});
    try {
      frames.emplace(said.text, std::initializer_list<std::string_view>{"FrameNo", "Timecode"}, uri, said.cut);
    } catch (const fg::Failure& failure) {
      return host.report(job, FG_SEVERITY_WARNING, "no-frame-values", failure.what());
    }
    for (size_t i = 0; i < frames->rows().size(); ++i)
      if (const auto number = fg::draft::whole_of(frames->cell(i, "FrameNo"))) line_of.emplace(*number, i);
    if (static_cast<int64_t>(line_of.size()) < facts.frames)
      host.report(job, FG_SEVERITY_WARNING, "frames-not-whole",
                  fg::concat(uri, ": values of ", line_of.size(), " of ", facts.frames, " frames", said.cut ? "; the host keeps no more of what a tool prints" : ""));
  }
};

class Lane : public fg::Decoder {
 public:
  explicit Lane(std::shared_ptr<const Clip> clip) : clip_(std::move(clip)) {}
  fg::FrameInfo frame(const fg::Request& request) override {
    const auto& coding = coding_of(request.parameters);
    const auto& facts = clip_->facts;
    fg::require(request.frame >= 0 && request.frame < facts.frames, FG_E_OUT_OF_RANGE, clip_->uri, ": frame ", request.frame, " is not among the ", facts.frames, " of the clip");
    fg::FrameInfo out;
    out.desc = clip_->desc(coding);
    out.timecode = facts.start;
    if (out.timecode.frame >= 0) out.timecode.frame += request.frame;
    out.effective = {{"encoding", std::string(coding.choice)}};
    return out;
  }
  void decode_rows(const fg::Request& request, const fg_image& out) override {
    (void)frame(request); // refuses what it refuses
    const auto file = written(request);
    for (int32_t y = out.window.y; y < out.window.y + out.window.h; ++y)
      for (uint32_t channel = 0; channel < 3; ++channel)
        file.read_row(static_cast<uint32_t>(y), channel, fg::row_bytes(out, y, uint64_t{clip_->facts.width} * 2, channel));
  }

 private:
  // The folder is empty before each run, so that what lies there is of this one. REDline puts a number into the name.
  [[nodiscard]] FrameFile written(const fg::Request& request) const {
    const auto& [host, tool, uri, version, table, facts, frames, line_of] = *clip_;
    const auto said = tool.attempt(request.job, coding_of(request.parameters).operation, {{"input", uri}, {"frame", request.frame}});
    const auto number = std::to_string(request.frame);
    const auto padded = std::string(number.size() < 6 ? 6 - number.size() : 0, '0') + number;
    for (const auto& name : {"/frame." + padded + ".exr", std::string("/frame.000000.exr"), std::string("/frame.exr")})
      if (auto file = opened(tool.scratch() + name)) return {std::move(*file), facts.width, facts.height};
    fg::fail(FG_E_VENDOR_SDK, uri, ": frame ", request.frame, ": REDline wrote no frame.", padded, ".exr", said.why.empty() ? "" : "; ", said.why);
  }
  [[nodiscard]] std::optional<fg::File> opened(const std::string& uri) const {
    try {
      return clip_->host.open(uri);
    } catch (const fg::Failure&) { // not there
      return std::nullopt;
    }
  }
  std::shared_ptr<const Clip> clip_;
};

class Reader : public fg::Reader {
 public:
  explicit Reader(std::shared_ptr<const Clip> clip, uint32_t segments) : clip_(std::move(clip)), segments_(segments) {}
  fg::ClipInfo clip() override {
    const auto& facts = clip_->facts;
    fg::ClipInfo out;
    out.frame_count = facts.frames, out.rate = facts.rate, out.capture_rate = facts.capture_rate, out.start = facts.start;
    out.segments_found = out.segments_expected = segments_;
    out.max_lanes = 1; // one tool runs at a time
    out.row_granularity = facts.height;
    out.native = clip_->desc(codings[0]);
    return out;
  }
  void parameters(const fg::Parameters& out) override {
    out.put({.key = "encoding", .label = "What REDline makes of the clip", .dflt = std::string(linear),
             .choices = {{linear, "scene-linear, REDWideGamutRGB"}, {log3g10, "Log3G10, REDWideGamutRGB"}}, .flags = FG_PARAM_CHANGES_OUTPUT});
  }
  void metadata(const fg::Record& record) override {
    record.put("redline.version", fg::draft::verbatim(clip_->version));
    clip_->table.put(0, record);
  }
  void frame_metadata(const fg::Record& record) override {
    const auto line = clip_->line_of.find(record.frame());
    if (line != clip_->line_of.end()) clip_->frames->put(line->second, record);
  }
  std::unique_ptr<fg::Decoder> decoder() override { return std::make_unique<Lane>(clip_); }

 private:
  std::shared_ptr<const Clip> clip_;
  uint32_t segments_;
};

struct Format {
  static constexpr const char* id = "redline";
  static int probe(const fg::Probe& probe) { return probe.head.starts_with("RED1", 4) || probe.head.starts_with("RED2", 4) ? not_so_sure : 0; }
  static std::unique_ptr<fg::Reader> open(const fg::Host& host, const fg::OpenFiles& files) {
    fg::require(!files.files.empty(), FG_E_INVALID_ARGUMENT, "no file was given");
    return std::make_unique<Reader>(std::make_shared<const Clip>(host, files), static_cast<uint32_t>(files.files.size()));
  }
};

}  // namespace
}  // namespace redline

FG_PLUGIN(fg::ReaderOf<redline::Format>)

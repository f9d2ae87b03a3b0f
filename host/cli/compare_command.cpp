// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"
#include "frame_range.hpp"
#include "parameter_list.hpp"
#include "progress_line.hpp"
#include "session.hpp"

#include <CLI/CLI.hpp>

namespace filmgate {
namespace {

constexpr size_t frames_shown = 10;

struct Wish {
  std::string clip, output, frames;
  std::vector<std::string> readers, set_a, set_b;
  bool in_process = false, json = false;
};

Result<Json> request_of(const Wish& wish) {
  if (wish.readers.size() > 2) return failure(Trouble::usage, "--reader is given once or twice, not {} times", wish.readers.size());
  if (wish.readers.size() < 2 && wish.set_a.empty() && wish.set_b.empty())
    return failure(Trouble::usage, "nothing to compare: name two readers with --reader, or give --set-a or --set-b");
  auto request = Json::object({{"v", 1}, {"id", "compare"}, {"kind", "compare"}, {"clip", wish.clip}});
  auto readers = Json::array(), parameters = Json::array();
  for (const auto& reader : wish.readers) readers.push(reader);
  FILMGATE_TRY(of_a, parameter_list(wish.set_a, "--set-a"));
  FILMGATE_TRY(of_b, parameter_list(wish.set_b, "--set-b"));
  parameters.push(std::move(of_a)).push(std::move(of_b));
  request.set("readers", std::move(readers)).set("parameters", std::move(parameters));
  if (!wish.frames.empty()) {
    FILMGATE_TRY(range, frame_range(wish.frames));
    request.set("frames", std::move(range));
  }
  if (!wish.output.empty()) request.set("output", wish.output);
  return request.set("attempt", new_attempt());
}

std::string text_of(const Json& disagreements, const char* indent) {
  std::string out;
  for (const auto& one : disagreements.items())
    out += fmt::format("{}{}: {} | {}\n", indent, printable(one["what"].text()), printable(one["a"].text()), printable(one["b"].text()));
  return out;
}

std::string number(const Json& value) { return value.is_null() ? "none" : fmt::format("{:.6g}", value.number()); }

std::string channels_text(const Json& channels, const char* indent) {
  std::string out;
  for (const auto& c : channels.items()) {
    const auto& at = c["largest"];
    if (c["differing"].integer() == 0) continue;
    out += fmt::format("{}{}: {} of {} samples differ, max {} at {},{} of frame {} ({} | {}), mean {}, RMS {}, PSNR {}{}\n", indent, printable(c["channel"].text()),
                       c["differing"].integer(), c["samples"].integer(), number(c["max"]), at["x"].integer(), at["y"].integer(), at["frame"].integer(),
                       number(at["a"]), number(at["b"]), number(c["mean"]), number(c["rms"]), number(c["psnr"]), c["psnr"].is_null() ? "" : " dB");
  }
  return out;
}

std::string frames_text(const Json& by_frame) {
  std::string out;
  size_t shown = 0, left = 0;
  for (const auto& frame : by_frame.items()) {
    if (frame["equal"].boolean()) continue;
    if (shown == frames_shown) { ++left; continue; }
    ++shown;
    out += fmt::format("frame {}\n", frame["frame"].integer()) + text_of(frame["disagreements"], "  ");
    if (const auto& why = frame["pixelsNotCompared"].text(); !why.empty()) out += "  pixels not compared: " + printable(why) + "\n";
    out += channels_text(frame["channels"], "  ");
  }
  return left > 0 ? out + fmt::format("and {} more frames; --json has all\n", left) : out;
}

std::string text_of(const Json& s) {
  const auto& frames = s["frames"];
  auto out = fmt::format("{}: {} | {}\n", printable(s["clip"].text()), printable(s["a"]["plugin"].text()), printable(s["b"]["plugin"].text()));
  out += text_of(s["clipDisagreements"], "  ") + text_of(s["fieldDisagreements"], "  ");
  if (const auto& why = s["pixelsNotCompared"].text(); !why.empty()) out += "  pixels not compared: " + printable(why) + "\n";
  out += frames_text(s["byFrame"]);
  if (const auto totals = channels_text(s["channels"], "  "); !totals.empty())
    out += fmt::format("all frames, in {} of {}, {}\n", s["measure"]["unit"].text(), number(s["measure"]["peak"]), s["measure"]["area"].text()) + totals;
  if (const auto& picture = s["picture"]["path"].text(); !picture.empty()) out += "where: " + printable(picture) + "\n";
  const auto first = frames["first"].integer(), count = frames["count"].integer();
  return out + fmt::format("{}: frames {}-{}, pixels of {} compared, {} differ\n", s["equal"].boolean() ? "equal" : "different", first, first + count - 1,
                           frames["pixelsCompared"].integer(), frames["different"].integer());
}

Json without_envelope(const Json& event) {
  auto out = Json::object();
  for (const auto& [key, value] : event.members())
    if (key != "v" && key != "type") out.set(key, value);
  return out;
}

int compare(const Wish& wish) {
  const auto installation = find_installation();
  if (!installation) return tell(installation.error());
  const auto request = request_of(wish);
  if (!request) return tell(request.error());
  ProgressLine progress;
  auto by_frame = Json::array();
  const auto result = run(*request, *installation, {wish.in_process}, [&](const Json& event) {
    const auto& type = event["type"].text();
    if (type == "progress") progress.show(event["done"].integer(), event["total"].integer(), event["unit"].text());
    else if (type == "compared") by_frame.push(without_envelope(event));
  });
  progress.wipe();
  if (auto document = result["summary"]; document.is_object()) {
    document.set("byFrame", std::move(by_frame)).set("sandbox", result["sandbox"]);
    put(wish.json ? document.dump() + "\n" : text_of(document));
  }
  return tell_result(result);
}

}  // namespace

void add_compare(CLI::App& app, Chosen& chosen) {
  const auto wish = std::make_shared<Wish>();
  auto* command = app.add_subcommand("compare", "Decode a clip with two readers, or with two sets of parameters, and tell what differs");
  command->add_option("CLIP", wish->clip, "A file, or a folder that holds one clip")->required();
  command->add_option("--reader", wish->readers, "Twice: the two readers. Once: this one for both, with --set-a or --set-b")->allow_extra_args(false);
  command->add_option("--set-a", wish->set_a, "KEY=VALUE, a parameter of the first decode; may be repeated")->allow_extra_args(false);
  command->add_option("--set-b", wish->set_b, "KEY=VALUE, a parameter of the second decode; may be repeated")->allow_extra_args(false);
  command->add_option("--frames", wish->frames, "A-B, counted from 0, both included (default: all)");
  command->add_option("-o,--output", wish->output, "Folder for a picture of where the pixels differ (PNG)");
  command->add_flag("--in-process", wish->in_process, "Without a worker process; for debugging");
  command->add_flag("--json", wish->json, "All of it as one JSON document, each frame with its numbers");
  command->footer("Examples:\n  filmgate compare take.dng --reader cinemadng --reader com.vendor.dng -o differences\n"
                  "  filmgate compare A001.mov --reader movie --set-b KEY=VALUE --frames 0-9\n\n"
                  "Compared are what the clip is, its normalised fields, and of each frame timecode, geometry, encoding, levels, matrices\n"
                  "and every sample. A field that one reader alone knows is listed, and is no difference; what both say must be the same.\n"
                  "Samples are compared as recorded, nothing is developed: a mosaic and an RGB picture have none in common, and that is\n"
                  "said. Samples of different kinds are compared as fractions of their range. PSNR counts from the highest code, or from 1.\n"
                  "In the picture black is equal; from blue over red and yellow to white each step is a doubling of the difference.\n"
                  "Exit code 0: equal. 1: different. The rest: see filmgate --help.");
  command->callback([wish, &chosen] { chosen = [wish] { return compare(*wish); }; });
}

}  // namespace filmgate

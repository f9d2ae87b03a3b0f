// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"
#include "frame_range.hpp"
#include "making.hpp"
#include "parameter_list.hpp"

#include <CLI/CLI.hpp>

namespace filmgate {
namespace {

struct Wish {
  std::string clip, output, frames, profile, demosaic, colourspace, container, compression, reader;
  std::vector<std::string> set;
  int64_t first_number = -1, threads = 0;
  bool in_process = false, json = false, force = false;
};

Result<Json> request_of(const Wish& wish) {
  auto request = Json::object({{"v", 1}, {"id", "plate"}, {"kind", "plate"}, {"clip", wish.clip}, {"output", wish.output}});
  if (!wish.frames.empty()) {
    FILMGATE_TRY(range, frame_range(wish.frames));
    request.set("frames", std::move(range));
  }
  if (wish.first_number >= 0) request.set("firstNumber", wish.first_number);
  const std::pair<const char*, const std::string*> texts[] = {{"profile", &wish.profile}, {"demosaic", &wish.demosaic},
      {"colourspace", &wish.colourspace}, {"container", &wish.container}, {"compression", &wish.compression}, {"reader", &wish.reader}};
  for (const auto& [key, text] : texts)
    if (!text->empty()) request.set(key, *text);
  FILMGATE_TRY(parameters, parameter_list(wish.set, "--set"));
  if (!parameters.members().empty()) request.set("parameters", std::move(parameters));
  if (wish.force) request.set("force", true);
  request.set("threads", wish.threads).set("attempt", new_attempt());
  return request;
}

void tell_choices(const Json& summary) {
  std::string line;
  for (const auto& one : summary["settings"].items())
    if (one["origin"].text() != "request")
      line += fmt::format("{}{}={} ({})", line.empty() ? "" : ", ", one["key"].text(),
                          one["value"].is_text() ? one["value"].text() : one["value"].dump(), one["origin"].text());
  if (!line.empty()) tell("used without being asked for: " + printable(line));
}

std::string text_of(const Json& s) {
  const auto frames = s["frames"].integer(), first = s["firstNumber"].integer();
  const auto kept = s["kept"].integer() > 0 ? fmt::format(", {} of them there already", s["kept"].integer()) : "";
  return fmt::format("{}: {} {} ({}-{}){} as {}/{}, {} x {}, {}; manifest {}\n", printable(s["clip"].text()), frames,
                     frames == 1 ? "frame" : "frames", first, first + frames + s["failed"].integer() - 1, kept, printable(s["folder"].text()),
                     printable(s["pattern"].text()), s["width"].integer(), s["height"].integer(), printable(s["encoding"].text()),
                     printable(s["manifest"].text()));
}

int plate(const Wish& wish) {
  const auto installation = find_installation();
  if (!installation) return tell(installation.error());
  const auto request = request_of(wish);
  if (!request) return tell(request.error());
  const auto made = make(*request, *installation, wish.in_process);
  const auto& summary = made.result["summary"];
  if (wish.json) put(made.json().dump() + "\n");
  else if (summary.is_object()) {
    tell_choices(summary);
    put(text_of(summary));
  }
  return tell_result(made.result);
}

}  // namespace

void add_plate(CLI::App& app, Chosen& chosen) {
  const auto wish = std::make_shared<Wish>();
  auto* command = app.add_subcommand("plate", "Decode, develop and write frames of a clip as OpenEXR, with manifest and decode recipe");
  command->add_option("CLIP", wish->clip, "A file, or a folder that holds one clip")->required();
  command->add_option("-o,--output", wish->output, "Folder for the frames; made if it is missing")->required();
  command->add_option("--frames", wish->frames, "A-B, counted from 0, both included (default: all)");
  command->add_option("--first-number", wish->first_number, "Number of the first frame's file")->check(CLI::NonNegativeNumber);
  command->add_option("--demosaic", wish->demosaic, "fast or hq, or another that the development plugin offers");
  command->add_option("--set", wish->set, "KEY=VALUE, a parameter of the reader or of a stage; may be repeated")->allow_extra_args(false);
  command->add_option("--colourspace", wish->colourspace, "ACES2065-1, ACEScg or camera");
  command->add_option("--container", wish->container, "strict (SMPTE ST 2065-4, uncompressed) or relaxed");
  command->add_option("--compression", wish->compression, "none, zips, zip or piz");
  command->add_option("--profile", wish->profile, "Where what is not said here comes from (default: setting plate.profile)");
  command->add_option("--reader", wish->reader, "Open with this reader, whatever the content says");
  command->add_option("--threads", wish->threads, "0: as many as there are")->check(CLI::Range(0, 256));
  command->add_flag("--force", wish->force, "Make every frame again, also those that are there already");
  command->add_flag("--in-process", wish->in_process, "Without a worker process; for debugging");
  command->add_flag("--json", wish->json, "The result as one JSON document");
  command->footer("Examples:\n  filmgate plate A001C003.cine -o plates --frames 0-23\n"
                  "  filmgate plate A001C004_230101_R1AB/ -o plates --demosaic hq --container strict\n"
                  "  filmgate plate take.dng -o plates --set exposure=1 --set crop=0,0,1920,1080\n\n"
                  "'filmgate plugins info ID' lists the parameters of a plugin's transforms.\n"
                  "Frames appear only when whole. Run again, it makes what is missing: a frame that is there is kept when it is,\n"
                  "bit for bit, what this command would make of the same source, plugins and settings. Any other file of that\n"
                  "name is replaced. Where the manifest is, the plate is whole.\n"
                  "Exit code 1: some frames failed, or something else is wrong with the clip; the manifest says which frames.\n"
                  "75: try again; the disk is full, or memory or descriptors ran out. 74: reading or writing failed. After both,\n"
                  "what is done is kept.");
  command->callback([wish, &chosen] { chosen = [wish] { return plate(*wish); }; });
}

}  // namespace filmgate

// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"
#include "frame_range.hpp"
#include "making.hpp"

#include <CLI/CLI.hpp>

namespace filmgate {
namespace {

struct Wish {
  std::string clip, output, frames, reader;
  bool in_process = false, json = false;
};

Result<Json> request_of(const Wish& wish) {
  auto request = Json::object({{"v", 1}, {"id", "trim"}, {"kind", "trim"}, {"clip", wish.clip}, {"output", wish.output}});
  FILMGATE_TRY(range, frame_range(wish.frames));
  request.set("frames", std::move(range));
  if (!wish.reader.empty()) request.set("reader", wish.reader);
  return request.set("attempt", new_attempt());
}

std::string text_of(const Json& s) {
  const auto first = s["frames"]["first"].integer(), count = s["frames"]["count"].integer(), files = s["files"].integer();
  const bool widened = count != s["frames"]["asked"]["count"].integer();
  const auto proof = s["decoded"].integer() == count ? "every frame decoded and equal" : "inspected alike; its pixels can not be decoded here";
  return fmt::format("{}: frames {}-{} ({}{}) as {} {} in {}, {} bytes; {}; manifest {}\n", printable(s["clip"].text()), first, first + count - 1, count,
                     widened ? ", widened to what the format can cut" : "", files, files == 1 ? "file" : "files", printable(s["folder"].text()),
                     s["bytes"].integer(), proof, printable(s["manifest"].text()));
}

int trim(const Wish& wish) {
  const auto installation = find_installation();
  if (!installation) return tell(installation.error());
  const auto request = request_of(wish);
  if (!request) return tell(request.error());
  const auto made = make(*request, *installation, wish.in_process);
  if (wish.json) put(made.json().dump() + "\n");
  else if (made.result["summary"].is_object()) put(text_of(made.result["summary"]));
  return tell_result(made.result);
}

}  // namespace

void add_trim(CLI::App& app, Chosen& chosen) {
  const auto wish = std::make_shared<Wish>();
  auto* command = app.add_subcommand("trim", "Cut a shorter original from a clip: nothing is encoded again, and every frame is compared");
  command->add_option("CLIP", wish->clip, "A file, or a folder that holds one clip")->required();
  command->add_option("--frames", wish->frames, "A-B, counted from 0, both included; widened to what the format can cut")->required();
  command->add_option("-o,--output", wish->output, "Folder for the new clip; made if it is missing, and not the original's")->required();
  command->add_option("--reader", wish->reader, "Open with this reader, whatever the content says");
  command->add_flag("--in-process", wish->in_process, "Without a worker process; for debugging");
  command->add_flag("--json", wish->json, "The result as one JSON document");
  command->footer("Example:\n  filmgate trim A001C003.cine --frames 100-147 -o pulls\n\n"
                  "The new clip keeps metadata, timecode and, as a rule, the names of its files. It gets its names only when it was\n"
                  "opened, inspected and decoded beside the original and found equal. A file that is there already is never replaced\n"
                  "by another. 'filmgate plugins list' says which formats can be trimmed.\n"
                  "Exit code 1: something is wrong with the clip; the trim is made. 69: this clip can not be trimmed.");
  command->callback([wish, &chosen] { chosen = [wish] { return trim(*wish); }; });
}

}  // namespace filmgate

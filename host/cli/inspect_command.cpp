// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"
#include "opentrackio.hpp"
#include "progress_line.hpp"
#include "record_text.hpp"
#include "session.hpp"

#include <CLI/CLI.hpp>

namespace filmgate {
namespace {

struct Wish {
  std::vector<std::string> paths;
  std::string reader;
  bool json = false, jsonl = false, csv = false, opentrackio = false, native = false, frames = false, ranges = false, params = false, in_process = false;
};

class Listing { // records as they come, in the form that was asked for
 public:
  explicit Listing(const Wish& wish) : wish_(wish) {
    if (wish.csv) put(csv_header());
    if (wish.json) put("{\"clips\":[");
  }
  void hear(const Json& event) {
    const auto& type = event["type"].text();
    if (type == "progress") progress_.show(event["done"].integer(), event["total"].integer(), event["unit"].text());
    else if (type == "record") add(event["record"]);
    else if (type == "unread") add_unread(Json::object({{"path", event["path"]}, {"looksLike", event["looksLike"]}, {"why", event["why"]}}));
  }
  void end() {
    progress_.wipe();
    if (!wish_.json) return;
    put("],\"unread\":[");
    for (size_t i = 0; i < unread_.size(); ++i) put((i ? ",\n" : "") + unread_[i].dump());
    put("]}\n");
  }

 private:
  void add(const Json& record) {
    progress_.wipe();
    if (wish_.json) put((clips_++ ? ",\n" : "") + record.dump());
    else if (wish_.jsonl) put(Json::object({{"clip", record}}).dump() + "\n");
    else if (wish_.csv) put(csv_row(record));
    else if (wish_.opentrackio) add_samples(record);
    else put(text_of(record, wish_.native) + "\n");
  }
  void add_samples(const Json& record) const {
    const auto line = [](const Json& sample) { put(sample.dump() + "\n"); };
    if (wish_.frames) opentrackio_frames(record, line);
    else line(opentrackio_clip(record));
  }
  void add_unread(const Json& unread) {
    progress_.wipe();
    if (wish_.json) unread_.push_back(unread);
    else if (wish_.jsonl) put(Json::object({{"unread", unread}}).dump() + "\n");
    else if (wish_.csv || wish_.opentrackio) tell(printable(unread["path"].text()) + ": not read: " + printable(unread["why"].text()));
    else put(unread_text(unread) + "\n");
  }
  const Wish& wish_;
  ProgressLine progress_;
  int64_t clips_ = 0;
  std::vector<Json> unread_;
};

int inspect(const Wish& wish) {
  const auto installation = find_installation();
  if (!installation) return tell(installation.error());
  auto paths = Json::array();
  for (const auto& path : wish.paths) paths.push(path);
  auto request = Json::object({{"v", 1}, {"id", "inspect"}, {"kind", "inspect"}, {"paths", std::move(paths)}});
  request.set("native", wish.native || wish.json || wish.jsonl).set("frames", wish.frames).set("ranges", wish.ranges).set("parameters", wish.params);
  if (!wish.reader.empty()) request.set("reader", wish.reader);
  Listing listing(wish);
  const auto result = run(request, *installation, {wish.in_process}, [&](const Json& event) { listing.hear(event); });
  listing.end();
  return tell_result(result);
}

}  // namespace

void add_inspect(CLI::App& app, Chosen& chosen) {
  const auto wish = std::make_shared<Wish>();
  auto* command = app.add_subcommand("inspect", "Tell what clips are there, whether they are whole, and what they hold");
  command->add_option("PATH", wish->paths, "Files and folders; folders are searched in depth")->required();
  auto* json = command->add_flag("--json", wish->json, "One JSON document: {\"clips\":[record…],\"unread\":[…]}");
  auto* jsonl = command->add_flag("--jsonl", wish->jsonl, "One line a clip: {\"clip\":record} or {\"unread\":{…}}");
  command->add_flag("--csv", wish->csv, "One row a clip, the common fields")->excludes(json)->excludes(jsonl);
  command->add_flag("--opentrackio", wish->opentrackio, "One line a clip, with --frames one a frame: samples as SMPTE's OpenTrackIO has them")
      ->excludes(json)->excludes(jsonl)->excludes("--csv");
  jsonl->excludes(json);
  command->add_flag("--native", wish->native, "Every vendor value as well (JSON always has them)");
  command->add_flag("--frames", wish->frames, "The values of every frame as well");
  command->add_flag("--ranges", wish->ranges, "What all frames say, as ranges, even where every frame has to be read for it");
  command->add_flag("--params", wish->params, "What decoding can be told (plate --set KEY=VALUE): type, default, limits, choices");
  command->add_option("--reader", wish->reader, "Open with this reader, whatever the content says");
  command->add_flag("--in-process", wish->in_process, "Without a worker process; for debugging");
  command->footer("Examples:\n  filmgate inspect /media/A001            all clips of a card\n"
                  "  filmgate inspect --json A001 > A001.json\n  filmgate inspect --csv A001 | column -s, -t\n"
                  "  filmgate inspect --opentrackio --frames A001C001.mov > A001C001.opentrackio.jsonl\n\n"
                  "Ranges of focus, iris, timecode and all else that frames say come from exports beside the clip, up to 10,000\n"
                  "frames, for these are read anyway. A camera file's own frames are asked with --ranges or --frames alone, since that\n"
                  "may read as much as there is: without them inspecting costs the same for a second of pictures and for an hour.\n\n"
                  "Exit code 1: something is missing, unreadable, or read by no plugin.");
  command->callback([wish, &chosen] { chosen = [wish] { return inspect(*wish); }; });
}

}  // namespace filmgate

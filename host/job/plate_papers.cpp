// SPDX-License-Identifier: Apache-2.0
#include "plate_papers.hpp"

namespace filmgate {
namespace {

Json plugin_of(const LoadedPlugin& plugin) {
  auto out = Json::object({{"id", plugin.id()}, {"version", plugin.bundle().version}, {"sdk", plugin.sdk_built()}});
  if (const auto vendor = plugin.vendor_sdk(); !vendor.empty()) out.set("vendorSdk", vendor);
  return out;
}

Json values_of(const ParameterValues& values) {
  auto out = Json::object();
  for (const auto& [key, value] : values) out.set(key, value.value);
  return out;
}

Json hashed(const std::string& path, const FileHash& hash) {
  return Json::object({{"path", path}, {"bytes", hash.bytes}, {"xxh128", hash.xxh128}});
}

// Where the definition came from is told by name, not by path: the same request gives the same bytes on any machine.
Json encoding_of(const PlatePapers& papers) {
  const auto& encoding = *papers.tools.encoding;
  auto out = Json::object({{"name", encoding.name}, {"description", encoding.description}, {"definedBy", encoding.origin()},
                           {"definition", encoding.definition}});
  if (papers.clf) out.set("clf", hashed(std::string(encoding.clf.name()), *papers.clf));
  return out;
}

// Decode parameters of each frame, where they differ from the first one's.
Json exceptions_of(const std::vector<PlateFrame>& frames) {
  auto out = Json::array();
  for (const auto& frame : frames)
    if (frame.effective != frames.front().effective)
      out.push(Json::object({{"frame", frame.frame}, {"parameters", values_of(frame.effective)}}));
  return out;
}

}  // namespace

Json recipe_of(const PlatePapers& papers) {
  auto reader = Json::object({{"plugin", plugin_of(*papers.session.plugin)}, {"reader", papers.session.reader}});
  reader.set("parameters", papers.frames.empty() ? Json::object() : values_of(papers.frames.front().effective));
  if (auto exceptions = exceptions_of(papers.frames); !exceptions.items().empty()) reader.set("exceptions", exceptions);
  auto stages = Json::array();
  for (const auto& stage : papers.tools.stages)
    stages.push(Json::object({{"plugin", plugin_of(*stage.plugin)}, {"transform", stage.transform}, {"parameters", in_effect(stage.tool)}}));
  auto out = Json::object({{"schema", "filmgate.recipe/1"}, {"clip", papers.clip}, {"host", FILMGATE_VERSION}, {"reader", std::move(reader)}});
  if (papers.tools.encoding) out.set("encoding", encoding_of(papers));
  out.set("stages", std::move(stages));
  return out.set("output", Json::object({{"encoding", papers.output.encoding}, {"width", papers.output.width}, {"height", papers.output.height}}));
}

Json manifest_of(const PlatePapers& papers) {
  auto settings = Json::array(), sources = Json::array(), outputs = Json::array(), failed = Json::array();
  for (const auto& one : papers.settings.chosen)
    settings.push(Json::object({{"key", one.key}, {"value", one.value}, {"origin", one.origin}}));
  for (const auto& [path, hash] : papers.sources) sources.push(hashed(path.display(), hash));
  for (const auto& frame : papers.frames) {
    auto out = hashed(std::string(frame.file.name()), frame.hash);
    out.set("fingerprint", frame.fingerprint).set("frame", frame.frame).set("number", frame.number);
    if (frame.timecode.known()) out.set("timeCode", frame.timecode.text());
    outputs.push(std::move(out));
  }
  if (papers.tools.encoding) {
    const auto& encoding = *papers.tools.encoding;
    settings.push(Json::object({{"key", "encoding"}, {"value", encoding.name}, {"origin", encoding.origin()}}));
  }
  for (const auto& [frame, reason] : papers.failed) failed.push(Json::object({{"frame", frame}, {"reason", reason}}));
  return Json::object({{"schema", "filmgate.manifest/1"}, {"clip", papers.clip}, {"host", FILMGATE_VERSION},
                       {"container", name_of(papers.settings.container)}, {"compression", name_of(papers.settings.compression)},
                       {"settings", std::move(settings)}, {"sources", std::move(sources)}, {"outputs", std::move(outputs)},
                       {"failed", std::move(failed)}});
}

}  // namespace filmgate

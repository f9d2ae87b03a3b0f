// SPDX-License-Identifier: Apache-2.0
//
// What is installed, and whether it works: every library is loaded once, in a worker of its own.
#include "commands.hpp"
#include "session.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>

namespace filmgate {
namespace {

constexpr int64_t loading_seconds = 10; // a library that needs longer to load hangs

Json names_of(const std::vector<std::string>& names) {
  auto out = Json::array();
  for (const auto& name : names) out.push(name);
  return out;
}

Json interfaces_of(const Bundle& bundle) {
  auto out = Json::array();
  if (!bundle.readers.empty()) out.push("reader");
  if (!bundle.metadata.empty()) out.push("metadata");
  if (!bundle.transforms.empty()) out.push("transform");
  return out;
}

Json formats_of(const Bundle& bundle) {
  auto out = Json::array();
  for (const auto& reader : bundle.readers)
    for (const auto& format : reader.formats) out.push(format);
  return out;
}

Json load_in_worker(const Bundle& bundle, const Installation& installation) {
  const auto request = Json::object({{"v", 1}, {"id", bundle.id}, {"kind", "plugin"}, {"bundle", bundle.folder.bytes()}});
  static const std::atomic<bool> never{false};
  Json problem;
  auto result = supervise(request, installation, {loading_seconds, 0}, [&](const Json& event) { if (event["type"].text() == "problem") problem = event; }, never);
  if (!problem.is_null()) result.set("message", problem["message"]);
  return result;
}

Json state_of(const Bundle& bundle, const Installation& installation) {
  const auto result = load_in_worker(bundle, installation);
  const bool ready = result["exit"].integer(1) == 0;
  return Json::object({{"id", bundle.id}, {"version", bundle.version}, {"interfaces", interfaces_of(bundle)},
                       {"formats", formats_of(bundle)}, {"state", ready ? "ready" : "refused"}, {"why", ready ? "" : result["message"].text()},
                       {"licence", bundle.licence}, {"folder", bundle.folder.display()}});
}

Json state_of(const RefusedBundle& bundle) {
  auto name = std::string(bundle.folder.name());
  if (name.ends_with(".fgplugin")) name.erase(name.size() - 9);
  return Json::object({{"id", name}, {"version", ""}, {"interfaces", Json::array()}, {"formats", Json::array()}, {"state", "refused"},
                       {"why", bundle.why}, {"licence", ""}, {"folder", bundle.folder.display()}});
}

std::string joined(const Json& list) {
  std::string out;
  for (const auto& item : list.items()) out += (out.empty() ? "" : ", ") + item.text();
  return out;
}

int list(bool json, bool where) {
  const auto installation = find_installation();
  if (!installation) return tell(installation.error());
  const auto catalog = scan_bundles(installation->plugin_path);
  auto plugins = Json::array();
  for (const auto& bundle : catalog.bundles) plugins.push(state_of(bundle, *installation));
  for (const auto& bundle : catalog.refused) plugins.push(state_of(bundle));
  bool refused = false;
  if (where)
    for (const auto& folder : installation->plugin_path) tell("searched " + folder.display());
  for (const auto& plugin : plugins.items()) {
    refused = refused || plugin["state"].text() == "refused";
    if (json) continue;
    put(fmt::format("{:<28} {:<8} {:<8} {:<18} {}\n", printable(plugin["id"].text()), printable(plugin["version"].text()), plugin["state"].text(),
                    joined(plugin["interfaces"]), printable(joined(plugin["formats"]))));
    if (!plugin["why"].text().empty()) put("  " + printable(plugin["why"].text()) + "\n");
  }
  if (json) put(Json::object({{"plugins", plugins}}).dump() + "\n");
  else if (plugins.items().empty()) tell("no plugin is installed in the search path; see filmgate doctor");
  return refused ? static_cast<int>(Trouble::found_wrong) : 0;
}

void put_parameters(const Json& transform) {
  put(fmt::format("transform {} (role {})\n", printable(transform["id"].text()), printable(transform["role"].text())));
  for (const auto& p : transform["parameters"].items()) {
    const auto dflt = p["default"].is_text() ? "'" + p["default"].text() + "'" : p["default"].dump();
    auto line = fmt::format("  {:<16} {}; {}, default {}", printable(p["key"].text()), printable(p["label"].text()), p["type"].text(), printable(dflt));
    if (const auto choices = joined(p["choices"]); !choices.empty()) line += ", one of " + printable(choices);
    if (!p["min"].is_null() || !p["max"].is_null()) line += fmt::format(", {} to {}", p["min"].dump(), p["max"].dump());
    if (!p["unit"].text().empty()) line += " " + printable(p["unit"].text());
    put(line + "\n");
  }
}

Json encodings_of(const Bundle& bundle) {
  auto out = Json::array();
  for (const auto& one : bundle.encodings)
    out.push(Json::object({{"name", one.name}, {"description", one.description}, {"by", one.clf.empty() ? "curve and matrix" : "CLF " + std::string(one.clf.name())}}));
  return out;
}

Json rolls_of(const Bundle& bundle) {
  auto out = Json::array();
  for (const auto& one : bundle.rolls) out.push(Json::object({{"name", one.name}, {"markers", names_of(one.markers)}}));
  return out;
}

// Definitions that another one holds against, so that nobody wonders why theirs is not used.
void tell_clashes(const Bundle& bundle, const Installation& installation, const Catalog& catalog) {
  const auto encodings = Encodings::gather(installation.share / "encodings.toml", catalog);
  if (!encodings) return tell(printable(encodings.error().message));
  for (const auto& clash : encodings->clashes())
    for (const auto& one : bundle.encodings)
      if (one.name == clash.name) tell(printable(clash.message));
}

int info(const std::string& id, bool json) {
  const auto installation = find_installation();
  if (!installation) return tell(installation.error());
  const auto catalog = scan_bundles(installation->plugin_path);
  const auto* bundle = catalog.find(id);
  if (!bundle) return tell(Error{Trouble::unavailable, "plugin '" + id + "' is not installed; see filmgate plugins list"});
  const auto result = load_in_worker(*bundle, *installation);
  const auto& facts = result["summary"];
  if (json) {
    auto out = state_of(*bundle, *installation);
    out.set("description", bundle->description).set("facts", facts);
    out.set("encodings", encodings_of(*bundle)).set("rolls", rolls_of(*bundle));
    put(out.dump(2) + "\n");
    return tell_result(result);
  }
  put(fmt::format("{} {}\n{}\nlicence    {}\nfolder     {}\nSDK        {}\n", printable(bundle->id), printable(bundle->version), printable(bundle->description),
                  printable(bundle->licence), bundle->folder.display(), printable(facts["sdk"].text())));
  for (const auto& reader : bundle->readers)
    put(fmt::format("reader {}: {}; files .{}; can {}\n", printable(reader.id), printable(joined(names_of(reader.formats))),
                    printable(joined(names_of(reader.extensions))), printable(joined(names_of(reader.capabilities)))));
  for (const auto& transform : facts["transforms"].items()) put_parameters(transform);
  const auto encodings = encodings_of(*bundle), rolls = rolls_of(*bundle);
  for (const auto& one : encodings.items())
    put(fmt::format("encoding {}: {}; by {}\n", printable(one["name"].text()), printable(one["description"].text()), printable(one["by"].text())));
  for (const auto& one : rolls.items())
    put(fmt::format("roll {}: told by {}\n", printable(one["name"].text()), printable(joined(one["markers"]))));
  tell_clashes(*bundle, *installation, catalog);
  return tell_result(result);
}

}  // namespace

void add_plugins(CLI::App& app, Chosen& chosen) {
  auto* command = app.add_subcommand("plugins", "Which plugins are installed, and whether they work");
  command->require_subcommand(1);
  const auto json = std::make_shared<bool>(false);
  const auto id = std::make_shared<std::string>();
  auto* listing = command->add_subcommand("list", "Every bundle of the search path, with its state and why");
  listing->add_flag("--json", *json, "{\"plugins\":[{\"id\",\"version\",\"interfaces\",\"formats\",\"state\",\"why\"}…]}");
  listing->callback([json, &chosen] { chosen = [json] { return list(*json, false); }; });
  auto* about = command->add_subcommand("info", "All about one plugin, its parameters too");
  about->add_option("ID", *id, "As plugins list names it")->required();
  about->add_flag("--json", *json, "As JSON");
  about->callback([id, json, &chosen] { chosen = [id, json] { return info(*id, *json); }; });
  auto* again = command->add_subcommand("rescan", "As list, and where was searched; nothing is cached, so a new bundle is found by the next run anyway");
  again->add_flag("--json", *json, "As plugins list --json");
  again->callback([json, &chosen] { chosen = [json] { return list(*json, true); }; });
}

}  // namespace filmgate

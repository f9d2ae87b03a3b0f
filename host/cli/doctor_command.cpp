// SPDX-License-Identifier: Apache-2.0
//
// Is everything there that a plate needs? Each line says what was looked at, and what to do when it is wrong.
#include "base/file.hpp"
#include "catalog/bridge_tool.hpp"
#include "catalog/profile.hpp"
#include "commands.hpp"
#include "session.hpp"
#include "worker/sandbox_report.hpp"

#include <CLI/CLI.hpp>
#include <sys/resource.h>
#include <thread>
#include <unistd.h>

namespace filmgate {
namespace {

class Findings {
 public:
  void add(bool well, const std::string& what, const std::string& advice = "") {
    put(fmt::format("{:<6} {}{}\n", well ? "ok" : "WRONG", printable(what), well || advice.empty() ? "" : "; " + advice));
    wrong_ = wrong_ || !well;
  }
  void note(const std::string& what) { put("note   " + printable(what) + "\n"); }
  [[nodiscard]] bool wrong() const { return wrong_; }

 private:
  bool wrong_ = false;
};

void examine_plugins(const Installation& installation, Findings& findings) {
  const auto catalog = scan_bundles(installation.plugin_path);
  for (const auto& folder : installation.plugin_path)
    findings.note((is_folder(folder) ? "plugins are searched in " : "not there, so not searched: ") + folder.display());
  for (const auto& refused : catalog.refused) findings.add(false, refused.folder.display() + ": " + refused.why);
  size_t readers = 0;
  for (const auto& bundle : catalog.bundles) readers += bundle.readers.size();
  findings.add(readers > 0, fmt::format("{} bundles with {} readers", catalog.bundles.size(), readers),
               "no camera file can be opened; set FILMGATE_PLUGIN_PATH or install plugins");
  const auto encodings = Encodings::gather(installation.share / "encodings.toml", catalog);
  findings.add(encodings.has_value(), encodings ? fmt::format("{} encodings", encodings->all().size()) : encodings.error().message);
  if (encodings)
    for (const auto& clash : encodings->clashes()) findings.note(clash.message);
  findings.add(catalog.transform_for("develop").first != nullptr, "a plugin that develops raw pixels", "plates need one; install org.filmgate.develop");
}

// Tools that the supervisor may run, and bundles that wait for one.
void examine_tools(const Installation& installation, const Settings& settings, Findings& findings) {
  const auto tools = read_bridge_tools(settings);
  if (!tools) return findings.add(false, tools.error().message);
  for (const auto& [name, tool] : *tools) {
    std::string operations;
    for (const auto& [operation, arguments] : tool.operations) operations += (operations.empty() ? "" : ", ") + operation;
    findings.add(::access(tool.command.c_str(), X_OK) == 0, fmt::format("tool {}: {} ({})", name, tool.command.display(), operations),
                 "it is not there, or can not be executed; see " + tool.origin);
  }
  for (const auto& bundle : scan_bundles(installation.plugin_path).bundles)
    if (bundle.tier == Tier::bridge && !tools->contains(bundle.bridge))
      findings.note(fmt::format("{} reads nothing until a tool is configured: [bridge.{}]", bundle.id, bundle.bridge));
}

void examine_machine(Findings& findings) {
  findings.note(fmt::format("{} threads", std::thread::hardware_concurrency()));
  __builtin_cpu_init();
  findings.note(__builtin_cpu_supports("avx512f") ? "processor: AVX-512" : __builtin_cpu_supports("avx2") ? "processor: AVX2" : "processor: no AVX2; development is slow");
  rlimit files{};
  ::getrlimit(RLIMIT_NOFILE, &files);
  findings.add(files.rlim_cur >= 512, fmt::format("{} files may be open at once", files.rlim_cur), "raise it to 1024 with ulimit -n");
}

int examine() {
  const auto installation = find_installation();
  if (!installation) return tell(installation.error());
  Findings findings;
  findings.note("filmgate " FILMGATE_VERSION " in " + installation->prefix.display());
  findings.add(::access(installation->worker().c_str(), X_OK) == 0, "worker " + installation->worker().display(), "reinstall; every command needs it");
  findings.add(exists(installation->share / "known-formats.toml"), "data in " + installation->share.display(), "reinstall");
  const auto settings = Settings::load(*installation);
  findings.add(settings.has_value(), settings ? "settings" : settings.error().message);
  if (settings) {
    const auto profile = read_profile(*installation, settings->value("plate.profile").text());
    const auto sandbox = sandbox_outlook(*settings);
    findings.add(sandbox.sound, sandbox.text);
    examine_tools(*installation, *settings, findings);
    findings.add(profile.has_value(), profile ? "profile " + profile->name + " in " + profile->file.display() : profile.error().message);
  }
  examine_plugins(*installation, findings);
  examine_machine(findings);
  return findings.wrong() ? static_cast<int>(Trouble::configuration) : 0;
}

}  // namespace

void add_doctor(CLI::App& app, Chosen& chosen) {
  auto* command = app.add_subcommand("doctor", "Look whether this installation has all that it needs");
  command->footer("'filmgate plugins list' loads every plugin and says whether it works.");
  command->callback([&chosen] { chosen = [] { return examine(); }; });
}

}  // namespace filmgate

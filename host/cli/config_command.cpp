// SPDX-License-Identifier: Apache-2.0
#include "catalog/bridge_tool.hpp"
#include "catalog/profile.hpp"
#include "commands.hpp"
#include "session.hpp"

#include <CLI/CLI.hpp>

namespace filmgate {
namespace {

int show(bool origin, bool json) {
  const auto installation = find_installation();
  if (!installation) return tell(installation.error());
  const auto settings = Settings::load(*installation);
  if (!settings) return tell(settings.error());
  auto out = Json::object();
  for (const auto& one : settings->all()) {
    if (json) out.set(one.key, origin ? Json::object({{"value", one.value}, {"origin", one.origin}}) : one.value);
    else put(fmt::format("{} = {}{}\n", one.key, one.value.dump(), origin ? "    # " + printable(one.origin) : ""));
  }
  if (json) put(out.dump(2) + "\n");
  return 0;
}

// Settings and every profile: each is read, and each mistake is told with its file and line.
int check() {
  const auto installation = find_installation();
  if (!installation) return tell(installation.error());
  bool wrong = false;
  const auto settings = Settings::load(*installation);
  if (!settings) tell(settings.error()), wrong = true;
  else if (const auto tools = read_bridge_tools(*settings); !tools) tell(tools.error()), wrong = true;
  for (const auto& name : list_profiles(*installation)) {
    const auto profile = read_profile(*installation, name);
    if (!profile) tell(profile.error()), wrong = true;
  }
  if (settings && !wrong) {
    const auto profile = read_profile(*installation, settings->value("plate.profile").text());
    if (!profile) tell(within("plate.profile (" + settings->origin("plate.profile") + ")", profile.error()).value()), wrong = true;
  }
  if (!wrong) put("the configuration is sound\n");
  return wrong ? static_cast<int>(Trouble::bad_data) : 0;
}

}  // namespace

void add_config(CLI::App& app, Chosen& chosen) {
  auto* command = app.add_subcommand("config", "What the settings are, and where they come from");
  command->require_subcommand(1);
  const auto origin = std::make_shared<bool>(false);
  const auto json = std::make_shared<bool>(false);
  auto* showing = command->add_subcommand("show", "Every setting as it takes effect");
  showing->add_flag("--origin", *origin, "And where it was set: file and line, or variable");
  showing->add_flag("--json", *json, "As JSON");
  showing->callback([origin, json, &chosen] { chosen = [origin, json] { return show(*origin, *json); }; });
  auto* checking = command->add_subcommand("check", "Read all settings and profiles; exit code 65 when something is wrong");
  checking->callback([&chosen] { chosen = [] { return check(); }; });
}

}  // namespace filmgate

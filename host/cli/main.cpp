// SPDX-License-Identifier: Apache-2.0
#include "cli/main.hpp"

#include "base/log.hpp"
#include "base/spelling.hpp"
#include "commands.hpp"
#include "session.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstring>
#include <new>

namespace filmgate {
namespace {

constexpr const char* version_text = "filmgate " FILMGATE_VERSION "\n";

constexpr const char* overview =
    "A first round:\n"
    "  filmgate doctor                          is this installation whole?\n"
    "  filmgate inspect /media/A001             what is on this card?\n"
    "  filmgate plate CLIP -o plates --frames 0-23\n"
    "  filmgate-check PLUGIN CLIP               does a plugin of yours keep the SDK's promises?\n\n"
    "Exit codes: 0 all well; 1 done, and something is wrong with the media; 64 usage; 65 bad data; 69 no plugin for it;\n"
    "70 a fault of filmgate; 74 input or output; 75 try again; 77 permission; 78 configuration; 130 interrupted.";

int usage_error(const CLI::App& app, const CLI::ParseError& error, int count, char** words) {
  if (error.get_exit_code() == 0) return app.exit(error); // --help
  std::string text = error.what();
  if (count > 1 && words[1][0] != '-') {
    std::vector<std::string> known;
    for (const auto* command : app.get_subcommands([](const CLI::App*) { return true; })) known.push_back(command->get_name());
    if (std::find(known.begin(), known.end(), words[1]) == known.end()) {
      const auto near = nearest_name(words[1], known);
      text = fmt::format("'{}' is no command{}", words[1], near.empty() ? "" : "; '" + near + "' is meant?");
    }
  }
  return tell(Error{Trouble::usage, text + "; see filmgate --help"});
}

int parse_and_run(int count, char** words) {
  CLI::App app("filmgate opens original camera files, tells what is in them, and makes plates from them.", "filmgate");
  app.require_subcommand(1);
  app.footer(overview);
  app.set_help_all_flag("--help-all", "All commands with all their options");
  bool verbose = false, version = false;
  app.add_flag("--version", version, "The version, and nothing else");
  app.add_flag("-v,--verbose", verbose, "Tell more on stderr");
  Chosen chosen;
  add_inspect(app, chosen);
  add_plate(app, chosen);
  add_trim(app, chosen);
  add_compare(app, chosen);
  add_plugins(app, chosen);
  add_config(app, chosen);
  add_doctor(app, chosen);
  try {
    app.parse(count, words);
  } catch (const CLI::ParseError& error) {
    return usage_error(app, error, count, words);
  }
  if (verbose) set_log_level(LogLevel::debug);
  return chosen();
}

}  // namespace

int run_cli(int count, char** words) {
  if (count == 2 && std::strcmp(words[1], "--version") == 0) { // touches neither configuration nor plugins
    put(version_text);
    return 0;
  }
  try {
    const int exit = parse_and_run(count, words);
    if (std::fflush(stdout) == 0 && !std::ferror(stdout)) return exit;
    return tell(Error{Trouble::io, "standard output cannot be written"});
  } catch (const std::bad_alloc&) {
    return tell(Error{Trouble::try_again, "not enough memory"});
  } catch (const std::exception& error) {
    return tell(Error{Trouble::internal, fmt::format("failed: {}", error.what())});
  }
}

}  // namespace filmgate

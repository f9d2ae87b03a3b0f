// SPDX-License-Identifier: Apache-2.0
//
// filmgate-check PLUGIN [SAMPLE…]: does this plugin keep the SDK's promises? The words of the command line, and what is
// told of the results.
#include "checks.hpp"
#include "report.hpp"

#include <CLI/CLI.hpp>

namespace {

constexpr int usage = 64, internal = 70;

constexpr const char* examples =
    "A SAMPLE is a clip's file, a folder with the clip's files, or a sidecar or export. Samples are read; what is cut or\n"
    "damaged is a copy.\n\n"
    "  filmgate-check build/com.example.madeup.fgplugin take.mdup\n"
    "  filmgate-check com.example.madeup.fgplugin A001C003/ --level 10 --seed 7 --json\n\n"
    "Exit codes: 0 all checks passed; 1 some did not; 64 usage; 69 there was nothing to check.";

int complain(const std::string& text) {
  std::fputs(("filmgate-check: " + text + "\n").c_str(), stderr);
  return usage;
}

std::string wrong_path(const check::Options& options) {
  namespace fs = std::filesystem;
  if (!fs::is_directory(options.bundle_folder)) return options.bundle_folder + ": is no bundle; name a folder <id>.fgplugin that holds manifest.toml";
  for (const auto& sample : options.samples)
    if (!fs::exists(sample)) return sample + ": is not there";
  for (const auto& name : options.only) {
    bool known = false;
    for (const auto& check : check::all_checks()) known = known || name == check.name;
    if (!known) return "there is no check '" + name + "'; see filmgate-check --list";
  }
  return "";
}

void make_absolute(check::Options& options) {
  options.bundle_folder = std::filesystem::absolute(options.bundle_folder).lexically_normal().string();
  while (options.bundle_folder.size() > 1 && options.bundle_folder.back() == '/') options.bundle_folder.pop_back();
  for (auto& sample : options.samples) sample = std::filesystem::absolute(sample).string();
}

int check_plugin(const check::Options& options, bool json) {
  std::vector<check::Result> results;
  if (!json) std::printf("filmgate-check " FG_SDK_VERSION ": %s, level %d, seed %llu\n", options.bundle_folder.c_str(), options.level, static_cast<unsigned long long>(options.seed));
  check::run_all(options, [&](const check::Result& result) {
    results.push_back(result);
    if (!json) std::fputs(check::line_of(result).c_str(), stdout), std::fflush(stdout);
  });
  const int exit = check::exit_code(results);
  if (json) std::fputs(check::json_of(options, results).c_str(), stdout);
  else if (exit == 69) std::fputs("nothing was checked\n", stdout);
  else std::printf("%s\n", exit == 0 ? "all checks passed" : "some checks did not pass");
  return exit;
}

}  // namespace

int main(int count, char** words) {
  CLI::App app("Checks that a plugin keeps the promises of filmgate's SDK: each check in a process of its own.", "filmgate-check");
  check::Options options;
  check::Inside inside;
  bool json = false, list = false, version = false;
  app.add_option("PLUGIN", options.bundle_folder, "The bundle: a folder <id>.fgplugin");
  app.add_option("SAMPLE", options.samples, "Clips of the plugin's format, or sidecars that it reads");
  app.add_option("--level", options.level, "How much is checked, 1 to 10; 5: safe for hosts")->check(CLI::Range(1, 10))->capture_default_str();
  app.add_option("--seed", options.seed, "Of what is chosen at random")->capture_default_str();
  app.add_option("--only", options.only, "These checks alone, whatever the level")->expected(1)->take_all();
  app.add_option("--deadline", options.deadline_seconds, "Seconds that a check may take")->check(CLI::Range(1, 3600))->capture_default_str();
  app.add_option("--memory", options.memory_megabytes, "Megabytes of address space that a check may take")->check(CLI::Range(128, 1 << 20))->capture_default_str();
  app.add_flag("--output", options.shows_output, "Let through, to standard error, what the plugin prints");
  app.add_flag("--json", json, "Results as JSON");
  app.add_flag("--list", list, "The checks, with their levels and what they prove");
  app.add_flag("--version", version, "The version, and nothing else");
  app.add_option("--run-check", inside.check)->group(""); // the rest is the runner's own
  app.add_option("--page-fd", inside.page_fd)->group("");
  app.add_option("--scratch", inside.scratch_folder)->group("");
  app.add_option("--sample-number", inside.sample)->group("");
  app.add_option("--transform", inside.transform)->group("");
  app.footer(examples);
  try {
    app.parse(count, words);
    if (version) return std::puts("filmgate-check " FG_SDK_VERSION), 0;
    if (list) return std::fputs(check::table_of_checks().c_str(), stdout), 0;
    if (options.bundle_folder.empty()) return complain("name a plugin's bundle; see filmgate-check --help");
    if (!inside.check.empty()) return check::run_inside(options, inside);
    if (const auto wrong = wrong_path(options); !wrong.empty()) return complain(wrong);
    make_absolute(options);
    return check_plugin(options, json);
  } catch (const CLI::ParseError& error) {
    return error.get_exit_code() == 0 ? app.exit(error) : complain(std::string(error.what()) + "; see filmgate-check --help");
  } catch (const fg::Failure& failure) {
    return complain(failure.what());
  } catch (const std::exception& error) {
    std::fputs(fg::concat("filmgate-check: failed: ", std::string_view(error.what()), "\n").c_str(), stderr);
    return internal;
  }
}

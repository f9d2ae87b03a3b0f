// SPDX-License-Identifier: Apache-2.0
#include "session.hpp"

#include "worker/sandbox_report.hpp"

#include <csignal>
#include <cstdio>

namespace filmgate {
namespace {

std::atomic<bool> interrupted{false};
void interrupt(int) { interrupted = true; }

void tell_problem(const Json& problem) {
  const auto& severity = problem["severity"].text();
  if (severity == "info") tell("note: " + printable(problem["message"].text()));
  else tell(severity + ": " + printable(problem["message"].text()));
}

Result<WorkerLimits> limits_of(const Installation& installation, const RunWish& wish) {
  FILMGATE_TRY(settings, Settings::load(installation));
  WorkerLimits limits;
  limits.silence_seconds = wish.silence_seconds >= 0 ? wish.silence_seconds : settings.value("worker.silence_seconds").integer(limits.silence_seconds);
  limits.memory_megabytes = settings.value("worker.memory_megabytes").integer(0);
  return limits;
}

}  // namespace

std::string printable(const std::string& text) { return Path(text).display(); }
void tell(std::string_view text) { fmt::print(stderr, "filmgate: {}\n", text); }
void put(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }

int tell(const Error& error) {
  tell(printable(error.message));
  return static_cast<int>(error.trouble);
}

int tell_result(const Json& result) {
  if (const auto& message = result["message"].text(); !message.empty()) tell(printable(message));
  const auto& sandbox = result["sandbox"];
  if (sandbox["lowered"].boolean())
    tell(fmt::format("the sandbox's floor is lowered to \"{}\" by {}; this was done under a {} sandbox", sandbox["floor"].text(),
                     printable(sandbox["floorOrigin"].text()), sandbox["level"].text()));
  return static_cast<int>(result["exit"].integer(static_cast<int>(Trouble::internal)));
}

Json run(const Json& request, const Installation& installation, const RunWish& wish, const Events& events) {
  std::signal(SIGINT, interrupt);
  std::signal(SIGTERM, interrupt);
  std::signal(SIGPIPE, SIG_IGN);
  const Events told = [&](const Json& event) {
    if (event["type"].text() == "problem") tell_problem(event);
    events(event);
  };
  if (wish.in_process) {
    const auto catalog = scan_bundles(installation.plugin_path);
    auto result = run_request(request, {installation, catalog, told, interrupted});
    return result.set("sandbox", not_confined("in process, for debugging"));
  }
  const auto limits = limits_of(installation, wish);
  if (!limits)
    return Json::object({{"exit", static_cast<int>(limits.error().trouble)}, {"message", limits.error().message}});
  return supervise(request, installation, *limits, told, interrupted);
}

}  // namespace filmgate

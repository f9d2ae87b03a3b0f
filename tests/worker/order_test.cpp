// SPDX-License-Identifier: Apache-2.0
//
// strace is the witness: before the first code of a plugin is mapped, the process is alone, can gain no privilege, and
// is under Landlock and the filter; no original is ever opened for writing. A worker hides its memory from other
// processes of its user, so texts are seen by root's strace alone; numbers and flags by everyone's.
#include "command_line.hpp"
#include "sanitizers.hpp"
#include "worker/heard.hpp"

#include <fmt/core.h>
#include <unistd.h>

using namespace filmgate;

namespace {

const std::string bars = TEST_DATA_DIR "/testpattern/bars.fgtp";

std::vector<std::string> traced(const Json& request) {
  const FolderOfItsOwn folder;
  const auto in = folder.write("request.json", request.dump());
  const auto worker = installation_with("escape_plugins").worker().bytes();
  const auto said = run({"sh", "-c", fmt::format("strace -f -qq -o {} {} < {}", quoted(folder / "trace"), quoted(worker), quoted(in))});
  INFO(said.err);
  std::vector<std::string> out;
  std::ifstream lines(folder / "trace");
  for (std::string line; std::getline(lines, line);) out.push_back(line);
  return out;
}

size_t first(const std::vector<std::string>& lines, const std::vector<std::string>& parts, size_t from = 0) {
  for (size_t i = from; i < lines.size(); ++i)
    if (std::all_of(parts.begin(), parts.end(), [&](const std::string& part) { return lines[i].find(part) != std::string::npos; })) return i;
  return lines.size();
}

}  // namespace

TEST_CASE("confinement comes before the first library of a plugin, for every kind of request, and no original is opened for writing") {
  if (sanitizer_build || !is_installed("strace")) {
    WARN("skipped: a sanitizer build, or strace is not installed; packaging/install-deps --peers brings it");
    return;
  }
  const FolderOfItsOwn out;
  const auto bundle = find_installation().value().prefix / "lib/filmgate/plugins/org.filmgate.testpattern.fgplugin";
  for (const auto& request : {inspect_request(bars), plate_request(bars, out.path()),
                              Json::object({{"v", 1}, {"id", "p"}, {"kind", "plugin"}, {"bundle", bundle.bytes()}})}) {
    const auto lines = traced(request);
    INFO(request.dump());
    const auto closed = first(lines, {"close_range(", "= 0"}), privileges = first(lines, {"prctl(PR_SET_NO_NEW_PRIVS", "= 0"}),
               landlock = first(lines, {"landlock_restrict_self", "= 0"}), filter = first(lines, {"seccomp(SECCOMP_SET_MODE_FILTER", "= 0"}),
               told = first(lines, {"write("}, filter), thread = first(lines, {"CLONE_THREAD"});
    const auto code = first(lines, {"mmap(", "PROT_EXEC"}, closed); // the worker's own libraries are there before
    REQUIRE(code < lines.size());
    CHECK(closed < privileges);
    CHECK(privileges < landlock);
    CHECK(landlock < filter);
    CHECK(filter < told);
    CHECK(told < code);
    CHECK(code < thread); // or there is none
    if (::geteuid() == 0) {
      CHECK(first(lines, {"confined"}) == told);
      CHECK(first(lines, {"openat", ".fgplugin/", ".so\""}) > told);
      CHECK(first(lines, {"openat", ".fgplugin/", ".so\""}) < code);
    }
    for (const auto& line : lines)
      if (line.find("bars.fgtp") != std::string::npos) CHECK((line.find("O_WRONLY") == std::string::npos && line.find("O_RDWR") == std::string::npos));
  }
}

// SPDX-License-Identifier: Apache-2.0
//
// posix_spawn sets no limits, and limits that are set from outside come late; so two programs of util-linux, which every
// Debian has, set them and become the tool. No shell is between.
#include "tool_run.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <sys/resource.h>
#include <unistd.h>

namespace filmgate {
namespace {

constexpr const char* set_privileges = "/usr/bin/setpriv";
constexpr const char* set_limits = "/usr/bin/prlimit";
constexpr size_t longest_text = 64 << 10, longest_errors = 4 << 10;
constexpr auto between_looks = std::chrono::milliseconds(200); // at the size of the scratch folder
constexpr int reads_at_once = 64; // so that a flood does not keep us from the clock

uint64_t file_limit(const BridgeTool& tool) { // lowered only: nobody but root could raise it
  rlimit now{};
  const auto wanted = static_cast<rlim_t>(tool.output_megabytes) << 20;
  return ::getrlimit(RLIMIT_FSIZE, &now) == 0 ? std::min(now.rlim_max, wanted) : wanted;
}

ChildPlan plan_for(const BridgeTool& tool, std::vector<std::string> arguments, const Path& scratch) {
  ChildPlan out;
  out.program = set_privileges;
  out.arguments = {"--pdeathsig", "KILL", "--no-new-privs", "--", set_limits, "--core=0",
                   fmt::format("--fsize={}", file_limit(tool)), "--", tool.command.bytes()};
  for (auto& argument : arguments) out.arguments.push_back(std::move(argument));
  out.environment = std::vector<std::string>{"PATH=/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8", "HOME=" + scratch.bytes(), "TMPDIR=" + scratch.bytes()};
  out.folder = scratch;
  return out;
}

// False when nobody can write to it any more. Beyond the limit it is read and forgotten, so that the tool can end.
bool take(int fd, size_t limit, std::string& out, bool& cut) {
  char block[65536];
  for (int reads = 0; reads < reads_at_once; ++reads) {
    const ssize_t got = ::read(fd, block, sizeof block);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return errno == EAGAIN;
    if (got == 0) return false;
    const auto kept = std::min(static_cast<size_t>(got), limit - out.size());
    out.append(block, kept);
    cut = cut || kept < static_cast<size_t>(got);
  }
  return true;
}

}  // namespace

ToolRun::ToolRun(ChildProcess child, const BridgeTool& tool, const ScratchFolder& scratch)
    : child_(std::move(child)), scratch_(&scratch), deadline_(Clock::now() + std::chrono::seconds(tool.seconds)), next_look_(Clock::now()),
      most_bytes_(static_cast<uint64_t>(tool.output_megabytes) << 20) {}

Result<ToolRun> ToolRun::start(const BridgeTool& tool, std::vector<std::string> arguments, const ScratchFolder& scratch) {
  for (const char* program : {set_privileges, set_limits, tool.command.c_str()})
    if (::access(program, X_OK) != 0)
      return failure(Trouble::configuration, "tool {}: {} can not be run: {}; see {}", tool.name, Path(program).display(), ::strerrordesc_np(errno), tool.origin);
  FILMGATE_TRY(child, ChildProcess::start(plan_for(tool, std::move(arguments), scratch.path())));
  return ToolRun(std::move(child), tool, scratch);
}

void ToolRun::add_sources(std::vector<pollfd>& sources) const {
  if (out_open_) sources.push_back({child_.out_fd(), POLLIN, 0});
  if (error_open_) sources.push_back({child_.error_fd(), POLLIN, 0});
  sources.push_back({child_.process_fd(), POLLIN, 0});
}

void ToolRun::stop(std::string why) {
  if (!stopped_) told_.why = std::move(why);
  stopped_ = true;
  child_.kill_group();
}

void ToolRun::read_texts() {
  bool ignored = false;
  if (out_open_) out_open_ = take(child_.out_fd(), longest_text, told_.text, told_.text_cut);
  if (error_open_) error_open_ = take(child_.error_fd(), longest_errors, told_.errors, ignored);
}

void ToolRun::keep_limits() {
  const auto now = Clock::now();
  if (!stopped_ && now > deadline_) {
    told_.timed_out = true;
    stop("");
  }
  if (now < next_look_) return;
  if (scratch_->bytes() > most_bytes_) stop(fmt::format("wrote more than {} MiB, or too many files, and was stopped", most_bytes_ >> 20));
  next_look_ = Clock::now() + between_looks; // a folder that takes long to look at is not looked at all the time
}

std::optional<ToolEnd> ToolRun::look() {
  read_texts();
  const auto end = child_.end();
  if (!end) {
    keep_limits();
    return {};
  }
  read_texts();
  if (!stopped_ && scratch_->bytes() > most_bytes_) told_.why = fmt::format("wrote more than {} MiB, or too many files", most_bytes_ >> 20);
  told_.end = *end;
  return std::move(told_);
}

}  // namespace filmgate

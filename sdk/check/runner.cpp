// SPDX-License-Identifier: Apache-2.0
#include "runner.hpp"

#include "checks.hpp"
#include "child.hpp"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstring>
#include <malloc.h>
#include <map>
#include <sys/resource.h>
#include <unistd.h>

namespace check {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

struct Folder { // private, and gone with the run
  Folder() {
    auto name = (fs::temp_directory_path() / "filmgate-check-XXXXXX").string();
    if (!::mkdtemp(name.data())) fg::fail(FG_E_IO, name, ": cannot be made");
    path = name;
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
  Folder(const Folder&) = delete;
  fs::path path;
};

struct Target { // what checks are run on
  Subjects kind;
  std::string name, transform;
  int sample = -1;
};

bool fits(Subjects wanted, Subjects kind) { return wanted == kind || wanted == Subjects::any; }

std::string signal_text(int number) {
  const char* name = ::sigabbrev_np(number);
  return name ? std::string("SIG") + name : fg::concat("signal ", number);
}

std::string program() { return fs::read_symlink("/proc/self/exe").string(); }

class Run {
 public:
  Run(const Options& options, const std::function<void(const Result&)>& heard) : options_(options), heard_(heard) {}
  void all();

 private:
  void one(const Check& check, const Target& target);
  [[nodiscard]] std::string obstacle(const Check& check, const Target& target) const;
  Result start(const Check& check, const Target& target);
  [[nodiscard]] std::vector<std::string> words(const Check& check, const Target& target, const fs::path& folder, int page) const;

  const Options& options_;
  const std::function<void(const Result&)>& heard_;
  Folder folder_;
  int number_ = 0;
  std::map<std::string, std::map<std::string, Ending>> endings_; // by subject and check; the bundle's under ""
};

std::string Run::obstacle(const Check& check, const Target& target) const {
  for (const auto& subject : {std::string(), target.name}) {
    const auto at = endings_.find(subject);
    if (at == endings_.end()) continue;
    for (const auto& [name, ending] : at->second) {
      if (ending == Ending::timed_out) return name + " did not end";
      if (check.after && name == check.after && ending != Ending::passed && ending != Ending::skipped) return name + " did not pass";
    }
  }
  return "";
}

std::vector<std::string> Run::words(const Check& check, const Target& target, const fs::path& folder, int page) const {
  std::vector<std::string> out{program(), options_.bundle_folder};
  out.insert(out.end(), options_.samples.begin(), options_.samples.end());
  for (const auto& [name, value] : std::vector<std::pair<std::string, std::string>>{
           {"--run-check", check.name}, {"--page-fd", std::to_string(page)}, {"--scratch", folder.string()}, {"--level", std::to_string(options_.level)},
           {"--seed", std::to_string(options_.seed)}, {"--memory", std::to_string(options_.memory_megabytes)}, {"--sample-number", std::to_string(target.sample)}})
    out.insert(out.end(), {name, value});
  if (!target.transform.empty()) out.insert(out.end(), {"--transform", target.transform});
  return out;
}

Result Run::start(const Check& check, const Target& target) {
  const auto folder = folder_.path / std::to_string(++number_);
  fs::create_directory(folder);
  int fd = -1;
  Page* page = Page::make(fd);
  const int seconds = options_.deadline_seconds * check.patience;
  const auto began = Clock::now();
  const auto end = run_child(words(check, target, folder, fd), folder.string(), fd, seconds, options_.shows_output);
  Result out{check.name, target.name, Ending::crashed, page->message(), std::chrono::duration<double>(Clock::now() - began).count()};
  const auto where = page->step().empty() ? std::string() : "; it was in: " + page->step();
  switch (page->verdict()) {
    case Verdict::passed: out.ending = Ending::passed, out.message.clear(); break;
    case Verdict::failed: out.ending = Ending::failed; break;
    case Verdict::skipped: out.ending = Ending::skipped; break;
    case Verdict::running:
      if (end.timed_out) out.ending = Ending::timed_out, out.message = fg::concat("did not end within ", seconds, " s", where);
      else if (end.signal) out.message = "the process was killed by " + signal_text(end.signal) + where;
      else out.message = fg::concat("the process was ended with exit code ", end.exit, where);
  }
  // A process that said that all is well, and then crashed while it ended.
  if (out.ending == Ending::passed && end.signal && !end.timed_out) out.ending = Ending::crashed, out.message = "killed by " + signal_text(end.signal) + " while the process ended";
  Page::unmap(page);
  ::close(fd);
  std::error_code ignored;
  fs::remove_all(folder, ignored);
  return out;
}

void Run::one(const Check& check, const Target& target) {
  if (!fits(check.subjects, target.kind) || (options_.only.empty() && check.level > options_.level)) return;
  if (!options_.only.empty() && std::find(options_.only.begin(), options_.only.end(), check.name) == options_.only.end()) return;
  auto& endings = endings_[target.name];
  Result result{check.name, target.name, Ending::skipped, "", 0};
  if (const auto why = obstacle(check, target); !why.empty()) {
    result.message = "not run: " + why;
    endings[check.name] = Ending::failed; // for what comes behind it
    return heard_(result);
  } else {
    result = start(check, target);
    // A check that watches the process says nothing new when it dies of what an earlier one found.
    const bool failed_before = std::any_of(endings.begin(), endings.end(), [](const auto& one) { return one.second == Ending::failed || one.second == Ending::crashed; });
    if (check.subjects == Subjects::any && result.ending == Ending::crashed && failed_before) result.ending = Ending::skipped, result.message = "not ended: " + result.message;
  }
  endings[check.name] = result.ending;
  heard_(result);
}

void Run::all() {
  adopt_orphans();
  std::vector<Target> targets{{Subjects::bundle, "", "", -1}};
  const Check& manifest = all_checks().front();
  Bundle bundle;
  try {
    bundle = Bundle::read(options_.bundle_folder);
  } catch (const Finding& finding) {
    return heard_({manifest.name, "", Ending::failed, finding.text, 0});
  }
  const auto samples = samples_of(bundle, options_.samples);
  for (size_t i = 0; i < samples.size(); ++i) targets.push_back({samples[i].reader.empty() ? Subjects::sidecar : Subjects::clip, samples[i].name, "", static_cast<int>(i)});
  for (const auto& transform : bundle.transforms) targets.push_back({Subjects::stage, "transform " + transform, transform, -1});
  for (const auto& target : targets)
    for (const auto& check : all_checks()) one(check, target);
  if (!bundle.readers.empty() && samples.empty())
    heard_({"opens", "", Ending::skipped, "no sample was given; a reader is checked on clips: filmgate-check PLUGIN SAMPLE…", 0});
}

}  // namespace

void run_all(const Options& options, const std::function<void(const Result&)>& heard) { Run(options, heard).all(); }

namespace {

void limit_memory([[maybe_unused]] int megabytes) {
  ::mallopt(M_ARENA_MAX, 1); // a heap for each thread would look like a leak
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) // their shadow is larger than any limit
  const rlimit limit{static_cast<rlim_t>(megabytes) << 20, static_cast<rlim_t>(megabytes) << 20}, no_dump{0, 0};
  ::setrlimit(RLIMIT_AS, &limit);
  ::setrlimit(RLIMIT_CORE, &no_dump);
#endif
}

}  // namespace

int run_inside(const Options& options, const Inside& inside) {
  set_page(Page::open(inside.page_fd));
  watch_guard_pages();
  limit_memory(options.memory_megabytes);
  auto verdict = Verdict::passed;
  std::string message;
  try {
    const auto bundle = Bundle::read(options.bundle_folder);
    Case subject{bundle, {}, "", "", inside.transform, options.level, options.seed, inside.scratch_folder};
    if (inside.sample >= 0) {
      const auto sample = samples_of(bundle, options.samples).at(static_cast<size_t>(inside.sample));
      subject.files = sample.files, subject.reader = sample.reader, subject.metadata = sample.metadata;
    }
    const auto checks = all_checks();
    const auto check = std::find_if(checks.begin(), checks.end(), [&](const Check& one) { return one.name == inside.check; });
    if (check == checks.end()) fg::fail(FG_E_INVALID_ARGUMENT, "there is no check '", inside.check, "'");
    check->run(subject);
  } catch (const Finding& finding) {
    verdict = Verdict::failed, message = finding.text;
  } catch (const Refusal& refusal) {
    verdict = Verdict::failed, message = refusal.text;
  } catch (const Skip& skip) {
    verdict = Verdict::skipped, message = skip.why;
  } catch (const std::exception& error) {
    verdict = Verdict::failed, message = fg::concat("the check itself failed: ", std::string_view(error.what()));
  }
  page().end(verdict, message);
  ::_exit(0); // the library's destructors are not what is checked, and a thread left behind must not run into them
}

}  // namespace check

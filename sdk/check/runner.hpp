// SPDX-License-Identifier: Apache-2.0
//
// Runs every check in a process of its own, with a deadline, and tells how each ended. Nothing that a plugin does in there
// can hurt the runner.
#pragma once
#include "bundle.hpp"

#include <functional>
#include <string>
#include <vector>

namespace check {

enum class Ending { passed, failed, skipped, crashed, timed_out };

struct Result {
  std::string check, subject; // subject: a sample's name, "transform <id>", or empty for the bundle
  Ending ending;
  std::string message; // why; empty when passed
  double seconds = 0;
};

struct Options {
  std::string bundle_folder;
  std::vector<std::string> samples, only;
  int level = 5;
  uint64_t seed = 1;
  int deadline_seconds = 30, memory_megabytes = 4096;
  bool shows_output = false;
};

struct Sample {
  std::string name, reader, metadata; // reader or metadata: who is to read it; the other is empty
  std::vector<std::string> files;
};
// A file is a clip, or a sidecar when only metadata of the bundle reads its kind; a folder is a clip of its files when the
// reader takes sequences, else a clip each.
std::vector<Sample> samples_of(const Bundle& bundle, const std::vector<std::string>& paths);

// `heard` is called as each check ends.
void run_all(const Options& options, const std::function<void(const Result&)>& heard);

struct Inside { // the process of one check, as the runner started it
  std::string check, transform, scratch_folder;
  int sample = -1, page_fd = -1;
};
int run_inside(const Options& options, const Inside& inside);

}  // namespace check

// SPDX-License-Identifier: Apache-2.0
//
// The host that checks give a plugin: the services that the ABI requires of every host, with what is held of them counted.
#pragma once
#include <filmgate/host.h>

#include <atomic>
#include <mutex>
#include <string>
#include <vector>

struct fg_job { // the ABI's opaque job: one that can be cancelled
  std::atomic<bool> cancelled{false};
};

namespace check {

struct Report {
  int32_t severity;
  std::string code;
  int64_t frame; // -1: the clip
  std::string text;
};

class Host : public fg_host {
 public:
  Host();
  ~Host(); // what is still held then was never given back
  Host(const Host&) = delete;
  const fg_job* job() const { return &job_; }
  void cancel(bool wish) { job_.cancelled = wish; }
  void add(Report report);
  std::vector<Report> take_reports();
  bool took_an_error(); // among the reports since the last call; they are taken
  std::atomic<int64_t> memory_blocks{0}, open_files{0}; // given and not yet back

 private:
  fg_job job_;
  std::mutex turn_;
  std::vector<Report> reports_;
};

struct NotGivenBack { // by all plugins that were destroyed so far
  int64_t memory_blocks, files;
};
NotGivenBack not_given_back();

}  // namespace check

// SPDX-License-Identifier: Apache-2.0
#include "progress_line.hpp"

#include <cstdio>
#include <cstdlib>
#include <fmt/core.h>
#include <string_view>
#include <unistd.h>

namespace filmgate {
namespace {

bool is_terminal() {
  const char* kind = std::getenv("TERM");
  return ::isatty(STDERR_FILENO) == 1 && kind && std::string_view(kind) != "dumb";
}

}  // namespace

ProgressLine::ProgressLine() : terminal_(is_terminal()), start_(Clock::now()) {}
ProgressLine::~ProgressLine() { wipe(); }

void ProgressLine::wipe() {
  if (shown_) std::fputs("\r\033[K", stderr);
  shown_ = false;
}

void ProgressLine::show(int64_t done, int64_t total, const std::string& unit) {
  if (!terminal_ || total < 1 || done > total) return;
  const auto now = Clock::now();
  if (shown_ && done < total && now - last_ < std::chrono::milliseconds(100)) return;
  last_ = now;
  shown_ = true;
  const auto spent = std::chrono::duration_cast<std::chrono::seconds>(now - start_).count();
  const int64_t left = done > 0 ? spent * (total - done) / done : 0;
  fmt::print(stderr, "\r\033[K{}/{} {}  {} %  {}:{:02} left", done, total, unit, 100 * done / total, left / 60, left % 60);
  std::fflush(stderr);
}

}  // namespace filmgate

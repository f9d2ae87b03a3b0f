// SPDX-License-Identifier: Apache-2.0
//
// The one source that sees the logging library. The logger is made at its first use, so that a run that says nothing
// pays nothing.
#include "base/log.hpp"

#include <atomic>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace filmgate {
namespace {

std::atomic<LogLevel> lowest{LogLevel::warning};

spdlog::level::level_enum severity(LogLevel level) {
  switch (level) {
    case LogLevel::trace: return spdlog::level::trace;
    case LogLevel::debug: return spdlog::level::debug;
    case LogLevel::info: return spdlog::level::info;
    case LogLevel::warning: return spdlog::level::warn;
    case LogLevel::error: return spdlog::level::err;
  }
  return spdlog::level::err;
}

spdlog::logger& logger() {
  static const auto made = [] {
    auto out = std::make_shared<spdlog::logger>("filmgate", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    out->set_pattern("%L %v");
    out->set_level(spdlog::level::trace);
    return out;
  }();
  return *made;
}

}  // namespace

void set_log_level(LogLevel level) { lowest = level; }

void log(LogLevel level, std::string_view text) {
  if (level < lowest.load(std::memory_order_relaxed)) return;
  logger().log(severity(level), spdlog::string_view_t(text.data(), text.size()));
}

}  // namespace filmgate

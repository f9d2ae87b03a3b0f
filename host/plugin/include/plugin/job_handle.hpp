// SPDX-License-Identifier: Apache-2.0
//
// What a running request lends to the plugins it calls: whether it was cancelled, and where their reports go.
#pragma once
#include <atomic>
#include <cstdint>
#include <functional>
#include <string>

namespace filmgate {

enum class ReportSeverity { info, warning, error };
struct PluginReport {
  std::string plugin; // id
  ReportSeverity severity;
  std::string code;
  int64_t frame; // -1: the clip
  std::string text;
};

inline constexpr const char* plugin_misbehaved = "plugin-misbehaved"; // a report's code: it harmed the process

struct JobHandle {
  const std::atomic<bool>& cancelled;
  std::function<void(const PluginReport&)> report; // any thread
};

}  // namespace filmgate

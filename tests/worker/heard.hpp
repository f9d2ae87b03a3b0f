// SPDX-License-Identifier: Apache-2.0
//
// Runs a request under the supervisor with plugins that are for these tests only, and keeps what was heard.
#pragma once
#include "folder_of_its_own.hpp"
#include "worker/supervisor.hpp"

#include <catch2/catch.hpp>
#include <vector>

struct Heard {
  std::vector<filmgate::Json> events;
  filmgate::Json result;
  [[nodiscard]] std::vector<filmgate::Json> of(const std::string& type) const {
    std::vector<filmgate::Json> out;
    for (const auto& event : events)
      if (event["type"].text() == type) out.push_back(event);
    return out;
  }
  [[nodiscard]] std::string all() const { // for a failed check
    std::string out;
    for (const auto& event : events) out += event.dump() + "\n";
    return out + result.dump();
  }
};

class Variable { // of the environment, put back at the end
 public:
  Variable(const char* name, const std::string& value) : name_(name) {
    if (const char* before = std::getenv(name)) before_ = before, had_ = true;
    ::setenv(name, value.c_str(), 1);
  }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;
  ~Variable() { had_ ? ::setenv(name_, before_.c_str(), 1) : ::unsetenv(name_); }

 private:
  const char* name_;
  std::string before_;
  bool had_ = false;
};

inline filmgate::Installation installation_with(const std::string& plugins) {
  const auto prefix = filmgate::find_installation().value().prefix;
  const auto path = (prefix / ("lib/filmgate/" + plugins)).bytes() + ":" + (prefix / "lib/filmgate/plugins").bytes();
  ::setenv("FILMGATE_PLUGIN_PATH", path.c_str(), 1);
  return filmgate::find_installation().value();
}

inline Heard run_with(const std::string& plugins, const filmgate::Json& request, const filmgate::WorkerLimits& limits = {}) {
  const auto installation = installation_with(plugins);
  Heard heard;
  const std::atomic<bool> never{false};
  heard.result = filmgate::supervise(request, installation, limits, [&](const filmgate::Json& event) { heard.events.push_back(event); }, never);
  return heard;
}

inline filmgate::Json inspect_request(const std::string& path) {
  using filmgate::Json;
  return Json::object({{"v", 1}, {"id", "t"}, {"kind", "inspect"}, {"paths", Json(Json::Array{Json(path)})}});
}
inline filmgate::Json plate_request(const std::string& clip, const std::string& output) {
  return filmgate::Json::object({{"v", 1}, {"id", "t"}, {"kind", "plate"}, {"clip", clip}, {"output", output}, {"colourspace", "camera"},
                                 {"attempt", "a1"}, {"threads", 1}});
}

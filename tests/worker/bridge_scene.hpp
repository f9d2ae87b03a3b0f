// SPDX-License-Identifier: Apache-2.0
//
// A made-up tool, the settings that allow it, and clips that are read through it.
#pragma once
#include "worker/heard.hpp"

#include <chrono>
#include <fmt/core.h>

struct BridgeScene {
  FolderOfItsOwn house, roll, scratches; // the administrator's folder; the clips; where tools' folders come to lie
  Variable scratch_place{"TMPDIR", scratches.path()};
  Variable config{"FILMGATE_CONFIG", house / "filmgate.toml"};
  std::string mark = house / "marked"; // the operations mark and hang leave it

  explicit BridgeScene(const std::string& limits = "seconds = 20\n") {
    const auto tool = house.write("tool", script());
    std::filesystem::permissions(tool, std::filesystem::perms::owner_all);
    house.write("filmgate.toml", settings(tool, limits));
  }
  std::string clip(const std::string& name, const std::string& order = "0 nothing") const { return roll.write(name, "BRIDGED " + order); }
  [[nodiscard]] Heard inspect(const filmgate::WorkerLimits& limits = {}) const { return run_with("bridge_plugins", inspect_request(roll.path()), limits); }
  [[nodiscard]] bool marked() const { return std::filesystem::exists(mark); }
  [[nodiscard]] bool scratch_is_gone() const { return std::filesystem::is_empty(scratches.path()); }

  // Its words are those of the settings below.
  [[nodiscard]] std::string script() const {
    return R"sh(#!/bin/sh
case "$1" in
  --version) echo "fake tool 7.1"; echo "of the year 2001";;
  describe) read magic rest < "$2"; echo "32 16 3 $magic";;
  export) head -c 512 /dev/zero | tr '\000' "$(printf '\\%03o' $((64 + ${3#--frame=})))" > "$4";;
  hang) : > ")sh" + mark + R"sh("; sleep 600;;
  crash) kill -SEGV $$;;
  fail) echo "no such lens" >&2; exit 3;;
  flood) head -c 3000000 /dev/zero | tr '\000' x; head -c 3000000 /dev/zero >&2;;
  fill) head -c 3000000 /dev/zero > big;;
  fill-many) for i in 1 2 3 4 5; do head -c 500000 /dev/zero > part$i; done; sleep 600;;
  leave) sleep 600 & echo $!;;
  link) ln -s )sh" + house.path() + R"sh(/filmgate.toml frame.raw; echo "$HOME" "$PWD" "$PATH" "$LANG" "$FILMGATE_CONFIG" $(cat | wc -c) $(ls /proc/self/fd | wc -l) $(grep NoNewPrivs /proc/self/status | cut -f2);;
  keep) ls; : > kept;;
  mark) : > ")sh" + mark + R"sh(";;
esac
)sh";
  }
  [[nodiscard]] static std::string settings(const std::string& tool, const std::string& limits) {
    return "[bridge.fake]\ncommand = \"" + tool + "\"\n" + limits + R"(
[bridge.fake.operations]
version = ["--version"]
describe = ["describe", "{input}"]
export = ["export", "{input}", "--frame={frame}", "{scratch}/frame.raw"]
hang = ["hang"]
crash = ["crash"]
fail = ["fail"]
flood = ["flood"]
fill = ["fill"]
fill-many = ["fill-many"]
leave = ["leave"]
link = ["link"]
keep = ["keep"]
mark = ["mark"]
)";
  }
};

inline std::string bridged_value(const Heard& heard, const std::string& key, size_t clip = 0) {
  const auto records = heard.of("record");
  if (clip >= records.size()) return heard.all();
  for (const auto& one : records[clip]["record"]["native"].items())
    if (one["key"].text() == key) return one["value"].text();
  return "";
}
inline std::string bridge_outcome(const Heard& heard, size_t clip = 0) { return bridged_value(heard, "bridged.outcome", clip); }

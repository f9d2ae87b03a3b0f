// SPDX-License-Identifier: Apache-2.0
//
// What a metadata plugin tells of a sidecar or an export: clips with values, kept to be compared and to be normalised.
#pragma once
#include "plugin.hpp"
#include "sinks.hpp"

#include <filmgate/metadata.h>

#include <map>

namespace check {

struct ToldClip {
  std::string name, reel, start;    // "" when not told
  std::map<int64_t, Values> values; // by frame; -1: the clip's own
};

struct Told {
  std::vector<Entry> items;         // of all clips, in order, with each clip's beginning among them
  std::deque<ToldClip> clips;
  std::vector<std::string> wrongs;
  size_t stop_after = SIZE_MAX, after_stop = 0;
  fg_status status = FG_OK;         // and the message of extract()
  std::string message;
};

// Throws a Finding for a value or an order that is wrong; a refusal is in the outcome.
Told extract(const Plugin& plugin, const std::string& metadata, const std::string& file, size_t stop_after = SIZE_MAX);
// The same, and a refusal is thrown.
Told told_of(const Plugin& plugin, const std::string& metadata, const std::string& file);

}  // namespace check

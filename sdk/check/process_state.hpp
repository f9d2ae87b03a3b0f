// SPDX-License-Identifier: Apache-2.0
//
// What belongs to the whole process and not to one plugin, as it is at a moment.
#pragma once
#include <string>
#include <utility>
#include <vector>

namespace check {

// Name and value of each: umask, folder, locale, signal handlers, timers, environment, limits, descriptors …
using ProcessState = std::vector<std::pair<std::string, std::string>>;
ProcessState process_state(const std::vector<std::string>& files); // and the files' sizes and times

// "the umask (0022 before, 0777 after)" of what changed first; empty: nothing.
std::string difference(const ProcessState& before, const ProcessState& after);

size_t thread_count();
std::vector<std::string> open_descriptors(); // "5: /path"

}  // namespace check

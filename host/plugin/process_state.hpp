// SPDX-License-Identifier: Apache-2.0
//
// What belongs to the whole process and not to a plugin: umask, current folder, locale, signals, timer, environment. It is
// remembered before a plugin is loaded and put back when a plugin changed it. Private to this folder.
#pragma once
#include <string>
#include <vector>

namespace filmgate {

void remember_process_state(); // [one thread]
// Puts back what differs, and says what it was: "the umask". Any thread, while no plugin is being loaded. Throws
// std::bad_alloc; what then still differs is put back by the next call.
std::vector<std::string> put_back_process_state();

// Ends the process when a plugin closed descriptors that are not its own: their numbers are given out again, so the next
// write might go into another file. Whoever watches this process reports the plugin.
void end_if_descriptors_were_closed();

}  // namespace filmgate

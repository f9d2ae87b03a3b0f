// SPDX-License-Identifier: Apache-2.0
//
// The commands. Each adds itself to the parser, and runs when it was chosen. Private to this folder.
#pragma once
#include <functional>

namespace CLI { class App; }

namespace filmgate {

using Chosen = std::function<int()>; // runs the chosen command and gives the exit code

void add_compare(CLI::App& app, Chosen& chosen);
void add_inspect(CLI::App& app, Chosen& chosen);
void add_plate(CLI::App& app, Chosen& chosen);
void add_trim(CLI::App& app, Chosen& chosen);
void add_plugins(CLI::App& app, Chosen& chosen);
void add_config(CLI::App& app, Chosen& chosen);
void add_doctor(CLI::App& app, Chosen& chosen);

}  // namespace filmgate

// SPDX-License-Identifier: Apache-2.0
//
// Results for people, a line each, and for machines, as JSON.
#pragma once
#include "runner.hpp"

namespace check {

std::string line_of(const Result& result);
std::string json_of(const Options& options, const std::vector<Result>& results);
std::string table_of_checks();
std::string json_text(const std::string& text); // with its quotes

// 0 all passed, 1 some did not, 69 nothing was checked.
int exit_code(const std::vector<Result>& results);

}  // namespace check

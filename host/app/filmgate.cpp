// SPDX-License-Identifier: Apache-2.0
#include "cli/main.hpp"

int main(int count, char** words) { return filmgate::run_cli(count, words); }

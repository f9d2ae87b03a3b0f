// SPDX-License-Identifier: Apache-2.0
//
// The command line: noun or verb, data on standard output, messages on standard error, exit codes as the help says.
#pragma once

namespace filmgate {
[[nodiscard]] int run_cli(int count, char** words); // never throws
}

// SPDX-License-Identifier: Apache-2.0
//
// Outputs appear under their final name only when whole: one batch of fsyncs, then the renames, then the folder's own.
#pragma once
#include "base/file.hpp"

namespace filmgate {

struct PendingFile {
  Path temporary, final_name;
  OpenFile file;
};

// On failure the temporaries that were not renamed are removed.
[[nodiscard]] Status publish(std::vector<PendingFile> files, const Path& folder);

}  // namespace filmgate

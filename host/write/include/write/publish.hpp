// SPDX-License-Identifier: Apache-2.0
//
// Outputs appear under their final name only when whole: one batch of fsyncs, then the renames, then the folder's own.
#pragma once
#include "write/temporary_file.hpp"

#include <vector>

namespace filmgate {

struct PendingFile {
  TemporaryFile file;
  Path final_name;
};

struct Published {
  std::vector<Status> files; // one each, in their order; a file that failed is gone
  Status folder;             // failed: the names are there, and may not survive a power cut
};

// `safe` is called when the bytes are on the disk and no name is given yet, with the outcome for each file; when it
// fails, none is given a name.
[[nodiscard]] Published publish(std::vector<PendingFile> files, const Path& folder,
                                const std::function<Status(const std::vector<Status>&)>& safe = {});

}  // namespace filmgate

// SPDX-License-Identifier: Apache-2.0
#include "write/publish.hpp"

#include <algorithm>
#include <fcntl.h>

namespace filmgate {

Published publish(std::vector<PendingFile> files, const Path& folder,
                  const std::function<Status(const std::vector<Status>&)>& safe) {
  Published out;
  for (const auto& pending : files) // starts the writing of all before waiting for any
    ::sync_file_range(pending.file.fd(), 0, 0, SYNC_FILE_RANGE_WRITE);
  for (const auto& pending : files) out.files.push_back(pending.file.sync());
  if (safe)
    if (const auto go_on = safe(out.files); !go_on)
      for (auto& status : out.files)
        if (status) status = go_on;
  for (size_t i = 0; i < files.size(); ++i)
    if (out.files[i]) out.files[i] = files[i].file.publish_as(files[i].final_name);
  if (std::any_of(out.files.begin(), out.files.end(), [](const Status& status) { return status.has_value(); }))
    out.folder = sync_folder(folder);
  return out;
}

}  // namespace filmgate

// SPDX-License-Identifier: Apache-2.0
//
// Asking a plugin how sure it is of a file. Private to this folder.
#pragma once
#include "base/path.hpp"
#include "raw.hpp"

namespace filmgate {

using ProbeFunction = int32_t (*)(fg_plugin*, const fg_probe*);
// 0 .. 100, from the file's first bytes; 0 when it can not be opened or is empty.
[[nodiscard]] int probed(LoadedPlugin& plugin, ProbeFunction probe, const Path& file, const JobHandle& handle);

}  // namespace filmgate

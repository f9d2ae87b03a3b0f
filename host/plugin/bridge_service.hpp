// SPDX-License-Identifier: Apache-2.0
//
// The service that only bundles of the tier bridge get. Private to this folder.
#pragma once
#include <filmgate/host.h>

namespace filmgate {

[[nodiscard]] const void* bridge_service(const fg_host* h); // NULL: this plugin has none

}  // namespace filmgate

// SPDX-License-Identifier: Apache-2.0
//
// The kinds of request, and how each one ends. Private to this folder.
#pragma once
#include "job/request.hpp"

namespace filmgate {
[[nodiscard]] Json run_compare(const Json& request, const JobContext& context);
[[nodiscard]] Json run_inspect(const Json& request, const JobContext& context);
[[nodiscard]] Json run_plugin(const Json& request, const JobContext& context);
[[nodiscard]] Json run_trim(const Json& request, const JobContext& context);
[[nodiscard]] Json run_plate(const Json& request, const JobContext& context);
[[nodiscard]] Json result_event(const Json& request, Trouble trouble, const std::string& message);
[[nodiscard]] Json result_event(const Json& request, int exit);
}  // namespace filmgate

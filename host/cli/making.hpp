// SPDX-License-Identifier: Apache-2.0
//
// A request that makes files, run with its progress shown and its events kept. Private to this folder.
#pragma once
#include "session.hpp"

namespace filmgate {

struct Making {
  Json result, seconds; // null: not told
  Json outputs = Json::array(), problems = Json::array();
  // All of it as one document.
  [[nodiscard]] Json json() const;
};

[[nodiscard]] Making make(const Json& request, const Installation& installation, bool in_process);

}  // namespace filmgate

// SPDX-License-Identifier: Apache-2.0
//
// Where this program is installed, found from where it runs, so that a moved installation finds its own plugins.
#pragma once
#include "base/path.hpp"
#include "base/result.hpp"

namespace filmgate {

struct Installation {
  Path program, prefix; // /opt/x/bin/filmgate, /opt/x
  Path share;           // configuration that came with it: <prefix>/share/filmgate
  std::vector<Path> plugin_path; // searched in this order

  [[nodiscard]] Path worker() const { return prefix / "bin/filmgate-worker"; }
};

[[nodiscard]] Result<Installation> find_installation();

}  // namespace filmgate

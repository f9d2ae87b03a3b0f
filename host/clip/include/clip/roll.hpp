// SPDX-License-Identifier: Apache-2.0
//
// The roll that a clip is of, as the layout of its card tells.
#pragma once
#include <string>

namespace filmgate {

struct Roll {
  std::string layout, bundle; // the layout's name, and the bundle that brought it
  std::string folder;         // the name of the card's root
  std::string reel;           // "" when the layout finds none
};

}  // namespace filmgate

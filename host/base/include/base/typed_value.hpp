// SPDX-License-Identifier: Apache-2.0
//
// A value with the type its source gave it, as the clip record writes it.
//   type        value
//   integer     number          real       number           text      string
//   rational    "24000/1001"    bytes      lower-case hex    timecode  "13:36:49:07" (';' for drop-frame)
//   integers, reals, rationals  arrays of those
#pragma once
#include "base/json.hpp"

namespace filmgate {

struct TypedValue {
  std::string type;
  Json value;
  Json rate = {}; // of a timecode: "24000/1001"

  friend bool operator==(const TypedValue&, const TypedValue&) = default;
};

}  // namespace filmgate

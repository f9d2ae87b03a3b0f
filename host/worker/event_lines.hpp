// SPDX-License-Identifier: Apache-2.0
//
// Cuts what a worker wrote into lines, and lines into events. Private to this folder.
#pragma once
#include "base/json.hpp"

namespace filmgate {

class EventLines {
 public:
  // Takes bytes as they come and appends the events that are whole. Fails on a line that is no event, or too long.
  [[nodiscard]] Status feed(std::string_view bytes, std::vector<Json>& out);

 private:
  std::string rest_;
};

}  // namespace filmgate

// SPDX-License-Identifier: Apache-2.0
//
// A batch over several workers: what was counted so far, and which clips wait for a worker without the plugins that
// keep theirs out. Private to this folder.
#pragma once
#include "base/json.hpp"

#include <map>

namespace filmgate {

class Rounds {
 public:
  // False when the event is kept back: a clip that was put off is told when its turn comes.
  [[nodiscard]] bool follow(const Json& event);
  // True when clips wait; the request then asks for them alone.
  [[nodiscard]] bool ask_for_rest(Json& request);
  // The last worker's result, with the counts of all.
  [[nodiscard]] Json result(Json last) const;
  // The request without the items up to this one, which killed a worker.
  static void go_on_behind(int64_t item, Json& request);
  // The request without a file with metadata of clips, which killed a worker.
  static void leave_out_export(const std::string& path, Json& request);

 private:
  // A clip is begun and put off for plugins that keep others out; more often than they can, it does so for itself.
  [[nodiscard]] bool keeps_itself(int64_t item);
  std::map<int64_t, Json> waiting_; // item, and the plugins it does without
  std::map<int64_t, int> put_off_;  // how often, having been begun
  int64_t begun_ = -1;              // the item last begun
  int64_t clips_ = 0, unread_ = 0, problems_ = 0;
};

}  // namespace filmgate

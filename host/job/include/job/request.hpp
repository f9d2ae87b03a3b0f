// SPDX-License-Identifier: Apache-2.0
//
// Everything the product does is a request: one JSON document in, events out, one result at the end. Schemas:
// request.schema.json and result.schema.json of the SDK.
#pragma once
#include "base/json.hpp"
#include "catalog/bundle.hpp"
#include "catalog/installation.hpp"
#include "job/reach.hpp"
#include "plugin/bridge.hpp"

#include <atomic>
#include <functional>

namespace filmgate {

using Events = std::function<void(const Json&)>; // called from one thread at a time

// How the process that runs the request keeps plugins to it. Empty functions do nothing: the process of a debugger.
struct Confine {
  std::function<Status(const Reach&)> begin; // before the first plugin is loaded
  std::function<Status()> seal;              // when the last one is: no more code is mapped
};

struct JobContext {
  const Installation& installation;
  const Catalog& catalog;
  Events events;
  const std::atomic<bool>& cancelled;
  Confine confine = {};
  Bridge* bridge = nullptr; // to tools; nobody runs one for a process of its own
};

// Never throws. Returns the result event: {"v":1,"type":"result","id","kind","exit","message"?,"summary"?}.
[[nodiscard]] Json run_request(const Json& request, const JobContext& context);

}  // namespace filmgate

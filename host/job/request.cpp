// SPDX-License-Identifier: Apache-2.0
//
// From a request's kind to what runs it.
#include "job/request.hpp"

#include "kinds.hpp"

#include <new>

namespace filmgate {

Json result_event(const Json& request, int exit) {
  return Json::object({{"v", 1}, {"type", "result"}, {"id", request["id"]}, {"kind", request["kind"]}, {"exit", exit}});
}

Json result_event(const Json& request, Trouble trouble, const std::string& message) {
  auto out = result_event(request, static_cast<int>(trouble));
  out.set("message", message);
  return out;
}

Json run_request(const Json& request, const JobContext& context) {
  if (!request.is_object() || request["v"].integer() != 1)
    return result_event(request, Trouble::bad_data, "a request is a JSON object with \"v\":1");
  const auto& kind = request["kind"].text();
  context.events(Json::object({{"v", 1}, {"type", "started"}, {"id", request["id"]}, {"kind", kind}}));
  try {
    if (kind == "compare") return run_compare(request, context);
    if (kind == "inspect") return run_inspect(request, context);
    if (kind == "plugin") return run_plugin(request, context);
    if (kind == "plate") return run_plate(request, context);
    if (kind == "trim") return run_trim(request, context);
  } catch (const std::bad_alloc&) {
    return result_event(request, Trouble::try_again, "not enough memory; run it again with more, or with fewer threads");
  } catch (const std::exception& error) { // host code does not throw
    return result_event(request, Trouble::internal, fmt::format("the host itself failed: {}", error.what()));
  }
  return result_event(request, Trouble::bad_data, fmt::format("request kind '{}' is unknown; compare, inspect, plate, plugin and trim are known", kind));
}

}  // namespace filmgate

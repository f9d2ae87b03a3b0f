// SPDX-License-Identifier: Apache-2.0
//
// plugin: loads one bundle and tells what its library says of itself. In a worker, so that a library that crashes or
// hangs while it is loaded harms nobody.
#include "confined_shelf.hpp"
#include "kinds.hpp"
#include "parameter_facts.hpp"
#include "plugin/transform.hpp"

namespace filmgate {
namespace {

Result<Json> load_and_ask(const Path& folder, const JobContext& context) {
  FILMGATE_TRY(bundle, read_bundle(folder));
  Reach reach;
  reach.bundles.insert(folder);
  FILMGATE_TRY(shelf, confined_shelf(context, reach));
  FILMGATE_TRY(plugin, shelf.load(bundle));
  auto transforms = Json::array();
  for (const auto& entry : bundle.transforms) {
    FILMGATE_TRY(facts, transform_parameters(*plugin, entry.id));
    transforms.push(Json::object({{"id", entry.id}, {"role", entry.role}, {"parameters", json_of(facts)}}));
  }
  return Json::object({{"id", plugin->id()}, {"version", bundle.version}, {"sdk", plugin->sdk_built()},
                       {"vendorSdk", plugin->vendor_sdk()}, {"transforms", std::move(transforms)}});
}

}  // namespace

Json run_plugin(const Json& request, const JobContext& context) {
  const Path folder(request["bundle"].text());
  context.events(Json::object({{"v", 1}, {"type", "clip"}, {"item", 0}, {"count", 1}, {"name", ""}, {"plugin", std::string(folder.name())}, {"path", folder.display()}}));
  auto facts = load_and_ask(folder, context);
  if (!facts) return result_event(request, facts.error().trouble, facts.error().message);
  auto out = result_event(request, 0);
  return out.set("summary", std::move(*facts));
}

}  // namespace filmgate

// SPDX-License-Identifier: Apache-2.0
#include "posture.hpp"

#include "sanitizers.hpp"
#include "worker/sandbox_report.hpp"

namespace filmgate {
namespace {

constexpr const char* landlock = "landlock";
constexpr const char* system_call_filter = "system-call-filter";

Json names_of(const auto& names) {
  auto out = Json::array();
  for (const auto& name : names) out.push(name);
  return out;
}

std::string advice(const FloorSetting& floor, const char* lower) {
  return fmt::format("start a kernel that has it, or write floor = \"{}\" under [sandbox] in /etc/filmgate/filmgate.toml, and every result will say so (now \"{}\", from {})",
                     lower, name_of(floor.floor), floor.origin.empty() ? "what is built in" : floor.origin);
}

}  // namespace

const char* name_of(Floor floor) { return floor == Floor::full ? "full" : floor == Floor::filter ? "filter" : "none"; }
Floor floor_named(const std::string& name) { return name == "none" ? Floor::none : name == "filter" ? Floor::filter : Floor::full; }

std::vector<std::string> lacks(const KernelOffer& offer) {
  std::vector<std::string> out;
  if (offer.landlock_abi < 1) out.emplace_back(landlock);
  if (!offer.system_call_filter) out.emplace_back(system_call_filter);
  return out;
}

Status meets(const FloorSetting& floor, const KernelOffer& offer) {
  const auto* pretended = offer.pretended ? ", as FILMGATE_SANDBOX_PRETEND has it," : "";
  if (floor.floor != Floor::none && !offer.system_call_filter)
    return failure(Trouble::unavailable, "sandbox: the kernel {}{} has no filter of system calls (seccomp); {}", offer.release, pretended, advice(floor, "none"));
  if (floor.floor == Floor::full && offer.landlock_abi < 1)
    return failure(Trouble::unavailable, "sandbox: the kernel {}{} has no Landlock (Linux 5.13, and landlock among lsm=); {}", offer.release, pretended,
                   advice(floor, "filter"));
  return {};
}

Json json_of(const Posture& posture) {
  const bool whole = posture.landlock_abi > 0 && posture.filtered;
  auto out = Json::object({{"level", whole ? "full" : posture.landlock_abi > 0 || posture.filtered ? "partial" : "none"}});
  out.set("landlock", posture.landlock_abi).set("systemCalls", posture.filtered ? "filtered" : "open");
  out.set("tier", posture.bridged ? "bridge" : posture.strict ? "strict" : "paths");
  if (!posture.strict) out.set("pathBundles", names_of(posture.path_bundles));
  out.set("floor", name_of(posture.floor.floor)).set("lowered", posture.floor.floor != Floor::full);
  if (posture.floor.floor != Floor::full) out.set("floorOrigin", posture.floor.origin);
  if (!posture.missing.empty()) out.set("missing", names_of(posture.missing));
  if (sanitizer_build) out.set("widened", "this is a build for a sanitizer");
  return out.set("limits", json_of(posture.limits));
}

Json beside(Json sandbox, const Json& earlier) {
  if (sandbox.is_null()) return earlier;
  std::set<std::string> paths;
  for (const Json* one : {static_cast<const Json*>(&sandbox), &earlier})
    for (const auto& id : (*one)["pathBundles"].items()) paths.insert(id.text());
  if (!paths.empty()) sandbox.set("pathBundles", names_of(paths));
  if (earlier["tier"].text() == "bridge" || (sandbox["tier"].text() == "strict" && !paths.empty())) sandbox.set("tier", earlier["tier"]);
  return sandbox;
}

Json not_confined(const std::string& why) { return Json::object({{"level", "none"}, {"why", why}}); }

SandboxOutlook sandbox_outlook(const Settings& settings) {
  const FloorSetting floor{floor_named(settings.value("sandbox.floor").text()), settings.origin("sandbox.floor")};
  const auto offer = ask_kernel();
  if (!offer) return {false, offer.error().message};
  if (const auto status = meets(floor, *offer); !status) return {false, status.error().message};
  const auto missing = lacks(*offer);
  std::string text = offer->landlock_abi > 0 ? fmt::format("sandbox: Landlock ABI {}", offer->landlock_abi) : std::string("sandbox: no Landlock");
  text += offer->system_call_filter ? ", system calls filtered" : ", system calls not filtered";
  if (floor.floor != Floor::full) text += fmt::format("; the floor is lowered to \"{}\" by {}", name_of(floor.floor), floor.origin);
  return {true, text};
}

}  // namespace filmgate

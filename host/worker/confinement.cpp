// SPDX-License-Identifier: Apache-2.0
#include "confinement.hpp"

#include "base/file.hpp"
#include "catalog/settings.hpp"
#include "landlock.hpp"
#include "sanitizers.hpp"
#include "system_call_filter.hpp"
#include "worker/sandbox_report.hpp"

#include <cerrno>
#include <sys/prctl.h>

namespace filmgate {
namespace {

Result<FloorSetting> floor_setting(const Installation& installation) {
  FILMGATE_TRY(settings, Settings::load(installation));
  return FloorSetting{floor_named(settings.value("sandbox.floor").text()), settings.origin("sandbox.floor")};
}

// Landlock holds for the thread that asks and those that it starts: one that is there already would stay free.
Status is_alone() {
  if (sanitizer_build) return {}; // its run-time library has a thread of its own
  FILMGATE_TRY(threads, list_folder("/proc/self/task"));
  if (threads.size() == 1) return {};
  return failure(Trouble::internal, "sandbox: {} threads run before the first plugin is loaded", threads.size());
}

}  // namespace

Result<Confinement> Confinement::start(const Json& request, const Installation& installation, const std::set<int>& keep) {
  FILMGATE_CHECK(die_with(request["limits"]["parent"].integer()));
  FILMGATE_CHECK(close_inherited(keep));
  Posture posture;
  posture.limits = limits_for(request);
  FILMGATE_CHECK(apply(posture.limits));
  FILMGATE_TRY(floor, floor_setting(installation));
  FILMGATE_TRY(offer, ask_kernel());
  posture.floor = floor;
  posture.missing = lacks(offer);
  FILMGATE_CHECK(meets(floor, offer));
  return Confinement(installation, std::move(offer), std::move(posture));
}

Status Confinement::begin(const Reach& reach, const Path& scratch) {
  FILMGATE_CHECK(is_alone());
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return system_failure(errno, "sandbox: PR_SET_NO_NEW_PRIVS");
  auto plan = plan_sandbox(reach, installation_);
  if (!reach.bridged.empty()) plan.push_back({scratch, Grant::read_folder});
  if (offer_.landlock_abi > 0) FILMGATE_CHECK(confine_paths(plan, offer_.landlock_abi));
  if (offer_.system_call_filter) FILMGATE_CHECK(filter_system_calls());
  posture_.landlock_abi = offer_.landlock_abi;
  posture_.filtered = offer_.system_call_filter;
  posture_.strict = reach.folders.empty();
  posture_.path_bundles = reach.path_bundles;
  posture_.bridged = !reach.bridged.empty();
  begun_ = true;
  return {};
}

Status Confinement::seal() { return offer_.system_call_filter ? filter_new_code() : Status{}; }

Json Confinement::posture() const {
  return begun_ ? json_of(posture_) : not_confined("the request ended before any plugin was loaded");
}

}  // namespace filmgate

// SPDX-License-Identifier: Apache-2.0
#include "sandbox_plan.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace filmgate;

namespace {

Installation here() {
  Installation out;
  out.share = "/opt/x/share/filmgate";
  return out;
}

std::vector<Grant> grants(const SandboxPlan& plan, const Path& path) {
  std::vector<Grant> out;
  for (const auto& one : plan)
    if (one.path == path) out.push_back(one.grant);
  return out;
}

size_t writable(const SandboxPlan& plan) {
  return static_cast<size_t>(std::count_if(plan.begin(), plan.end(), [](const GrantedPath& one) { return one.grant == Grant::write_folder; }));
}

FoundClip clip_of(const std::string& folder, const std::vector<std::string>& names, std::vector<ReaderChoice> choices = {}) {
  FoundClip out;
  out.folder = folder;
  for (const auto& name : names) out.files.push_back(Path(folder) / name);
  out.choices = std::move(choices);
  return out;
}

}  // namespace

TEST_CASE("a strict plan grants the clips' files and sidecars, the names in their folders, and nothing to write") {
  auto first = clip_of("/m/A001", {"a.1.x", "a.2.x"});
  first.sidecars.push_back("/m/A001/a.xml");
  const auto plan = plan_sandbox(reach_of({first, clip_of("/m/A002", {"b.x"})}, {}), here());
  for (const char* file : {"/m/A001/a.1.x", "/m/A001/a.2.x", "/m/A001/a.xml", "/m/A002/b.x"}) CHECK(grants(plan, file) == std::vector{Grant::read_file});
  for (const char* folder : {"/m/A001", "/m/A002"}) CHECK(grants(plan, folder) == std::vector{Grant::list_folder});
  CHECK(grants(plan, "/opt/x/share/filmgate") == std::vector{Grant::read_folder});
  CHECK(writable(plan) == 0);
  for (const char* never : {"/", "/etc", "/home", "/tmp", "/proc", "/dev", "/m"}) CHECK((grants(plan, never).empty() || std::string(never) == "/proc"));
}

TEST_CASE("a plate's plan writes into one folder") {
  auto reach = reach_of({clip_of("/m", {"a.x"})}, {});
  reach.output = "/plates";
  const auto plan = plan_sandbox(reach, here());
  CHECK(writable(plan) == 1);
  CHECK(grants(plan, "/plates") == std::vector{Grant::write_folder});
}

TEST_CASE("the folder of a clip is read whole only when a bundle of the tier paths may open that clip") {
  Bundle strict, paths;
  strict.id = "s", paths.id = "p", paths.tier = Tier::paths;
  const ReaderEntry reader;
  const auto reach = reach_of({clip_of("/m/1", {"a.x"}, {{&strict, &reader, 3}}), clip_of("/m/2", {"b.x"}, {{&strict, &reader, 3}, {&paths, &reader, 1}})}, {});
  CHECK(reach.folders == std::set<Path>{"/m/2"});
  CHECK(reach.path_bundles == std::set<std::string>{"p"});
}

TEST_CASE("every bundle of the catalog can be loaded") {
  Catalog catalog;
  catalog.bundles.resize(2);
  catalog.bundles[0].folder = "/b/0", catalog.bundles[1].folder = "/b/1";
  const auto plan = plan_sandbox(reach_of({}, catalog), here());
  CHECK(grants(plan, "/b/0") == std::vector{Grant::read_folder});
  CHECK(grants(plan, "/b/1") == std::vector{Grant::read_folder});
}

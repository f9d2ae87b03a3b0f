// SPDX-License-Identifier: Apache-2.0
//
// Any text as a request, in an installation without plugins: always a result, with an exit code that means something.
#include "base/json.hpp"
#include "fuzz/memory_tree.hpp"
#include "fuzz/promise.hpp"
#include "job/request.hpp"

#include <set>

namespace {

void furnish(fuzz::MemoryTree& tree) {
  tree.put("/share/known-formats.toml", "[[format]]\nname = \"RED\"\nextensions = [\"r3d\"]\nmagic = [{ offset = 4, hex = \"52454432\" }]\n");
  tree.put("/share/filmgate.toml", "[plate]\nprofile = \"generic-vfx\"\n");
  tree.put("/share/profiles/generic-vfx.toml", "compression = \"zip\"\n");
  tree.put("/media/a.r3d", std::string("\0\0\0\0RED2", 8));
  tree.put("/media/b.0001.ari", "ARRI");
  tree.put("/media/day/c.mov", "");
  tree.put("/plugins/no.fgplugin/manifest.toml",
           "manifest = 1\nid = \"no\"\nversion = \"1\"\nabi = [1, 0]\nlicence = \"x\"\nlibrary = \"none.so\"\n");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using filmgate::Json;
  const auto request = Json::parse({reinterpret_cast<const char*>(data), size});
  if (!request) return 0;
  fuzz::MemoryTree tree;
  furnish(tree);
  filmgate::Installation installation;
  installation.share = "/share";
  const filmgate::Catalog catalog = filmgate::scan_bundles({filmgate::Path("/plugins")});
  const std::atomic<bool> cancelled{false};
  const filmgate::JobContext context{installation, catalog,
                                     [](const Json& event) { fuzz::promise((*event.find("v")).integer() == 1 && event["type"].is_text(), "an event that is none"); },
                                     cancelled};
  const auto result = filmgate::run_request(*request, context);
  static const std::set<int64_t> exits{0, 1, 64, 65, 69, 74, 77, 78}; // 70 would be the host's own fault
  fuzz::promise(result["type"].text() == "result" && result["exit"].is_integer() && exits.contains(result["exit"].integer()),
                "a result that means nothing: " + result.dump());
  fuzz::promise(result["exit"].integer() <= 1 || !result["message"].text().empty(), "a failure without words: " + result.dump());
  return 0;
}

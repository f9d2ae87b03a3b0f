// SPDX-License-Identifier: Apache-2.0
//
// Any text as a bundle's manifest; and what it says of a file.
#include "catalog/choice.hpp"
#include "fuzz/memory_tree.hpp"
#include "fuzz/promise.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  fuzz::MemoryTree tree;
  tree.put("/plugins/any.fgplugin/manifest.toml", {reinterpret_cast<const char*>(data), size});
  tree.put("/plugins/any.fgplugin/plugin.so", "");
  const auto catalog = filmgate::scan_bundles({filmgate::Path("/plugins"), filmgate::Path("/absent")});
  fuzz::promise(catalog.bundles.size() + catalog.refused.size() == 1, "a bundle that is neither taken nor refused");
  for (const auto& refused : catalog.refused) fuzz::promise(!refused.why.empty(), "refused without words");
  for (const auto& bundle : catalog.bundles) {
    fuzz::promise(!bundle.id.empty() && !bundle.licence.empty() && catalog.find(bundle.id) == &bundle, "a bundle without a name or licence");
    fuzz::promise(bundle.library.parent() == bundle.folder, "a library outside its bundle");
    for (const auto& transform : bundle.transforms) (void)catalog.transform_for(transform.role);
    for (const auto& layout : bundle.rolls) fuzz::promise(!layout.markers.empty(), "a card that nothing tells"), (void)layout.reel_of("A001.CARD/CLIPS/A001_C001");
    for (const auto& encoding : bundle.encodings) fuzz::promise(encoding.clf.empty() || encoding.clf.bytes().starts_with(bundle.folder.bytes() + "/"), "a CLF file outside its bundle");
  }
  std::string head(4096, '\0');
  head.replace(0, std::min<size_t>(size, 64), reinterpret_cast<const char*>(data), std::min<size_t>(size, 64));
  for (const char* name : {"/card/A001.0001.ari", "/card/A001.dng", "/card/none"})
    for (const auto& choice : filmgate::rank_readers(catalog, head, filmgate::Path(name)))
      fuzz::promise(choice.rank >= 1 && choice.rank <= 3, "a rank that is none");
  return 0;
}

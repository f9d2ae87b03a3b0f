// SPDX-License-Identifier: Apache-2.0
//
// Any text as the list of encodings.
#include "catalog/bundle.hpp"
#include "catalog/encoding.hpp"
#include "fuzz/memory_tree.hpp"
#include "fuzz/promise.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  fuzz::MemoryTree tree;
  tree.put("/share/encodings.toml", {reinterpret_cast<const char*>(data), size});
  tree.put("/share/a.clf", "<ProcessList/>");
  const auto encodings = filmgate::Encodings::gather(filmgate::Path("/share/encodings.toml"), {});
  if (!encodings) {
    fuzz::promise(encodings.error().message.find("encodings.toml") != std::string::npos, "an error that does not name the file");
    return 0;
  }
  for (const auto& encoding : encodings->all()) {
    const auto found = encodings->need(encoding.name, "a clip");
    fuzz::promise(found && *found == &encoding && encoding.line >= 1 && !encoding.role.empty(), "an encoding that is not found, or from nowhere");
    for (const auto& [key, value] : encoding.parameters) fuzz::promise(filmgate::belongs_to_definition(key) && !value.type.empty(), "a person may contradict " + key);
    fuzz::promise(encoding.clf.empty() || encoding.clf == filmgate::Path("/share/a.clf"), "a file beside no list");
  }
  fuzz::promise(!encodings->need("no such encoding at all", "a clip") || encodings->all().size() > 0, "an encoding that nobody defined");
  return 0;
}

// SPDX-License-Identifier: Apache-2.0
//
// Any text as the configuration's files; a line "----" begins the next layer.
#include "catalog/settings.hpp"
#include "fuzz/memory_tree.hpp"
#include "fuzz/promise.hpp"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const bool bare = ::clearenv() == 0; // the layers are the input's alone
  fuzz::promise(bare, "the environment can not be cleared");
  std::string text(reinterpret_cast<const char*>(data), size);
  fuzz::MemoryTree tree;
  for (const char* file : {"/share/filmgate/filmgate.toml", "/etc/filmgate/conf.d/a.toml", ".filmgate.toml"}) {
    const auto end = text.find("\n----\n");
    tree.put(file, text.substr(0, end));
    if (end == text.npos) break;
    text.erase(0, end + 6);
  }
  filmgate::Installation installation;
  installation.share = "/share/filmgate";
  const auto settings = filmgate::Settings::load(installation);
  if (!settings) {
    fuzz::promise(!settings.error().message.empty(), "an error without words");
    return 0;
  }
  for (const auto& setting : settings->all())
    fuzz::promise(settings->value(setting.key) == setting.value && !settings->origin(setting.key).empty(), "a setting without value or origin");
  return 0;
}

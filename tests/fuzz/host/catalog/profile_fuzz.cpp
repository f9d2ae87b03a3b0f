// SPDX-License-Identifier: Apache-2.0
//
// Any text as a profile.
#include "catalog/profile.hpp"
#include "fuzz/memory_tree.hpp"
#include "fuzz/promise.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  fuzz::MemoryTree tree;
  tree.put("/share/filmgate/profiles/any.toml", {reinterpret_cast<const char*>(data), size});
  filmgate::Installation installation;
  installation.share = "/share/filmgate";
  fuzz::promise(filmgate::list_profiles(installation) == std::vector<std::string>{"any"}, "a profile that is not listed");
  const auto profile = filmgate::read_profile(installation, "any");
  fuzz::promise(profile ? profile->values.is_object() : !profile.error().message.empty(), "neither a table nor an error with words");
  fuzz::promise(!filmgate::read_profile(installation, "none"), "a profile that is not there was read");
  return 0;
}

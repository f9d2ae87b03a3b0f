// SPDX-License-Identifier: Apache-2.0
//
// What can be told from the bundle's folder and the library's bytes, without a call into the plugin; and its loading.
#include "checks.hpp"
#include "elf_file.hpp"

#include <dlfcn.h>

namespace check {

void check_manifest(const Case& subject) {
  const auto& bundle = subject.bundle; // that it could be read is known by now
  expect(std::filesystem::exists(bundle.library), "manifest.toml: library: ", bundle.library.string(), " is not in the bundle");
  expect(bundle.folder.extension() == ".fgplugin", bundle.folder.string(), ": a bundle's folder ends in .fgplugin, or no host looks into it");
  expect(bundle.abi_major == FG_ABI_MAJOR, "manifest.toml: abi: built for ABI ", bundle.abi_major, ".", bundle.abi_minor, ", this SDK's is ", FG_ABI_MAJOR,
         ".", FG_ABI_MINOR, "; build against a matching SDK");
  expect(!bundle.readers.empty() || !bundle.metadata.empty() || !bundle.transforms.empty(),
         "manifest.toml: offers nothing: write [[reader]], [[metadata]] or [[transform]]");
}

void check_exports(const Case& subject) {
  const auto elf = ElfFile::read(subject.bundle.library);
  std::string others;
  bool entry = false;
  for (const auto& symbol : elf.symbols) {
    if (!symbol.defined) continue;
    expect(!symbol.unique, "exports the unique symbol ", symbol.name, ", which binds it to every other library of the process; link with the SDK's plugin.map");
    if (symbol.name == FG_ENTRY_SYMBOL) entry = true;
    else others += (others.empty() ? "" : ", ") + symbol.name;
  }
  expect(entry, "exports no ", FG_ENTRY_SYMBOL, "; it is not a plugin of ABI major ", FG_ABI_MAJOR);
  expect(others.empty(), "exports more than ", FG_ENTRY_SYMBOL, ": ", others.substr(0, 400), "; link with the SDK's plugin.map");
}

void check_linkage(const Case& subject) {
  const auto elf = ElfFile::read(subject.bundle.library);
  expect(!elf.text_relocations, "has text relocations; compile with -fPIC");
  expect(!elf.executable_stack, "asks for an executable stack; link with -z noexecstack");
  for (const auto& paths : {elf.rpath, elf.runpath})
    for (const auto& path : paths)
      expect(path == "$ORIGIN" || path.starts_with("$ORIGIN/"), "looks for libraries in '", path, "'; only $ORIGIN, the bundle itself, is the same everywhere");
  for (const auto& name : elf.needed) expect(name.find('/') == name.npos, "needs ", name, " by its path; link by the library's name");
}

// A namespace of its own holds nothing but the library and what it names, so nothing of this program resolves its symbols.
void check_resolved(const Case& subject) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  throw Skip{"a sanitizer's run-time library cannot be loaded twice"};
#endif
  page().now("loading " + subject.bundle.library.string() + " by itself");
  if (::dlmopen(LM_ID_NEWLM, subject.bundle.library.c_str(), RTLD_NOW | RTLD_LOCAL)) return;
  const std::string why = ::dlerror();
  const bool missing = why.find("undefined symbol") != why.npos || why.find("No such file") != why.npos || why.find("not found") != why.npos;
  if (!missing) throw Skip{"cannot be loaded by itself: " + why};
  found(why, "; link every library that it uses, and put those that no system has beside it");
}

void check_loads(const Case& subject) { load(subject.bundle); }

}  // namespace check

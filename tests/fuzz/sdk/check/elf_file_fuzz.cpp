// SPDX-License-Identifier: Apache-2.0
//
// Any bytes as a plugin's library: read with every name inside the file, or found to be wrong with words.
#include "elf_file.hpp"
#include "finding.hpp"
#include "fuzz/promise.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  try {
    const auto elf = check::ElfFile::read(fg::ByteView({data, size}, "plugin.so"));
    fuzz::promise(elf.symbols.size() <= size / 24, "more symbols than the file has room for");
    for (const auto& symbol : elf.symbols) fuzz::promise(symbol.name.find('\0') == symbol.name.npos, "a name that goes on behind its end");
    for (const auto* list : {&elf.needed, &elf.rpath, &elf.runpath})
      for (const auto& one : *list) fuzz::promise(one.size() < size, "a text that is longer than the file");
  } catch (const check::Finding& finding) {
    fuzz::promise(finding.text.starts_with("plugin.so: "), "a finding without its file: " + finding.text);
  }
  return 0;
}

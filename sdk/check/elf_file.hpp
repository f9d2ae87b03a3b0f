// SPDX-License-Identifier: Apache-2.0
//
// What a shared library says of itself to the dynamic linker, read without running it and with every offset checked.
#pragma once
#include <filmgate/cpp/byte_view.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace check {

struct ElfSymbol {
  std::string name;
  bool defined = false, unique = false, object = false;
};

struct ElfFile {
  std::vector<ElfSymbol> symbols; // dynamic, global or weak
  std::vector<std::string> needed, rpath, runpath;
  bool text_relocations = false, executable_stack = false;

  static ElfFile read(const std::filesystem::path& file); // both throw a Finding
  static ElfFile read(const fg::ByteView& file);
};

}  // namespace check

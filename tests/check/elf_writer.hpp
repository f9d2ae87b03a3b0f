// SPDX-License-Identifier: Apache-2.0
//
// A shared library that holds nothing but what the dynamic linker is told: headers, symbols, needed libraries, folders.
#pragma once
#include <elf.h>
#include <string>
#include <vector>

namespace elf {

struct Library {
  std::vector<std::string> symbols, needed = {"libc.so.6"};
  std::string runpath = "$ORIGIN:/opt/lib";
  int tables = 1; // of dynamic symbols
  uint16_t header_size = sizeof(Elf64_Shdr);
  bool last_nul = true; // of the strings

  [[nodiscard]] std::string write() const {
    std::string strings(1, '\0'), symbol_table(sizeof(Elf64_Sym), '\0'), dynamic;
    const auto text = [&](const std::string& one) {
      const auto at = strings.size();
      strings += one + '\0';
      return at;
    };
    const auto entry = [&](int64_t tag, uint64_t value) { append(dynamic, Elf64_Dyn{tag, {value}}); };
    for (const auto& one : needed) entry(DT_NEEDED, text(one));
    entry(DT_RUNPATH, text(runpath));
    entry(DT_FLAGS, DF_BIND_NOW);
    entry(DT_NULL, 0);
    for (const auto& one : symbols) append(symbol_table, Elf64_Sym{static_cast<Elf64_Word>(text(one)), ELF64_ST_INFO(STB_GLOBAL, STT_OBJECT), 0, 1, 0, 0});
    if (!last_nul) strings.pop_back();

    const uint64_t start = sizeof(Elf64_Ehdr) + sizeof(Elf64_Phdr);
    std::vector<Elf64_Shdr> sections(1);
    std::string body;
    const auto section = [&](uint32_t type, const std::string& bytes) {
      Elf64_Shdr out{};
      out.sh_type = type, out.sh_offset = start + body.size(), out.sh_size = bytes.size(), out.sh_link = 1;
      sections.push_back(out);
      body += bytes;
    };
    section(SHT_STRTAB, strings);
    for (int i = 0; i < tables; ++i) section(SHT_DYNSYM, symbol_table);
    section(SHT_DYNAMIC, dynamic);

    Elf64_Ehdr header{{ELFMAG0, ELFMAG1, ELFMAG2, ELFMAG3, ELFCLASS64, ELFDATA2LSB, EV_CURRENT}, ET_DYN, EM_X86_64, EV_CURRENT, 0, sizeof header, start + body.size(), 0,
                      sizeof header, sizeof(Elf64_Phdr), 1, header_size, static_cast<uint16_t>(sections.size()), 0};
    std::string out;
    append(out, header);
    append(out, Elf64_Phdr{PT_GNU_STACK, PF_R | PF_W, 0, 0, 0, 0, 0, 16});
    out += body;
    for (const auto& one : sections) append(out, one);
    return out;
  }

 private:
  template <class Record>
  static void append(std::string& out, const Record& record) {
    out.append(reinterpret_cast<const char*>(&record), sizeof record);
  }
};

}  // namespace elf

// SPDX-License-Identifier: Apache-2.0
//
// ELF64, little-endian: System V ABI, chapters 4 and 5. Tables are found through the section headers, which strip keeps for
// all that the dynamic linker needs. There is one of each, of entries of one size; a file that says otherwise would be read
// over and over.
#include "elf_file.hpp"

#include "finding.hpp"

#include <algorithm>
#include <elf.h>
#include <fstream>
#include <sstream>

namespace check {
namespace {

constexpr size_t longest_name = 1 << 16;

template <class T>
T record_at(const fg::ByteView& file, uint64_t offset) {
  T out;
  std::memcpy(&out, file.bytes(offset, sizeof(T)).data(), sizeof(T));
  return out;
}

std::string text_at(const fg::ByteView& strings, uint64_t offset) {
  const auto rest = strings.from(offset).bytes();
  const auto* begin = reinterpret_cast<const char*>(rest.data());
  const size_t length = strnlen(begin, std::min(rest.size(), longest_name));
  expect(length < rest.size() && length < longest_name, strings.name(), ": offset ", strings.base() + offset, ": a name without an end");
  return {begin, length};
}

std::vector<std::string> folders_of(const std::string& path) {
  std::vector<std::string> out;
  std::istringstream in(path);
  for (std::string one; std::getline(in, one, ':');) out.push_back(one);
  return out;
}

class Parser {
 public:
  explicit Parser(const fg::ByteView& file) : file_(file), header_(record_at<Elf64_Ehdr>(file, 0)) {
    expect(file.starts_with(ELFMAG) && header_.e_ident[EI_CLASS] == ELFCLASS64 && header_.e_ident[EI_DATA] == ELFDATA2LSB,
           file.name(), ": is no 64-bit little-endian ELF file");
    expect(header_.e_type == ET_DYN, file.name(), ": is no shared library");
    expect(header_.e_shnum == 0 || header_.e_shentsize == sizeof(Elf64_Shdr), file.name(), ": its section headers have another size than ELF64's");
    expect(header_.e_phnum == 0 || header_.e_phentsize == sizeof(Elf64_Phdr), file.name(), ": its program headers have another size than ELF64's");
    for (uint64_t i = 0; i < header_.e_shnum; ++i)
      sections_.push_back(record_at<Elf64_Shdr>(file, header_.e_shoff + i * header_.e_shentsize));
  }
  ElfFile read() {
    ElfFile out;
    for (uint64_t i = 0; i < header_.e_phnum; ++i) {
      const auto segment = record_at<Elf64_Phdr>(file_, header_.e_phoff + i * header_.e_phentsize);
      if (segment.p_type == PT_GNU_STACK && (segment.p_flags & PF_X)) out.executable_stack = true;
    }
    read_symbols(only(SHT_DYNSYM), out);
    read_dynamic(only(SHT_DYNAMIC), out);
    return out;
  }

 private:
  const Elf64_Shdr& only(uint32_t type) const {
    const auto is_it = [&](const Elf64_Shdr& section) { return section.sh_type == type; };
    const auto count = std::count_if(sections_.begin(), sections_.end(), is_it);
    expect(count > 0, file_.name(), ": has no dynamic symbols; its section headers were removed");
    expect(count == 1, file_.name(), ": has ", count, " sections of dynamic symbols, and may have one");
    return *std::find_if(sections_.begin(), sections_.end(), is_it);
  }
  fg::ByteView strings_of(const Elf64_Shdr& section) const {
    expect(section.sh_link < sections_.size(), file_.name(), ": a section links to one that does not exist");
    const auto& strings = sections_[section.sh_link];
    return file_.sub(strings.sh_offset, strings.sh_size);
  }
  void read_symbols(const Elf64_Shdr& section, ElfFile& out) const {
    const auto strings = strings_of(section);
    for (uint64_t i = 1; i < section.sh_size / sizeof(Elf64_Sym); ++i) { // 0 is no symbol
      const auto symbol = record_at<Elf64_Sym>(file_, section.sh_offset + i * sizeof(Elf64_Sym));
      const auto binding = ELF64_ST_BIND(symbol.st_info);
      if (binding != STB_GLOBAL && binding != STB_WEAK && binding != STB_GNU_UNIQUE) continue;
      out.symbols.push_back({text_at(strings, symbol.st_name), symbol.st_shndx != SHN_UNDEF, binding == STB_GNU_UNIQUE,
                             ELF64_ST_TYPE(symbol.st_info) == STT_OBJECT});
    }
  }
  void read_dynamic(const Elf64_Shdr& section, ElfFile& out) const {
    const auto strings = strings_of(section);
    for (uint64_t i = 0; i < section.sh_size / sizeof(Elf64_Dyn); ++i) {
      const auto entry = record_at<Elf64_Dyn>(file_, section.sh_offset + i * sizeof(Elf64_Dyn));
      if (entry.d_tag == DT_NULL) return;
      if (entry.d_tag == DT_NEEDED) out.needed.push_back(text_at(strings, entry.d_un.d_val));
      if (entry.d_tag == DT_RPATH) out.rpath = folders_of(text_at(strings, entry.d_un.d_val));
      if (entry.d_tag == DT_RUNPATH) out.runpath = folders_of(text_at(strings, entry.d_un.d_val));
      if (entry.d_tag == DT_TEXTREL || (entry.d_tag == DT_FLAGS && (entry.d_un.d_val & DF_TEXTREL))) out.text_relocations = true;
    }
  }
  fg::ByteView file_;
  Elf64_Ehdr header_;
  std::vector<Elf64_Shdr> sections_;
};

}  // namespace

ElfFile ElfFile::read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  expect(in.good(), path.string(), ": cannot be read");
  std::ostringstream text;
  text << in.rdbuf();
  const std::string bytes = text.str(), name = path.string();
  return read(fg::ByteView({reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()}, name));
}

ElfFile ElfFile::read(const fg::ByteView& file) {
  try {
    return Parser(file).read();
  } catch (const fg::Failure& failure) {
    found(failure.what());
  }
}

}  // namespace check

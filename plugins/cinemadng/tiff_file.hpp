// SPDX-License-Identifier: Apache-2.0
//
// The TIFF 6.0 structure below a DNG: byte order mark, 42, then directories (IFDs) of 12-byte entries
//   0 u16 tag · 2 u16 type · 4 u32 count · 8 the value itself when it fits 4 bytes, else u32 its offset
// A directory is u16 count, the entries, u32 offset of the next one (0: none). Tags 330, 34665 and 34853 lead to more.
// Source: TIFF 6.0 (Adobe, 1992), TIFF/EP (ISO 12234-2). Offsets may lie and loop: all of it is bounded here.
#pragma once
#include <filmgate/cpp/host.hpp>
#include <filmgate/cpp/value.hpp>

#include <optional>

namespace cinemadng {

struct Entry {
  uint16_t tag = 0, type = 0;
  uint64_t count = 0;
  uint64_t offset = 0; // of the value, wherever it lies
  uint64_t bytes = 0;
};

enum class Place { main, sub, exif, gps };
struct Directory {
  Place place = Place::main;
  uint32_t index = 0; // which of its kind: IFD0, SubIFD1
  std::vector<Entry> entries;
  [[nodiscard]] const Entry* find(uint16_t tag) const;
};

class TiffFile {
 public:
  // Reads the directories, no values. FG_E_NOT_THIS_FORMAT when it is no TIFF; what fails later goes to problems().
  TiffFile(const fg::Host& host, const std::string& uri);

  [[nodiscard]] const fg::File& file() const { return file_; }
  [[nodiscard]] fg::Order order() const { return order_; }
  [[nodiscard]] const std::vector<Directory>& directories() const { return directories_; } // IFD0 first
  [[nodiscard]] const std::vector<std::string>& problems() const { return problems_; }

  // The value with its recorded type; FG_E_UNSUPPORTED when it is larger than `most_value_bytes`.
  [[nodiscard]] fg::Value value(const Entry& entry) const;
  [[nodiscard]] std::vector<double> numbers(const Entry& entry) const;
  [[nodiscard]] std::vector<uint64_t> integers(const Entry& entry) const;
  [[nodiscard]] std::vector<uint8_t> raw_bytes(const Entry& entry) const;

  static constexpr uint64_t most_value_bytes = 4 << 20;

 private:
  struct Visit { uint64_t offset; Place place; uint32_t depth; };
  [[nodiscard]] fg::Bytes read(uint64_t offset, uint64_t count) const;
  uint64_t read_directory(const Visit& visit); // the offset of the next one
  void read_entries(fg::ByteView table, Directory& out);
  void follow(const Visit& from, const Directory& directory, std::vector<Visit>& waiting);
  void walk(uint64_t first);

  fg::File file_;
  fg::Bytes head_;
  fg::Order order_ = fg::Order::little;
  std::vector<Directory> directories_;
  std::vector<uint64_t> visited_;
  std::vector<std::string> problems_;
  size_t entry_count_ = 0;
};

[[nodiscard]] bool is_big_tiff(fg::ByteView head); // offsets of 64 bits, which are not read
// True when the head of a file shows a first directory with DNGVersion; nothing when that directory lies further on.
[[nodiscard]] std::optional<bool> names_dng_version(fg::ByteView head);

}  // namespace cinemadng

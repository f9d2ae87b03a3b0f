// SPDX-License-Identifier: Apache-2.0
//
// Draft. What a TIFF is read from, and its directories (IFDs) as lists of entries; filmgate/cpp/draft/tiff.hpp reads them.
#pragma once
#include <filmgate/cpp/host.hpp>

#include <algorithm>
#include <functional>
#include <memory>

namespace fg {
inline namespace v1 {
namespace draft {

// A file, a part of one, or bytes in memory. Offsets count from the TIFF's byte order mark.
struct TiffBytes {
  std::string name;   // of the file
  uint64_t base = 0;  // where the mark lies in it
  uint64_t size = 0;
  std::function<Bytes(uint64_t offset, uint64_t count)> read;
};

struct TiffEntry {
  uint16_t tag = 0, type = 0;
  uint64_t count = 0;
  uint64_t offset = 0; // of the value, wherever it lies
  uint64_t bytes = 0;
};

enum class TiffPlace { main, sub, exif, gps };
struct TiffDirectory {
  TiffPlace place = TiffPlace::main;
  uint32_t index = 0; // which of its kind: IFD0, SubIFD1
  std::vector<TiffEntry> entries;
  [[nodiscard]] const TiffEntry* find(uint16_t tag) const {
    const auto at = std::find_if(entries.begin(), entries.end(), [&](const TiffEntry& e) { return e.tag == tag; });
    return at == entries.end() ? nullptr : &*at;
  }
};

// The head is read once, for directories lie there and are small. file must outlive what is made.
inline TiffBytes tiff_bytes_of(const File& file) {
  constexpr uint64_t head_bytes = 64 << 10;
  const auto head = std::make_shared<const Bytes>(file.read_up_to(0, head_bytes));
  return {file.uri(), 0, file.size(), [&file, head](uint64_t offset, uint64_t count) {
            if (!head->view().has(offset, count)) return file.read(offset, count);
            const auto bytes = head->view().bytes(offset, count);
            return Bytes({bytes.begin(), bytes.end()}, file.uri(), offset);
          }};
}
inline TiffBytes tiff_bytes_of(const ByteView& view) { // what the view shows must outlive what is made
  return {std::string(view.name()), view.base(), view.size(), [view](uint64_t offset, uint64_t count) {
            const auto bytes = view.bytes(offset, count);
            return Bytes({bytes.begin(), bytes.end()}, std::string(view.name()), view.base() + offset);
          }};
}

}  // namespace draft
}  // namespace v1
}  // namespace fg

// SPDX-License-Identifier: Apache-2.0
//
// A DNG's TIFF and the file it is in. Source: TIFF 6.0 (Adobe, 1992), TIFF/EP (ISO 12234-2).
#pragma once
#include <filmgate/cpp/draft/tiff.hpp>

#include <optional>

namespace dng {

using Entry = fg::draft::TiffEntry;
using Place = fg::draft::TiffPlace;
using Directory = fg::draft::TiffDirectory;

class TiffFile {
 public:
  // Reads the directories, no values. FG_E_NOT_THIS_FORMAT when it is no TIFF, FG_E_UNSUPPORTED when it is a BigTIFF.
  TiffFile(const fg::Host& host, const std::string& uri);
  TiffFile(const TiffFile&) = delete;

  [[nodiscard]] const fg::File& file() const { return file_; }
  [[nodiscard]] const fg::draft::Tiff& tiff() const { return tiff_; }
  [[nodiscard]] fg::Order order() const { return tiff_.order(); }
  [[nodiscard]] const std::vector<Directory>& directories() const { return tiff_.directories(); } // IFD0 first
  [[nodiscard]] const std::vector<std::string>& problems() const { return tiff_.problems(); }
  [[nodiscard]] fg::Value value(const Entry& entry) const { return tiff_.value(entry); }
  [[nodiscard]] std::vector<double> numbers(const Entry& entry) const { return tiff_.numbers(entry); }
  [[nodiscard]] std::vector<uint64_t> integers(const Entry& entry) const { return tiff_.integers(entry); }
  [[nodiscard]] std::vector<uint8_t> raw_bytes(const Entry& entry) const { return tiff_.raw_bytes(entry); }

 private:
  fg::File file_;
  fg::draft::Tiff tiff_;
};

[[nodiscard]] bool is_big_tiff(fg::ByteView head); // offsets of 64 bits, which are not read
// True when the head of a file shows a first directory with DNGVersion; nothing when that directory lies further on.
[[nodiscard]] std::optional<bool> names_dng_version(fg::ByteView head);

}  // namespace dng

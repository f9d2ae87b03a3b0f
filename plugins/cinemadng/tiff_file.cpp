// SPDX-License-Identifier: Apache-2.0
//
// Directories are walked breadth first with a list of those seen, so a loop ends; entries and values are counted
// against fixed limits, far above what cameras write.
#include "tiff_file.hpp"

#include "tags.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace cinemadng {
namespace {

constexpr uint64_t head_bytes = 64 << 10;
constexpr size_t most_directories = 64, most_entries = 8192, most_problems = 32;
constexpr uint32_t most_depth = 4;

enum Type : uint16_t { byte = 1, ascii, u16, u32, urational, i8, undefined, i16, i32, srational, f32, f64, ifd };
constexpr std::array<uint8_t, 14> type_bytes{0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};
constexpr uint64_t most_byte_numbers = 64; // longer BYTE arrays are blobs

bool is_utf8(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    const auto lead = static_cast<uint8_t>(text[i]);
    const size_t length = lead < 0x80 ? 1 : lead >= 0xC2 && lead < 0xE0 ? 2 : (lead & 0xF0) == 0xE0 ? 3 : lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
    if (length == 0 || text.size() - i < length) return false;
    for (size_t k = 1; k < length; ++k)
      if ((static_cast<uint8_t>(text[i + k]) & 0xC0) != 0x80) return false;
    if (length == 3) {
      const auto second = static_cast<uint8_t>(text[i + 1]);
      if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F)) return false;
    }
    i += length;
  }
  return true;
}

fg_rational rational(int64_t num, int64_t den) {
  if (den == 0) return {0, 0}; // the ABI knows no infinity
  return den < 0 ? fg_rational{-num, -den} : fg_rational{num, den};
}

int64_t integer_at(fg::ByteView view, fg::Order order, uint16_t type, uint64_t i) {
  switch (type) {
    case i8: return view.get<int8_t>(i, order);
    case u16: return view.get<uint16_t>(i * 2, order);
    case i16: return view.get<int16_t>(i * 2, order);
    case u32:
    case ifd: return view.get<uint32_t>(i * 4, order);
    case i32: return view.get<int32_t>(i * 4, order);
    default: return view.u8(i);
  }
}

fg_rational rational_at(fg::ByteView view, fg::Order order, uint16_t type, uint64_t i) {
  if (type == urational) return rational(view.get<uint32_t>(i * 8, order), view.get<uint32_t>(i * 8 + 4, order));
  return rational(view.get<int32_t>(i * 8, order), view.get<int32_t>(i * 8 + 4, order));
}

double real_at(fg::ByteView view, fg::Order order, uint16_t type, uint64_t i) {
  return type == f32 ? double{view.get<float>(i * 4, order)} : view.get<double>(i * 8, order);
}

template <class Item, class Read>
fg::Value one_or_many(uint64_t count, Read read) {
  if (count == 1) return Item{read(0)};
  std::vector<Item> out;
  out.reserve(count);
  for (uint64_t i = 0; i < count; ++i) out.push_back(read(i));
  return out;
}

fg::Value blob(fg::ByteView view) { return std::vector<uint8_t>(view.bytes().begin(), view.bytes().end()); }

fg::Value text_or_blob(fg::ByteView view) {
  std::string text = view.text(0, view.size());
  if (is_utf8(text)) return text;
  return blob(view);
}

}  // namespace

const Entry* Directory::find(uint16_t tag) const {
  const auto at = std::find_if(entries.begin(), entries.end(), [&](const Entry& e) { return e.tag == tag; });
  return at == entries.end() ? nullptr : &*at;
}

TiffFile::TiffFile(const fg::Host& host, const std::string& uri)
    : file_(host.open(uri)), head_(file_.read_up_to(0, head_bytes)) {
  const auto head = head_.view();
  const bool little = head.starts_with(std::string_view("II\x2a\0", 4)), big = head.starts_with(std::string_view("MM\0\x2a", 4));
  fg::require(!is_big_tiff(head), FG_E_UNSUPPORTED, uri, ": a BigTIFF, with offsets of 64 bits; only DNGs with offsets of 32 bits are read");
  fg::require(little || big, FG_E_NOT_THIS_FORMAT, uri, ": offset 0: no TIFF byte order mark");
  order_ = little ? fg::Order::little : fg::Order::big;
  walk(head.get<uint32_t>(4, order_));
}

fg::Bytes TiffFile::read(uint64_t offset, uint64_t count) const {
  const auto head = head_.view();
  if (!head.has(offset, count)) return file_.read(offset, count);
  const auto bytes = head.bytes(offset, count);
  return {std::vector<uint8_t>(bytes.begin(), bytes.end()), file_.uri(), offset};
}

void TiffFile::walk(uint64_t first) {
  std::vector<Visit> waiting{{first, Place::main, 0}};
  for (size_t i = 0; i < waiting.size(); ++i) {
    const Visit visit = waiting[i];
    if (visit.offset == 0 || std::find(visited_.begin(), visited_.end(), visit.offset) != visited_.end()) continue;
    if (visited_.size() == most_directories) break;
    visited_.push_back(visit.offset);
    try {
      const uint64_t next = read_directory(visit);
      if (visit.place == Place::main && visit.depth == 0 && next != 0) waiting.push_back({next, Place::main, 0});
      follow(visit, Directory(directories_.back()), waiting);
    } catch (const fg::Failure& failure) {
      if (directories_.empty()) throw; // without its first directory there is no file
      if (problems_.size() < most_problems) problems_.emplace_back(failure.what());
    }
  }
  fg::require(!directories_.empty(), FG_E_CORRUPT, file_.uri(), ": offset 4: no first directory");
}

uint64_t TiffFile::read_directory(const Visit& visit) {
  const uint64_t count = read(visit.offset, 2).view().get<uint16_t>(0, order_);
  fg::require(count > 0, FG_E_CORRUPT, file_.uri(), ": offset ", visit.offset, ": a directory without entries");
  fg::require(entry_count_ + count <= most_entries, FG_E_CORRUPT, file_.uri(), ": offset ", visit.offset, ": ", count,
              " entries are more than any DNG has");
  const auto table = read(visit.offset + 2, count * 12);
  Directory out;
  out.place = visit.place;
  out.index = static_cast<uint32_t>(std::count_if(directories_.begin(), directories_.end(),
                                                  [&](const Directory& d) { return d.place == visit.place; }));
  read_entries(table.view(), out);
  entry_count_ += count;
  directories_.push_back(std::move(out));
  const uint64_t after = visit.offset + 2 + count * 12;
  return file_.size() >= after + 4 ? read(after, 4).view().get<uint32_t>(0, order_) : 0;
}

void TiffFile::read_entries(fg::ByteView table, Directory& out) {
  const auto problem = [&](const Entry& entry, const char* why) {
    if (problems_.size() < most_problems)
      problems_.push_back(fg::concat(file_.uri(), ": tag ", entry.tag, ": offset ", entry.offset, ": ", why));
  };
  for (uint64_t at = 0; at < table.size(); at += 12) {
    Entry entry{table.get<uint16_t>(at, order_), table.get<uint16_t>(at + 2, order_), table.get<uint32_t>(at + 4, order_),
                table.base() + at + 8, 0};
    if (entry.type == 0 || entry.type >= type_bytes.size()) {
      problem(entry, "its type is unknown");
      continue;
    }
    entry.bytes = entry.count * type_bytes[entry.type]; // at most 2^32 * 8
    if (entry.bytes > 4) entry.offset = table.get<uint32_t>(at + 8, order_);
    if (entry.offset > file_.size() || entry.bytes > file_.size() - entry.offset) problem(entry, "its value lies past the end of the file");
    else if (!out.find(entry.tag)) out.entries.push_back(entry);
  }
}

void TiffFile::follow(const Visit& from, const Directory& directory, std::vector<Visit>& waiting) {
  if (from.depth >= most_depth) return;
  const auto add = [&](uint16_t tag, Place place) {
    const auto* entry = directory.find(tag);
    if (!entry || entry->count > most_directories) return;
    for (const uint64_t offset : integers(*entry)) waiting.push_back({offset, place, from.depth + 1});
  };
  add(tag::sub_ifds, Place::sub);
  add(tag::exif_ifd, Place::exif);
  add(tag::gps_ifd, Place::gps);
}

fg::Value TiffFile::value(const Entry& entry) const {
  fg::require(entry.bytes <= most_value_bytes, FG_E_UNSUPPORTED, file_.uri(), ": tag ", entry.tag, ": its ", entry.bytes,
              " bytes are too many for a record");
  const auto bytes = read(entry.offset, entry.bytes);
  const auto view = bytes.view();
  switch (entry.type) {
    case ascii: return text_or_blob(view);
    case undefined: return blob(view);
    case urational:
    case srational:
      return one_or_many<fg_rational>(entry.count, [&](uint64_t i) { return rational_at(view, order_, entry.type, i); });
    case f32:
    case f64: return one_or_many<double>(entry.count, [&](uint64_t i) { return real_at(view, order_, entry.type, i); });
    default:
      if (entry.tag == tag::xmp) return text_or_blob(view);
      if (entry.type == byte && entry.count > most_byte_numbers) return blob(view);
      return one_or_many<int64_t>(entry.count, [&](uint64_t i) { return integer_at(view, order_, entry.type, i); });
  }
}

std::vector<double> TiffFile::numbers(const Entry& entry) const {
  fg::require(entry.bytes <= most_value_bytes, FG_E_CORRUPT, file_.uri(), ": tag ", entry.tag, ": ", entry.count, " values are too many");
  const auto bytes = read(entry.offset, entry.bytes);
  const auto view = bytes.view();
  std::vector<double> out;
  out.reserve(entry.count);
  for (uint64_t i = 0; i < entry.count; ++i) {
    if (entry.type == urational || entry.type == srational) {
      const auto q = rational_at(view, order_, entry.type, i);
      out.push_back(q.den == 0 ? std::numeric_limits<double>::quiet_NaN() : static_cast<double>(q.num) / static_cast<double>(q.den));
    } else if (entry.type == f32 || entry.type == f64) {
      out.push_back(real_at(view, order_, entry.type, i));
    } else {
      out.push_back(static_cast<double>(integer_at(view, order_, entry.type, i)));
    }
  }
  return out;
}

std::vector<uint64_t> TiffFile::integers(const Entry& entry) const {
  const bool whole = entry.type == byte || entry.type == u16 || entry.type == u32 || entry.type == ifd;
  fg::require(whole, FG_E_CORRUPT, file_.uri(), ": tag ", entry.tag, ": whole numbers are wanted, type ", entry.type, " is recorded");
  fg::require(entry.bytes <= most_value_bytes, FG_E_CORRUPT, file_.uri(), ": tag ", entry.tag, ": ", entry.count, " values are too many");
  const auto bytes = read(entry.offset, entry.bytes);
  std::vector<uint64_t> out;
  out.reserve(entry.count);
  for (uint64_t i = 0; i < entry.count; ++i)
    out.push_back(static_cast<uint64_t>(integer_at(bytes.view(), order_, entry.type, i)));
  return out;
}

std::vector<uint8_t> TiffFile::raw_bytes(const Entry& entry) const {
  fg::require(entry.bytes <= most_value_bytes, FG_E_CORRUPT, file_.uri(), ": tag ", entry.tag, ": ", entry.bytes, " bytes are too many");
  const auto bytes = read(entry.offset, entry.bytes);
  return {bytes.view().bytes().begin(), bytes.view().bytes().end()};
}

bool is_big_tiff(fg::ByteView head) {
  return head.starts_with(std::string_view("II\x2b\0", 4)) || head.starts_with(std::string_view("MM\0\x2b", 4));
}

std::optional<bool> names_dng_version(fg::ByteView head) {
  const bool little = head.starts_with(std::string_view("II\x2a\0", 4)), big = head.starts_with(std::string_view("MM\0\x2a", 4));
  if (!little && !big) return false;
  const auto order = little ? fg::Order::little : fg::Order::big;
  if (!head.has(4, 4)) return false;
  const uint64_t first = head.get<uint32_t>(4, order);
  if (!head.has(first, 2)) return std::nullopt;
  const uint64_t count = head.get<uint16_t>(first, order);
  for (uint64_t i = 0; i < count; ++i) {
    const uint64_t at = first + 2 + i * 12;
    if (!head.has(at, 12)) return std::nullopt;
    if (head.get<uint16_t>(at, order) == tag::dng_version) return true;
  }
  return false;
}

}  // namespace cinemadng

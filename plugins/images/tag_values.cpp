// SPDX-License-Identifier: Apache-2.0
#include "tag_values.hpp"

#include <filmgate/cpp/draft/tiff_names.hpp>

#include <optional>

namespace images {
namespace {

using fg::concat;
using fg::draft::TiffDirectory;
using fg::draft::TiffPlace;

constexpr uint64_t most_bytes_a_value = 256 << 10, most_bytes_a_file = 8 << 20;
namespace tag {
constexpr uint16_t orientation = 274, colour_space = 40961;
}

std::string place_of(const TiffDirectory& directory) {
  if (directory.place == TiffPlace::sub) return concat("SubIFD", directory.index, ".");
  return directory.place == TiffPlace::main && directory.index > 0 ? concat("IFD", directory.index, ".") : "";
}

void leave_out(const std::string& what, fg::draft::FrameFile& out) { out.notes.push_back({FG_SEVERITY_WARNING, "value-left-out", what}); }

std::optional<uint64_t> whole_of(const fg::draft::Tiff& tiff, const TiffDirectory& directory, uint16_t wanted) {
  const auto* entry = directory.find(wanted);
  if (!entry || entry->count != 1 || !fg::draft::tiff_is_unsigned(entry->type)) return std::nullopt;
  return tiff.integers(*entry).front();
}

}  // namespace

void put_tags(const fg::draft::Tiff& tiff, const std::string& prefix, fg::draft::FrameFile& out) {
  uint64_t total = 0;
  for (const auto& directory : tiff.directories())
    for (const auto& entry : directory.entries) {
      const auto key = prefix + place_of(directory) + fg::draft::name_of_tag(entry.tag, directory.place);
      total += entry.bytes <= most_bytes_a_value ? entry.bytes : 0;
      if (entry.bytes > most_bytes_a_value || total > most_bytes_a_file) {
        leave_out(concat(key, ": ", entry.bytes, " bytes at offset ", entry.offset, " are too many for a record"), out);
        continue;
      }
      try {
        out.values.push_back({key, tiff.value(entry), fg::draft::unit_of_tag(entry.tag, directory.place)});
      } catch (const fg::Failure& failure) {
        leave_out(concat(key, ": ", failure.what()), out);
      }
    }
  for (const auto& problem : tiff.problems()) out.notes.push_back({FG_SEVERITY_WARNING, "unreadable-tag", problem});
}

uint8_t orientation_of(const fg::draft::Tiff& tiff) {
  const auto turn = whole_of(tiff, tiff.directories().front(), tag::orientation).value_or(1);
  return turn >= 1 && turn <= 8 ? static_cast<uint8_t>(turn) : uint8_t{1};
}

bool exif_says_srgb(const fg::draft::Tiff& tiff) {
  for (const auto& directory : tiff.directories())
    if (directory.place == TiffPlace::exif && whole_of(tiff, directory, tag::colour_space) == 1) return true;
  return false;
}

void put_bytes(std::string key, std::span<const uint8_t> bytes, fg::draft::FrameFile& out) {
  if (bytes.size() > most_bytes_a_value) return leave_out(concat(key, ": ", bytes.size(), " bytes are too many for a record"), out);
  out.values.push_back({std::move(key), std::vector<uint8_t>(bytes.begin(), bytes.end())});
}

}  // namespace images

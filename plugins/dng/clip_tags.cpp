// SPDX-License-Identifier: Apache-2.0
#include "clip_tags.hpp"

#include "tag_names.hpp"
#include "dng/tags.hpp"

#include <array>

namespace dng {
namespace {

constexpr uint64_t most_bytes_a_value = 256 << 10, most_bytes_a_file = 8 << 20;

// Where and how a picture is stored: a preview's must not pass for the raw picture's.
bool is_storage(uint16_t wanted) {
  switch (wanted) {
    case tag::strip_offsets: case tag::rows_per_strip: case tag::strip_byte_counts: case tag::planar_configuration:
    case tag::tile_width: case tag::tile_length: case tag::tile_offsets: case tag::tile_byte_counts: case tag::fill_order:
    case tag::samples_per_pixel: case tag::bits_per_sample: case tag::compression: case tag::new_subfile_type: return true;
    default: return false;
  }
}

// Behind the dialect's prefix.
std::string place_of(const Directory& directory, const Entry& entry, const DngTags& tags) {
  if (&directory == &tags.raw() || directory.place == Place::exif || directory.place == Place::gps) return "";
  if (directory.place == Place::main && directory.index == 0 && !is_storage(entry.tag) && !tags.raw().find(entry.tag)) return "";
  return fg::concat(directory.place == Place::main ? "IFD" : "SubIFD", directory.index, ".");
}

int bcd(uint8_t byte) { return (byte >> 4) > 9 || (byte & 15) > 9 ? -1 : (byte >> 4) * 10 + (byte & 15); }

}  // namespace

std::vector<TagValue> all_tags(const DngTags& tags, const Dialect& dialect, std::vector<std::string>& left_out) {
  std::vector<TagValue> out;
  uint64_t total = 0;
  for (const auto& directory : tags.tiff().directories())
    for (const auto& entry : directory.entries) {
      std::string key = dialect.prefix() + place_of(directory, entry, tags) + name_of_tag(entry.tag, directory.place);
      total += entry.bytes <= most_bytes_a_value ? entry.bytes : 0;
      if (entry.bytes > most_bytes_a_value || total > most_bytes_a_file) {
        left_out.push_back(fg::concat(key, ": ", entry.bytes, " bytes at offset ", entry.offset, " are too many for a record"));
        continue;
      }
      try {
        out.push_back({std::move(key), unit_of_tag(entry.tag, directory.place), tags.tiff().value(entry)});
      } catch (const fg::Failure& failure) {
        left_out.emplace_back(failure.what());
      }
    }
  for (auto& value : dialect.values(tags)) out.push_back({dialect.prefix() + value.key, value.unit, std::move(value.value)});
  return out;
}

fg_rational frame_rate_of(const DngTags& tags) {
  const auto* entry = tags.find(tag::frame_rate);
  if (!entry || entry->count != 1) return {0, 0};
  const auto value = tags.tiff().value(*entry);
  const auto* rate = std::get_if<fg_rational>(&value);
  return rate && rate->num > 0 && rate->den > 0 ? *rate : fg_rational{0, 0};
}

fg_timecode timecode_of(std::span<const uint8_t> recorded, fg_rational rate) {
  constexpr fg_timecode none{-1, {0, 0}, 0, 0};
  constexpr int64_t most = UINT32_MAX; // a tag's numbers have 32 bits
  if (recorded.size() < 8 || rate.num <= 0 || rate.den <= 0 || rate.num > most || rate.den > most) return none;
  const int64_t fps = (rate.num + rate.den - 1) / rate.den; // 24 for 24000/1001
  const int frames = bcd(recorded[0] & 0x3F), seconds = bcd(recorded[1] & 0x7F), minutes = bcd(recorded[2] & 0x7F), hours = bcd(recorded[3] & 0x3F);
  if (frames < 0 || seconds < 0 || minutes < 0 || hours < 0 || frames >= fps || seconds > 59 || minutes > 59 || hours > 23) return none;
  // Dropped numbers exist at 29.97 and 59.94 only; elsewhere the bit means nothing.
  const bool drop = (recorded[0] & 0x40) != 0 && rate.num % rate.den != 0 && fps % 30 == 0;
  const int64_t whole_minutes = hours * 60 + minutes;
  const int64_t dropped = drop ? fps / 15 * (whole_minutes - whole_minutes / 10) : 0;
  const int64_t frame = (whole_minutes * 60 + seconds) * fps + frames - dropped;
  return {frame, rate, drop ? uint32_t{FG_TC_DROP} : 0u, 0};
}

fg_timecode timecode_of(const DngTags& tags) {
  const auto* entry = tags.find(tag::time_codes);
  if (!entry) return timecode_of(std::span<const uint8_t>{}, {0, 0});
  return timecode_of(tags.tiff().raw_bytes(*entry), frame_rate_of(tags));
}

}  // namespace dng

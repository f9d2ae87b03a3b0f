// SPDX-License-Identifier: Apache-2.0
#include "frame_records.hpp"

#include "maker_tags.hpp"

#include <filmgate/cpp/draft/klv.hpp>
#include <filmgate/cpp/draft/tiff_names.hpp>

#include <cstdio>

namespace canon {
namespace {

using fg::draft::Tiff;
constexpr uint64_t head_bytes = 12, most_value = 256 << 10;

fg::Value as_bytes(const fg::ByteView& view) { return std::vector<uint8_t>(view.bytes().begin(), view.bytes().end()); }

fg::Value ratio(const fg::ByteView& view, uint64_t at) {
  const int64_t num = view.u16le(at), den = view.u16le(at + 2);
  return den == 0 ? fg::Value(std::vector<int64_t>{num, den}) : fg::Value(fg_rational{num, den});
}

void put_time(const fg::ByteView& body, FrameRecords& out) {
  char text[48];
  std::snprintf(text, sizeof text, "%04u:%02u:%02u %02u:%02u:%02u.%02u", body.u16le(2), body.u8(4), body.u8(5), body.u8(6), body.u8(7),
                body.u8(8), body.u8(9));
  out.values.push_back({"frame.TimeStamp", std::string(text)});
}

// Items by the number of their tag, as bytes: Canon's own are named by public readers, their types are not published.
void put_sets(const fg::ByteView& sets, FrameRecords& out) {
  fg::draft::each_klv(sets, [&](const fg::draft::Klv& packet, const fg::ByteView& set) {
    if (packet.key[0] != 0x06 || packet.key[1] != 0x0e) return;
    const bool whole = fg::draft::each_local_item(set, [&](uint16_t tag, const fg::ByteView& item) {
      char number[8];
      std::snprintf(number, sizeof number, "0x%04x", tag);
      out.values.push_back({"frame.set." + fg::draft::label_text(packet.key) + "." + number, as_bytes(item)});
    });
    if (!whole || !packet.whole)
      out.problems.push_back(fg::concat(sets.name(), ": offset ", sets.base(), ": acquisition metadata are cut off"));
  });
}

void put_tiffs(const fg::ByteView& body, FrameRecords& out) {
  for (uint64_t at = 0; body.has(at, 8);) {
    const uint64_t bytes = body.u32le(at), tag = body.u32le(at + 4);
    fg::require(bytes >= 8 && body.has(at, bytes), FG_E_CORRUPT, body.name(), ": offset ", body.base() + at, ": a TIFF of ", bytes,
                " bytes leaves its record");
    const auto tiff = body.sub(at + 8, bytes - 8);
    if (tag == 0x8769)
      put_tiff(tiff, "frame.exif.", out);
    else if (tag == 0x927C)
      put_tiff(tiff, "frame.maker.", out);
    else
      out.values.push_back({fg::concat("frame.Tag", tag), as_bytes(tiff)});
    at += bytes;
  }
}

void put_record(uint16_t type, const fg::ByteView& body, FrameRecords& out) {
  switch (type) {
    case 1:
      return put_time(body, out);
    case 4:
      return out.values.push_back({"frame.FocalLength", ratio(body, 0), "mm"});
    case 5:
      out.values.push_back({"frame.FNumber", ratio(body, 0)});
      out.values.push_back({"frame.ExposureTime", ratio(body, 4), "s"});
      return out.values.push_back({"frame.ISO", static_cast<int64_t>(body.u32le(8))});
    case 7:
    case 8:
    case 9:
      return put_tiffs(body, out);
    case 13:
      return put_sets(body, out);
    default:
      out.values.push_back({fg::concat("frame.Record", type), as_bytes(body)});
  }
}

}  // namespace

void put_tiff(const fg::ByteView& bytes, const std::string& prefix, FrameRecords& out) {
  const Tiff tiff(fg::draft::tiff_bytes_of(bytes), /*chained=*/false);
  for (const auto& problem : tiff.problems()) out.problems.push_back(problem);
  const bool maker = prefix.ends_with("maker."), exif = prefix.ends_with("exif."), gps = prefix.ends_with("gps.");
  for (const auto& directory : tiff.directories()) {
    using fg::draft::TiffPlace;
    const auto place = gps ? TiffPlace::gps : exif ? TiffPlace::exif : directory.place;
    const auto further = &directory == &tiff.directories().front() ? "" : fg::concat("IFD", directory.index, ".");
    for (const auto& entry : directory.entries) {
      const auto name = prefix + further + (maker ? maker_tag_name(entry.tag) : fg::draft::name_of_tag(entry.tag, place));
      if (entry.bytes > most_value) {
        out.problems.push_back(fg::concat(bytes.name(), ": ", name, ": ", entry.bytes, " bytes are too many for a record"));
        continue;
      }
      out.values.push_back({name, tiff.value(entry), maker ? nullptr : fg::draft::unit_of_tag(entry.tag, place)});
      constexpr uint16_t color_data = 0x4001;
      const auto colour = maker && entry.tag == color_data ? color_data_of(out.values.back().value) : std::nullopt;
      if (!colour) continue;
      for (auto& value : named(*colour, prefix)) out.values.push_back(std::move(value));
    }
  }
}

FrameRecords read_frame_records(const fg::ByteView& sample) {
  FrameRecords out;
  for (uint64_t at = 0; at < sample.size();) {
    const bool headed = sample.has(at, head_bytes);
    const uint64_t bytes = headed ? sample.u32le(at) : 0;
    if (!headed || bytes < head_bytes || !sample.has(at, bytes)) {
      out.problems.push_back(fg::concat(sample.name(), ": offset ", sample.base() + at, ": a record of timed metadata is cut off"));
      break;
    }
    try {
      put_record(sample.u16le(at + 4), sample.sub(at + head_bytes, bytes - head_bytes), out);
    } catch (const fg::Failure& failure) {
      out.problems.emplace_back(failure.what());
    }
    at += bytes;
  }
  return out;
}

}  // namespace canon

// SPDX-License-Identifier: Apache-2.0
//
// REDline's tables (RFC 4180): of clips, a line each, and of the frames of one clip, which the file's name alone tells.
//   REDline --printMeta 3   Clip Name,File Path,…,CamReelID,…,FPS,…,Abs TC,…
//   REDline --printMeta 5   FrameNo,Timecode,Timestamp,Aperture,Focus Distance,Focal Length,…,Cooke Metadata
// Read from real tables (tests/data/SOURCES.md).
#include "redline_csv.hpp"

#include <filmgate/cpp/draft/frame_table.hpp>
#include <filmgate/cpp/draft/text_fields.hpp>
#include <filmgate/cpp/metadata.hpp>

namespace redline_csv {
namespace {

constexpr char comma = ',';
constexpr std::string_view prefix = "redline_csv.";

bool has(const std::vector<std::string>& columns, std::string_view name) { return std::find(columns.begin(), columns.end(), name) != columns.end(); }
bool of_clips(const std::vector<std::string>& columns) { return has(columns, "Clip Name") && has(columns, "CamReelID") && has(columns, "Abs TC"); }
bool of_frames(const std::vector<std::string>& columns) { return has(columns, "FrameNo") && has(columns, "Timecode") && has(columns, "Cooke Metadata"); }

void put_clips(const fg::draft::CsvTable& table, const fg::Host& host, const fg::OpenFiles& files, const fg::Record& record) {
  const auto clip = table.column("Clip Name"), reel = table.column("CamReelID"), timecode = table.column("Abs TC"), rate = table.column("FPS");
  fg::draft::put_clips(table, prefix, host, files, record, [&](const auto& row) {
    const auto cell = [&](const std::optional<size_t>& column) { return std::string(fg::draft::trimmed(fg::draft::CsvTable::cell(row, column))); };
    const auto start = fg::draft::timecode_of(cell(timecode), fg::draft::rate_of(fg::draft::number_of(cell(rate)).value_or(0)));
    return fg::draft::ClipHead{cell(clip), cell(reel), start};
  });
}

}  // namespace

struct Export : Keys {
  static int probe(const fg::Probe& probe) {
    const auto columns = fg::draft::csv_columns(probe.head, comma);
    return of_clips(columns) || of_frames(columns) ? 100 : 0;
  }
  static void extract(const fg::Host& host, const fg::OpenFiles& files, const fg::Record& record) {
    fg::require(!files.files.empty(), FG_E_INVALID_ARGUMENT, "no file was given");
    const auto& name = files.files.front();
    const fg::draft::CsvTable table(host.open(name), comma);
    if (of_clips(table.columns())) return put_clips(table, host, files, record);
    fg::require(of_frames(table.columns()), FG_E_NOT_THIS_FORMAT, name, ": neither the columns of REDline --printMeta 3 nor those of --printMeta 5");
    fg::draft::FrameTable(table, {prefix, {}, "FrameNo"}).put(host, files, record, [&](const auto&) { return fg::draft::ClipHead{clip_of(name), ""}; });
  }
};

}  // namespace redline_csv

FG_PLUGIN(fg::MetadataOf<redline_csv::Export>)

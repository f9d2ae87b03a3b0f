// SPDX-License-Identifier: Apache-2.0
//
// ARRI Meta Extract's table: text, a line for the columns and a line a frame, parted by tabs.
//   Index  Master TC    Reel      …  Camera Clip Name      …  Project FPS  …  Master TC Drop Frame  Master TC Time Base  …
//       0  13:36:49:07  B001R1ZA  …  B001C001_180327_R1ZA  …  24.000       …  no                    24.000               …
// "--" and "n.a." stand for nothing. Read from a real table (tests/data/SOURCES.md); ARRI documents none.
#include "arri_csv.hpp"

#include <filmgate/cpp/draft/frame_table.hpp>
#include <filmgate/cpp/draft/text_fields.hpp>
#include <filmgate/cpp/metadata.hpp>

namespace arri_csv {
namespace {

constexpr char tab = '\t';

std::string told(const std::string& cell) {
  const std::string out(fg::draft::trimmed(cell));
  return std::find(nothing.begin(), nothing.end(), out) == nothing.end() ? out : "";
}

}  // namespace

struct Export : Keys {
  static int probe(const fg::Probe& probe) {
    const auto columns = fg::draft::csv_columns(probe.head, tab);
    const auto has = [&](std::string_view name) { return std::find(columns.begin(), columns.end(), name) != columns.end(); };
    if (!has("Master TC") || !has("Camera Clip Name")) return 0;
    return has("Camera SUP Name") || has("Exposure Index ASA") ? 100 : 60;
  }
  static void extract(const fg::Host& host, const fg::OpenFiles& files, const fg::Record& record) {
    fg::require(!files.files.empty(), FG_E_INVALID_ARGUMENT, "no file was given");
    const fg::draft::CsvTable table(host.open(files.files.front()), tab);
    const auto clip = table.column("Camera Clip Name"), reel = table.column("Reel"), timecode = table.column("Master TC"),
               base = table.column("Master TC Time Base"), drop = table.column("Master TC Drop Frame");
    fg::require(clip && timecode, FG_E_NOT_THIS_FORMAT, files.files.front(), ": no columns 'Camera Clip Name' and 'Master TC'; is it a table of ARRI Meta Extract?");
    const fg::draft::FrameTable frames(table, {"arri_csv.", "Camera Clip Name", "Index",
                                               {"Lens Distance Unit", "Master TC Time Base", "Master TC Drop Frame", "Project FPS", "Sensor FPS"}});
    frames.put(host, files, record, [&](const std::vector<std::string>& row) {
      const auto cell = [&](const std::optional<size_t>& column) { return told(fg::draft::CsvTable::cell(row, column)); };
      const auto rate = fg::draft::rate_of(fg::draft::number_of(cell(base)).value_or(0));
      return fg::draft::ClipHead{cell(clip), cell(reel), timecode_of(cell(timecode), rate, cell(drop))};
    });
  }
};

}  // namespace arri_csv

FG_PLUGIN(fg::MetadataOf<arri_csv::Export>)

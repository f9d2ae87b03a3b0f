// SPDX-License-Identifier: Apache-2.0
//
// Sony's table of a clip's frames (RFC 4180, every field quoted):
//   "Timecode","Clip Name","Lens Model","Lens Serial","Focal Length (mm)","Aperture","Focus Distance (ft)","Camera Tilt",…
//   "16:47:04:19","D001C005_210716AG","7032.0100","","32","T 2 3/10","5.83","",…
// Units stand in the columns' names. Read from a real table (tests/data/SOURCES.md).
#include "sony_csv.hpp"

#include <filmgate/cpp/draft/frame_table.hpp>
#include <filmgate/cpp/draft/text_fields.hpp>
#include <filmgate/cpp/metadata.hpp>

namespace sony_csv {
namespace {

constexpr char comma = ',';

bool fits(const std::vector<std::string>& columns) {
  const auto has = [&](std::string_view name) { return std::any_of(columns.begin(), columns.end(), [&](const std::string& one) { return one.starts_with(name); }); };
  return has("Timecode") && has("Clip Name") && has("Lens Model") && has("Lens Serial") && has("Focal Length (") && has("Focus Distance (") && has("Camera Model");
}

}  // namespace

struct Export : Keys {
  static int probe(const fg::Probe& probe) { return fits(fg::draft::csv_columns(probe.head, comma)) ? 90 : 0; }
  static void extract(const fg::Host& host, const fg::OpenFiles& files, const fg::Record& record) {
    fg::require(!files.files.empty(), FG_E_INVALID_ARGUMENT, "no file was given");
    const fg::draft::CsvTable table(host.open(files.files.front()), comma);
    fg::require(fits(table.columns()), FG_E_NOT_THIS_FORMAT, files.files.front(), ": not the columns of Sony's table of frames");
    const auto clip = table.column("Clip Name");
    const fg::draft::FrameTable frames(table, {"sony_csv.", "Clip Name"});
    frames.put(host, files, record, [&](const std::vector<std::string>& row) {
      return fg::draft::ClipHead{std::string(fg::draft::trimmed(fg::draft::CsvTable::cell(row, clip))), ""};
    });
  }
};

}  // namespace sony_csv

FG_PLUGIN(fg::MetadataOf<sony_csv::Export>)

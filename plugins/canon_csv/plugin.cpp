// SPDX-License-Identifier: Apache-2.0
//
// Two tables (RFC 4180) of a Cinema RAW clip: one line of the clip, and a line a frame.
//   …Static.csv  SceneNumber,TakeNumber,ShotNumber,ReelNumber,LensSqueezeFactor,UMID,CreationTime,Timescale,Duration,…
//   …Frames.csv  Timecode,…,FocusPosition,FocalLength,…,ApertureNumber,ExposureTime,PhotographicSensitivity,…
// Frames are of the clip that the file's name tells. Read from real tables (tests/data/SOURCES.md); what codes mean is in README.md.
#include "canon_csv.hpp"

#include <filmgate/cpp/draft/frame_table.hpp>
#include <filmgate/cpp/draft/text_fields.hpp>
#include <filmgate/cpp/metadata.hpp>

namespace canon_csv {
namespace {

constexpr char comma = ',';
constexpr std::string_view prefix = "canon_csv.";

bool has(const std::vector<std::string>& columns, std::string_view name) { return std::find(columns.begin(), columns.end(), name) != columns.end(); }
bool of_clips(const std::vector<std::string>& columns) { return has(columns, "ShotNumber") && has(columns, "LensSqueezeFactor") && has(columns, "UMID"); }
bool of_frames(const std::vector<std::string>& columns) { return has(columns, "Timecode") && has(columns, "FocusPosition") && has(columns, "PhotographicSensitivityMode"); }

// "A001C001_220101AB_Frames.csv" is of "A001C001_220101AB".
std::string clip_of(std::string_view uri) {
  auto stem = fg::draft::file_stem(uri);
  for (const std::string_view ending : {"_Frames", "_Static", "_frames", "_static"})
    if (stem.size() > ending.size() && stem.ends_with(ending)) return std::string(stem.substr(0, stem.size() - ending.size()));
  return std::string(stem);
}

void put_clips(const fg::draft::CsvTable& table, const fg::Host& host, const fg::OpenFiles& files, const fg::Record& record) {
  const auto shot = table.column("ShotNumber");
  fg::draft::put_clips(table, prefix, host, files, record, [&](const auto& row) {
    const std::string name(fg::draft::trimmed(fg::draft::CsvTable::cell(row, shot)));
    return fg::draft::ClipHead{name.empty() ? clip_of(files.files.front()) : name, reel_of(name)};
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
    fg::require(of_frames(table.columns()), FG_E_NOT_THIS_FORMAT, name, ": neither the columns of a clip nor those of its frames, as Canon's tool names them");
    const fg::draft::FrameTable frames(table, {prefix, {}, {}, {"ApertureMode", "ExposureTimeMode", "PhotographicSensitivityMode"}});
    frames.put(host, files, record, [&](const auto&) { return fg::draft::ClipHead{clip_of(name), ""}; });
  }
};

}  // namespace canon_csv

FG_PLUGIN(fg::MetadataOf<canon_csv::Export>)

// SPDX-License-Identifier: Apache-2.0
//
// Any table (RFC 4180, or parted by ';' or tabs) with a line a clip or a line a frame. A file beside it says what its columns
// are: for day12.csv that is day12.mapping.toml,
//   mapping = 1
//   rows = "frames"                      # or "clips"
//   clip = "Clip"                        # columns: what the clip is called; reel = "…", frame = "…"
//   [fields]
//   focus = { column = "Focus", unit = "ft" }
//   timeCode = { column = "TC", rate = "24000/1001" }
// The form is ours; all of it is in README.md.
#include "generic_csv.hpp"

#include <filmgate/cpp/draft/frame_table.hpp>
#include <filmgate/cpp/draft/text_fields.hpp>
#include <filmgate/cpp/metadata.hpp>

namespace generic_csv {
namespace {

using Row = std::vector<std::string>;

size_t column_of(const fg::draft::CsvTable& table, const std::string& name, const std::string& uri, const std::string& mapping) {
  const auto at = table.column(name);
  if (!at) fg::fail(FG_E_CORRUPT, mapping, ": ", uri, " has no column '", name, "' (its first is '", table.columns().front(), "'); is its separator another one?");
  return *at;
}

class Heads { // which clip a line is of
 public:
  Heads(const fg::draft::CsvTable& table, const Mapping& mapping, const std::string& uri, const std::string& from) {
    if (!mapping.clip.empty()) clip_ = column_of(table, mapping.clip, uri, from);
    if (!mapping.reel.empty()) reel_ = column_of(table, mapping.reel, uri, from);
    if (const auto* timecode = mapping.field("timeCode")) timecode_ = column_of(table, timecode->column, uri, from), how_ = timecode->how;
    if (const auto* rate = mapping.field("framesPerSecond")) rate_ = column_of(table, rate->column, uri, from);
    named_by_file_ = !clip_ && !(reel_ && timecode_);
    file_ = fg::draft::file_stem(uri);
  }
  fg::draft::ClipHead operator()(const Row& row) const {
    const auto cell = [&](std::optional<size_t> column) { return std::string(fg::draft::trimmed(fg::draft::CsvTable::cell(row, column))); };
    return {named_by_file_ ? file_ : cell(clip_), cell(reel_), start_of(cell(timecode_), how_, cell(rate_))};
  }

 private:
  std::optional<size_t> clip_, reel_, timecode_, rate_;
  std::string how_, file_;
  bool named_by_file_ = false;
};

}  // namespace

struct Export : Keys {
  // The host asks beside a mapping only, and that was laid there by somebody who knows.
  static int probe(const fg::Probe& probe) {
    const auto head = probe.head.bytes();
    return !head.empty() && std::find(head.begin(), head.end(), uint8_t{0}) == head.end() ? 100 : 0;
  }
  static void extract(const fg::Host& host, const fg::OpenFiles& files, const fg::Record& record) {
    fg::require(!files.files.empty(), FG_E_INVALID_ARGUMENT, "no file was given");
    const auto& name = files.files.front();
    fg::require(!files.sidecars.empty(), FG_E_NOT_THIS_FORMAT, name, ": no file <name>.mapping.toml beside it says what its columns are");
    const auto& from = files.sidecars.front();
    const auto mapping = Mapping::read(host.open(from));
    fg::draft::CsvTable table(host.open(name), mapping.separator);
    const Heads heads(table, mapping, name, from);
    std::string clip = mapping.clip, frame = mapping.frame;
    if (!frame.empty()) (void)column_of(table, frame, name, from);
    std::vector<std::pair<size_t, std::string>> renamed;
    for (const auto& one : mapping.fields) renamed.emplace_back(column_of(table, one.column, name, from), key_of(one));
    for (auto& [column, key] : renamed) {
      for (auto* known : {&clip, &frame})
        if (*known == table.columns()[column]) *known = key;
      table.rename(column, std::move(key));
    }
    if (!mapping.of_frames) return fg::draft::put_clips(table, prefix, host, files, record, heads);
    std::vector<std::string_view> companions;
    std::string rate;
    if (const auto* one = mapping.field("framesPerSecond")) companions.push_back(rate = key_of(*one)); // timecodes may need it
    const fg::draft::FrameTable frames(table, {prefix, clip, frame, companions, mapping.first_frame});
    frames.put(host, files, record, heads);
  }
};

}  // namespace generic_csv

FG_PLUGIN(fg::MetadataOf<generic_csv::Export>)

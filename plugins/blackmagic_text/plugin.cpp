// SPDX-License-Identifier: Apache-2.0
//
// What ExtractMetadata, the metadata example of the Blackmagic RAW SDK, prints: lines "name: value" below two sorts of headings.
//   Clip Metadata                          Frame 0 Metadata
//   manufacturer: Blackmagic Design        sensor_rate: 48,1,
//   clip_number: A001_04190112_C102        shutter_value: 180°
// Read from a real text (tests/data/SOURCES.md). A frame's names get "frame." before them, for some are those of the clip too.
#include "blackmagic_text.hpp"

#include <filmgate/cpp/draft/text_fields.hpp>
#include <filmgate/cpp/draft/verbatim.hpp>
#include <filmgate/cpp/metadata.hpp>

namespace blackmagic_text {
namespace {

constexpr uint64_t most_bytes = 64u << 20;
constexpr std::string_view clip_heading = "Clip Metadata", frame_word = "Frame ", metadata_word = " Metadata";

struct Line { std::string key; std::string value; };
struct Section {
  int64_t frame; // -1: the clip
  std::vector<Line> lines;
};

std::optional<int64_t> frame_heading(std::string_view line) {
  if (!line.starts_with(frame_word) || !line.ends_with(metadata_word) || line.size() <= frame_word.size() + metadata_word.size()) return std::nullopt;
  const auto number = fg::draft::whole_of(line.substr(frame_word.size(), line.size() - frame_word.size() - metadata_word.size()));
  return number && *number >= 0 ? number : std::nullopt;
}

class Text {
 public:
  std::vector<Section> sections;
  size_t unread = 0; // lines that are neither heading nor value

  void take(std::string_view line) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) return;
    if (line == clip_heading) return (void)sections.emplace_back(Section{-1, {}});
    if (const auto frame = frame_heading(line)) return (void)sections.emplace_back(Section{*frame, {}});
    const auto colon = line.find(": ");
    const bool bare = colon == line.npos && line.ends_with(':'); // a value that is empty
    if (sections.empty() || colon == 0 || (colon == line.npos && !bare)) return (void)++unread;
    const auto name = line.substr(0, bare ? line.size() - 1 : colon);
    sections.back().lines.push_back({std::string("blackmagic_text.") + (sections.back().frame < 0 ? "" : "frame.") + fg::draft::key_word(name),
                                     std::string(bare ? std::string_view() : line.substr(colon + 2))});
  }
  [[nodiscard]] std::string of_clip(std::string_view key) const {
    for (const auto& section : sections)
      for (const auto& line : section.lines)
        if (section.frame < 0 && line.key == key) return std::string(fg::draft::trimmed(line.value));
    return "";
  }
};

Text read(const fg::File& file) {
  const uint64_t size = file.size();
  fg::require(size <= most_bytes, FG_E_UNSUPPORTED, file.uri(), ": ", size, " bytes; texts of up to ", most_bytes, " bytes are read");
  const auto bytes = file.read(0, size);
  const auto all = bytes.view().bytes();
  std::string_view left(reinterpret_cast<const char*>(all.data()), all.size());
  Text out;
  while (!left.empty()) {
    const auto end = std::min(left.find('\n'), left.size());
    out.take(left.substr(0, end));
    left.remove_prefix(std::min(end + 1, left.size()));
  }
  return out;
}

void put(const Section& section, const fg::Record& record) {
  for (const auto& line : section.lines) record.put(line.key, fg::draft::verbatim(line.value));
}

}  // namespace

struct Export : Keys {
  static int probe(const fg::Probe& probe) {
    const auto bytes = probe.head.bytes();
    std::string_view head(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    head.remove_prefix(std::min(head.find_first_not_of("\r\n"), head.size()));
    if (!head.starts_with(clip_heading)) return 0;
    return head.find("\nmanufacturer: Blackmagic Design") != head.npos || head.find("\nbraw_") != head.npos ? 100 : 50;
  }
  static void extract(const fg::Host& host, const fg::OpenFiles& files, const fg::Record& record) {
    fg::require(!files.files.empty(), FG_E_INVALID_ARGUMENT, "no file was given");
    const auto& name = files.files.front();
    const auto text = read(host.open(name));
    fg::require(!text.sections.empty() && text.sections.front().frame < 0, FG_E_NOT_THIS_FORMAT, name, ": no line 'Clip Metadata'; is it a text of Blackmagic's ExtractMetadata?");
    if (text.unread > 0)
      host.report(files.job, FG_SEVERITY_WARNING, "unread-lines", fg::concat(name, ": ", text.unread, " lines are neither 'name: value' nor a heading and were passed over"));
    record.begin(text.of_clip("blackmagic_text.clip_number"), text.of_clip("blackmagic_text.reel_name"));
    for (const auto& section : text.sections)
      if (section.frame < 0) put(section, record);
    const auto first = std::find_if(text.sections.begin(), text.sections.end(), [](const Section& section) { return section.frame >= 0; });
    if (first != text.sections.end()) put(*first, record); // stands for the clip
    for (const auto& section : text.sections)
      if (section.frame >= 0) put(section, record.at(section.frame));
    record.end();
  }
};

}  // namespace blackmagic_text

FG_PLUGIN(fg::MetadataOf<blackmagic_text::Export>)

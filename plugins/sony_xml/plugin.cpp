// SPDX-License-Identifier: Apache-2.0
//
// The sidecar that Sony cameras write beside a clip, C0001M01.XML beside C0001.MXF: the root NonRealTimeMeta of the namespace
// urn:schemas-professionalDisc:nonRealTimeMeta:ver.2.x, all values in attributes.
//   <VideoFormat><VideoFrame captureFps="24.00p" …/>            sony_xml.VideoFormat.VideoFrame.captureFps
//   <Group name="CameraUnitMetadataSet">                        sony_xml.AcquisitionRecord.Group[CameraUnitMetadataSet]
//     <Item name="ISOSensitivity" value="500"/>                   .Item[ISOSensitivity].value
// Read from a real file (tests/data/SOURCES.md). Nothing in it names the clip: the file's own name does.
#include "sony_xml.hpp"

#include <filmgate/cpp/draft/verbatim.hpp>
#include <filmgate/cpp/draft/xml_cursor.hpp>
#include <filmgate/cpp/metadata.hpp>

namespace sony_xml {
namespace {

using fg::draft::XmlPiece;

constexpr uint64_t most_bytes = 4u << 20;
constexpr size_t most_values = 65'536;
constexpr std::string_view root = "NonRealTimeMeta";

struct KeyedText { std::string key, value; };

std::string_view local(std::string_view name) { return name.substr(name.find(':') + 1); }

std::string value_of(const std::vector<KeyedText>& values, std::string_view key) {
  for (const auto& value : values)
    if (value.key == key) return value.value;
  return "";
}

// An element with a name attribute is told from its sisters by it.
std::string step_of(const fg::draft::XmlCursor& cursor) {
  std::string out(fg::draft::key_word(cursor.name()));
  for (const auto& attribute : cursor.attributes())
    if (attribute.name == "name") out += "[" + fg::draft::key_word(attribute.value) + "]";
  return out;
}

std::vector<KeyedText> values_of(const fg::ByteView& text) {
  fg::draft::XmlCursor cursor(text);
  std::vector<KeyedText> out;
  std::vector<std::string> path; // without the root
  const auto put = [&](const std::string& name, const std::string& value) {
    fg::require(out.size() < most_values, FG_E_UNSUPPORTED, text.name(), ": more than ", most_values, " values");
    std::string key = "sony_xml";
    for (const auto& step : path) key += "." + step;
    out.push_back({name.empty() ? key : key + "." + fg::draft::key_word(name), value});
  };
  for (auto piece = cursor.next(); piece != XmlPiece::end; piece = cursor.next()) {
    if (piece == XmlPiece::element) {
      if (cursor.depth() == 1) fg::require(local(cursor.name()) == root, FG_E_NOT_THIS_FORMAT, text.name(), ": the root is '", cursor.name(), "', not ", root);
      else path.push_back(step_of(cursor));
      for (const auto& attribute : cursor.attributes())
        if (attribute.name != "name" || cursor.depth() == 1) put(attribute.name, attribute.value);
    } else if (piece == XmlPiece::text) {
      if (cursor.text().find_first_not_of(" \t\r\n") != std::string::npos) put(path.empty() ? "#text" : "", cursor.text());
    } else if (!path.empty()) {
      path.pop_back();
    }
  }
  return out;
}

// "C0001M01.XML" is of "C0001".
std::string clip_of(std::string_view uri) {
  const auto stem = fg::draft::file_stem(uri);
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  const bool numbered = stem.size() > 3 && stem[stem.size() - 3] == 'M' && digit(stem[stem.size() - 2]) && digit(stem.back());
  return std::string(stem.substr(0, stem.size() - (numbered ? 3 : 0)));
}

}  // namespace

struct Export : Keys {
  static int probe(const fg::Probe& probe) {
    const auto bytes = probe.head.bytes();
    const std::string_view head(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    const auto at = head.find(root);
    if (at == head.npos || head.find("urn:schemas-professionalDisc:nonRealTimeMeta", at) == head.npos) return 0;
    return head.find("<!DOCTYPE") == head.npos ? 100 : 0;
  }
  static void extract(const fg::Host& host, const fg::OpenFiles& files, const fg::Record& record) {
    fg::require(!files.files.empty(), FG_E_INVALID_ARGUMENT, "no file was given");
    const auto file = host.open(files.files.front());
    const uint64_t size = file.size();
    fg::require(size <= most_bytes, FG_E_UNSUPPORTED, file.uri(), ": ", size, " bytes are more than such a sidecar has");
    const auto bytes = file.read(0, size);
    const auto values = values_of(bytes.view());
    const auto of = [&](const char* key) { return value_of(values, key); };
    const auto reel = of("sony_xml.UserDescriptiveMetadata.Meta[Reel].content");
    const auto start = ltc_of(of("sony_xml.LtcChangeTable.LtcChange.value"), of("sony_xml.LtcChangeTable.tcFps"), of("sony_xml.VideoFormat.VideoFrame.formatFps"));
    record.begin(clip_of(file.uri()), reel.empty() ? "" : of("sony_xml.UserDescriptiveMetadata.Meta[CameraIndex].content") + reel, start ? &*start : nullptr);
    for (const auto& value : values) record.put(value.key, fg::draft::verbatim(value.value));
    record.end();
  }
};

}  // namespace sony_xml

FG_PLUGIN(fg::MetadataOf<sony_xml::Export>)

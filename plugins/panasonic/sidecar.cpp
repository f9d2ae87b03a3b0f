// SPDX-License-Identifier: Apache-2.0
//
// pugixml reads no other file and knows no entities but XML's own five.
#include "sidecar.hpp"

#include <filmgate/cpp/draft/verbatim.hpp>

#include <pugixml.hpp>

namespace panasonic {
namespace {

constexpr uint64_t most_bytes = 4 << 20;
constexpr size_t most_values = 8192;
constexpr int deepest = 16;

std::string_view plain(std::string_view name) { // without the prefix of a namespace
  const auto colon = name.rfind(':');
  return colon == name.npos ? name : name.substr(colon + 1);
}

class Values {
 public:
  std::vector<SidecarValue> found;

  void read(const pugi::xml_node& element, const std::string& path, int depth) {
    const auto key = path + "." + std::string(plain(element.name()));
    for (const auto& attribute : element.attributes())
      if (!std::string_view(attribute.name()).starts_with("xmlns")) put(key + "." + std::string(plain(attribute.name())), attribute.value());
    if (const std::string_view text = element.child_value(); text.find_first_not_of(" \t\r\n") != text.npos) put(key, std::string(text));
    if (depth == deepest) return;
    for (const auto& child : element.children())
      if (child.type() == pugi::node_element) read(child, key, depth + 1);
  }

 private:
  void put(std::string key, std::string text) {
    if (!fg::draft::is_utf8(key)) for (auto& c : key) if (static_cast<uint8_t>(c) >= 0x80) c = '_';
    if (found.size() < most_values) found.push_back({std::move(key), std::move(text)});
  }
};

}  // namespace

std::vector<SidecarValue> read_sidecar(const fg::File& file) {
  const uint64_t size = file.size();
  fg::require(size <= most_bytes, FG_E_UNSUPPORTED, file.uri(), ": ", size, " bytes are more than a sidecar has");
  const auto bytes = file.read(0, size);
  const auto text = bytes.view().bytes();
  pugi::xml_document document;
  const auto parsed = document.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_auto);
  fg::require(static_cast<bool>(parsed), FG_E_CORRUPT, file.uri(), ": offset ", static_cast<int64_t>(parsed.offset), ": ", parsed.description());
  const auto root = document.document_element();
  const auto name = plain(root.name());
  fg::require(name == "P2Main" || name == "ClipMain", FG_E_NOT_THIS_FORMAT, file.uri(), ": its root is ", std::string_view(root.name()), ", not P2Main or ClipMain");
  Values out;
  for (const auto& child : root.children())
    if (child.type() == pugi::node_element) out.read(child, "panasonic.xml", 0);
  return std::move(out.found);
}

}  // namespace panasonic

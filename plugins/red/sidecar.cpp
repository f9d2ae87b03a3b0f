// SPDX-License-Identifier: Apache-2.0
//
// pugixml reads no other file, knows no entities but XML's own five, and keeps what else looks like one as it is written.
#include "sidecar.hpp"

#include "clock.hpp"

#include <filmgate/cpp/draft/verbatim.hpp>

#include <charconv>
#include <pugixml.hpp>

namespace red {
namespace {

constexpr uint64_t most_bytes = 4 << 20;
constexpr size_t most_values = 4096, longest_key = 512; // or few long names would become many long keys
constexpr int deepest = 16;

template <class Number>
bool whole_number(std::string_view text, Number& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size();
}

fg::Value typed(std::string_view type, std::string text) {
  if (int64_t number = 0; type == "int" && whole_number(text, number)) return number;
  if (double number = 0; (type == "float" || type == "double") && whole_number(text, number)) return number;
  return fg::draft::verbatim(std::move(text));
}

class Sidecar {
 public:
  explicit Sidecar(const std::string& uri) : uri_(uri) {}
  std::vector<SidecarValue> values;

  void read(const pugi::xml_node& element, const std::string& key, int depth) {
    place_ = static_cast<int64_t>(element.offset_debug());
    check(key);
    if (const auto value = element.attribute("value")) put(key, typed(element.attribute("type").value(), value.value()));
    else if (!put_rational(element, key)) put_attributes(element, key);
    if (const std::string_view text = element.child_value(); text.find_first_not_of(" \t\r\n") != text.npos) put(key, fg::draft::verbatim(std::string(text)));
    if (depth == deepest) return;
    for (const auto& child : element.children())
      if (child.type() == pugi::node_element) read(child, key + "." + child.name(), depth + 1);
  }

 private:
  void check(const std::string& key) const {
    fg::require(key.size() <= longest_key, FG_E_CORRUPT, uri_, ": offset ", place_, ": nested names make a key of ", key.size(), " bytes; no sidecar's has more than ", longest_key);
  }
  void put(const std::string& key, fg::Value value) {
    check(key);
    if (values.size() < most_values) values.push_back({key, std::move(value)});
  }
  bool put_rational(const pugi::xml_node& element, const std::string& key) {
    int64_t num = 0, den = 0;
    if (!whole_number(std::string_view(element.attribute("num").value()), num) || !whole_number(std::string_view(element.attribute("den").value()), den) || den <= 0) return false;
    put(key, fg_rational{num, den});
    return true;
  }
  void put_attributes(const pugi::xml_node& element, const std::string& key) {
    for (const auto& attribute : element.attributes()) put(key + "." + attribute.name(), fg::draft::verbatim(attribute.value()));
  }
  const std::string& uri_;
  int64_t place_ = 0;
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
  Sidecar out(file.uri());
  const auto root = document.document_element();
  for (const auto& child : root.children())
    if (child.type() == pugi::node_element) out.read(child, std::string("red.rmd.") + child.name(), 0);
  return std::move(out.values);
}

}  // namespace red

// SPDX-License-Identifier: Apache-2.0
#include "mxf_values.hpp"

#include <filmgate/cpp/draft/json_values.hpp>

namespace arriraw {
namespace {

using namespace fg::draft;

bool is_arri_set(const Label& key) { return key[8] == 0x0e && key[9] == 0x17; }

// UTF-16 when every other byte is 0, as ASCII in it is; else UTF-8.
std::string text_of(const fg::ByteView& v) {
  const bool wide = v.size() >= 2 && v.u8(0) == 0;
  return wide ? utf8_of_utf16be(v) : v.text(0, v.size());
}
bool looks_like_json(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r\n");
  return begin != text.npos && text[begin] == '{';
}
fg::Value as_bytes(const fg::ByteView& v) { return std::vector<uint8_t>(v.bytes().begin(), v.bytes().end()); }

void add_json(const std::string& text, std::string_view name, const std::string& prefix, std::vector<MxfValue>& out) {
  const fg::ByteView view({reinterpret_cast<const uint8_t*>(text.data()), text.size()}, name);
  for (auto& [key, value] : JsonValues(view).under(prefix)) out.push_back({std::move(key), std::move(value)});
}

}  // namespace

std::vector<MxfValue> json_sets(const MxfMetadata& metadata, std::vector<std::string>& problems) {
  std::vector<MxfValue> out;
  for (const auto& set : metadata.sets()) {
    if (!is_arri_set(set.key)) continue;
    for (const auto& item : set.items) {
      const auto text = text_of(item.value);
      if (looks_like_json(text)) try {
        add_json(text, item.value.name(), "arri.json.", out);
      } catch (const fg::Failure& failure) {
        problems.push_back(fg::concat(item.value.name(), ": offset ", item.value.base(), ": a set of ARRI's is no JSON: ", std::string_view(failure.what())));
      }
    }
  }
  return out;
}

std::vector<MxfValue> supplemental_values(const MxfMetadata& metadata, const fg::ByteView& element) {
  std::vector<MxfValue> out;
  const auto plain = text_of(element);
  if (looks_like_json(plain)) {
    add_json(plain, element.name(), "arri.supplemental.", out);
    return out;
  }
  bool has_sets = false;
  each_klv(element, [&](const Klv& packet, const fg::ByteView& value) {
    if (packet.key[0] != 0x06 || packet.key[1] != 0x0e || packet.key[4] != 0x02 || packet.key[5] != 0x53) return;
    has_sets = true;
    (void)each_local_item(value, [&](uint16_t tag, const fg::ByteView& item) {
      const auto text = text_of(item);
      if (looks_like_json(text)) add_json(text, item.name(), "arri.supplemental.", out);
      else out.push_back({"arri.supplemental." + metadata.tag_name(tag), as_bytes(item)});
    });
  });
  if (!has_sets) out.push_back({"arri.supplementalData", as_bytes(element)});
  return out;
}

}  // namespace arriraw

// SPDX-License-Identifier: Apache-2.0
#include "same_entries.hpp"

#include <filmgate/metadata.h>

namespace check {
namespace {

std::string first_difference(const std::vector<Entry>& a, const std::vector<Entry>& b) {
  if (a.size() != b.size()) return fg::concat(a.size(), " values, then ", b.size());
  for (size_t i = 0; i < a.size(); ++i)
    if (a[i] != b[i]) return fg::concat("'", a[i].key, "': ", a[i].value.substr(0, 100), ", then '", b[i].key, "': ", b[i].value.substr(0, 100));
  return "";
}

}  // namespace

void expect_same(const std::string& what, const std::vector<Entry>& a, const std::vector<Entry>& b) {
  const auto difference = first_difference(a, b);
  expect(difference.empty(), what, ": ", difference);
}

std::vector<Entry> normalised(const Plugin& plugin, const std::string& metadata, int64_t frame, const Values& values) {
  const auto& table = plugin.table<fg_metadata_v1>(FG_METADATA, metadata);
  Kept<Entry> out;
  const auto sink = field_sink(out);
  auto error = no_error();
  const auto step = "normalise by '" + metadata + "'";
  succeed(step, call(step, table.normalise, plugin.raw(), frame, values.data(), values.size(), &sink, plugin.host().job(), &error), error);
  if (!out.wrongs.empty()) found(step, ": ", out.wrongs.front());
  return std::move(out.items);
}

void check_fields(const Plugin& plugin, const Plugin& other, const std::string& metadata, int64_t frame, Values& values) {
  const auto fields = normalised(plugin, metadata, frame, values);
  expect_same("fields, asked again", fields, normalised(plugin, metadata, frame, values));
  expect_same("fields, of another instance", fields, normalised(other, metadata, frame, values));
  for (const auto& field : fields) expect(field.frame == frame, "field '", field.key, "': put for frame ", field.frame, ", the values are those of frame ", frame);
  values.put("zz.unknown.vendor.key", std::string("a value that nobody knows"));
  expect_same("fields, with an unknown key beside", fields, normalised(plugin, metadata, frame, values));
  (void)normalised(plugin, metadata, frame, Values());
}

}  // namespace check

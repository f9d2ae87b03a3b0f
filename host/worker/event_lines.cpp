// SPDX-License-Identifier: Apache-2.0
#include "event_lines.hpp"

namespace filmgate {
namespace {

constexpr size_t longest_line = 64u << 20; // a record with every value of every frame
constexpr size_t shown = 80;

Result<Json> event_of(std::string_view line) {
  auto json = Json::parse(line);
  if (!json || !json->is_object() || (*json)["v"].integer() != 1 || !(*json)["type"].is_text())
    return failure(Trouble::internal, "the worker wrote a line that is no event: '{}'", line.substr(0, shown));
  return json;
}

}  // namespace

Status EventLines::feed(std::string_view bytes, std::vector<Json>& out) {
  for (;;) {
    const auto end = bytes.find('\n');
    rest_ += bytes.substr(0, end);
    if (rest_.size() > longest_line) return failure(Trouble::internal, "the worker wrote a line of more than {} bytes", longest_line);
    if (end == bytes.npos) return {};
    FILMGATE_TRY(event, event_of(rest_));
    out.push_back(std::move(event));
    rest_.clear();
    bytes.remove_prefix(end + 1);
  }
}

}  // namespace filmgate

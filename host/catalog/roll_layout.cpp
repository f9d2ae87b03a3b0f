// SPDX-License-Identifier: Apache-2.0
#include "catalog/roll_layout.hpp"

#include "base/glob.hpp"
#include "manifest_tables.hpp"

namespace filmgate {
namespace {

constexpr size_t deepest_pattern = 8;

Status check_patterns(const StrictFile& file, const std::string& key, const std::vector<std::string>& patterns) {
  for (const auto& pattern : patterns) {
    const auto parts = path_parts(pattern);
    bool plain = !parts.empty() && parts.size() <= deepest_pattern;
    for (const auto& part : parts) plain = plain && !part.empty() && part != "." && part != "..";
    if (!plain) return file.wrong(key, "'" + pattern + "' is no path of at most 8 parts below the card's root");
  }
  return {};
}

}  // namespace

std::string RollLayout::reel_of(const std::string& path) const {
  const auto groups = reel ? reel->find_in(path) : std::nullopt;
  return groups ? groups->front() : "";
}

Result<RollLayout> read_roll_layout(const StrictFile& file, const Json& table, const std::string& at) {
  FILMGATE_CHECK(file.known(table, at, {"name", "folder", "markers", "clips", "sidecars", "companions", "reel"}));
  RollLayout out;
  FILMGATE_TRY(name, file.text(table, at, "name"));
  FILMGATE_TRY(folder, file.optional_text(table, at, "folder"));
  FILMGATE_TRY(reel, file.expression(table, at, "reel", 1, Expression::Letters::exact));
  FILMGATE_TRY(markers, file.texts(table, at, "markers"));
  FILMGATE_TRY(clips, file.texts(table, at, "clips"));
  FILMGATE_TRY(sidecars, file.texts(table, at, "sidecars"));
  FILMGATE_TRY(companions, file.texts(table, at, "companions"));
  out.name = name, out.folder = folder, out.reel = reel;
  out.markers = markers, out.clips = clips, out.sidecars = sidecars, out.companions = companions;
  if (out.markers.empty()) return file.wrong(at + ".markers", "a card is told by at least one marker");
  FILMGATE_CHECK(check_patterns(file, at + ".markers", out.markers));
  FILMGATE_CHECK(check_patterns(file, at + ".clips", out.clips));
  FILMGATE_CHECK(check_patterns(file, at + ".sidecars", out.sidecars));
  FILMGATE_CHECK(check_patterns(file, at + ".companions", out.companions));
  if (out.folder.find('/') != out.folder.npos) return file.wrong(at + ".folder", "is the pattern of one name");
  return out;
}

}  // namespace filmgate

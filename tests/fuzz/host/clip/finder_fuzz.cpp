// SPDX-License-Identifier: Apache-2.0
//
// A pattern of segments (first line), patterns of a card (second) and its files (a line each: name, tab, first bytes). Every
// file becomes part of a clip, is named as unread, or is a companion of the card.
#include "base/glob.hpp"
#include "clip/finder.hpp"
#include "fuzz/fuzz_input.hpp"
#include "fuzz/memory_tree.hpp"
#include "fuzz/promise.hpp"

#include <set>

namespace {

filmgate::Catalog catalog_with(const std::string& segments, const std::string& patterns) {
  using filmgate::Expression;
  static const auto reel = Expression::compile("([A-Z]\\d+)", 1);
  filmgate::Bundle bundle;
  bundle.id = "org.filmgate.any";
  filmgate::Magic magic;
  magic.bytes = "ARRI", magic.mask.assign(4, '\xff');
  filmgate::ReaderEntry sequence, spanned;
  sequence.id = "sequence", sequence.extensions = {"ari", "dng"}, sequence.sequence = true, sequence.magic = {magic};
  sequence.sidecars = {"{stem}.xml", "{stem}"};
  spanned.id = "spanned", spanned.extensions = {"r3d", "mxf"};
  if (const auto expression = Expression::compile(segments, 2, Expression::Letters::any_case)) spanned.segments = *expression;
  bundle.readers = {sequence, spanned};
  filmgate::RollLayout roll;
  roll.name = "card", roll.markers = {patterns.substr(0, patterns.find(' '))};
  roll.clips = {"*.dng"}, roll.sidecars = {patterns.substr(std::min(patterns.size(), patterns.find(' ') + 1)), "{stem}.txt"}, roll.companions = {"*.ale", "*.ini"};
  roll.reel = *reel;
  bundle.rolls = {roll};
  filmgate::Catalog out;
  out.bundles.push_back(bundle);
  return out;
}

filmgate::KnownFormats known_formats() {
  fuzz::MemoryTree tree;
  tree.put("/share/known-formats.toml", "[[format]]\nname = \"a report\"\nextensions = [\"ale\"]\ncompanion = true\n");
  const auto formats = filmgate::KnownFormats::read(filmgate::Path("/share/known-formats.toml"));
  fuzz::promise(formats.has_value(), "the target's own formats");
  return *formats;
}

bool is_a_name(const std::string& name) {
  return !name.empty() && name.size() <= 255 && name != "." && name != ".." && name.find('\0') == name.npos && name.front() != '/' && name.back() != '/' &&
         name.find("//") == name.npos && name.find("/.") == name.npos && name.front() != '.' && name != "Thumbs.db" && name != "desktop.ini";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  fuzz::FuzzInput in(data, size);
  const auto segments = in.line();
  const auto catalog = catalog_with(segments, in.line());
  static const auto formats = known_formats();
  fuzz::MemoryTree tree;
  std::set<std::string> put;
  while (!in.done() && put.size() < 24) {
    const auto line = in.line();
    const auto tab = std::min(line.find('\t'), line.size());
    const auto name = line.substr(0, tab);
    if (!is_a_name(name) || name.find('/') != name.npos) continue;
    tree.put("/card/" + name, line.substr(std::min(tab + 1, line.size())));
    put.insert("/card/" + name);
  }
  if (put.empty()) return 0;
  const auto found = filmgate::find_clips({filmgate::Path("/card")}, catalog, formats);
  fuzz::promise(found.has_value(), "a card that can not be searched");
  std::set<std::string> seen;
  for (const auto& clip : found->clips)
    for (const auto* list : {&clip.files, &clip.sidecars})
      for (const auto& file : *list) seen.insert(file.bytes());
  for (const auto& unread : found->unread) seen.insert(unread.path.bytes());
  std::erase_if(put, [&](const std::string& file) { return !seen.contains(file) && (filmgate::name_matches("*.ale", file) || filmgate::name_matches("*.ini", file)); });
  fuzz::promise(seen == put, "a file that was dropped, or made up");
  return 0;
}

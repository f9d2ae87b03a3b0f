// SPDX-License-Identifier: Apache-2.0
//
// Recognises DNG files. What they hold is read by the library plugins/dng.
#include "cinemadng.hpp"

#include <dng/clip.hpp>
#include <dng/head.hpp>
#include <dng/keys.hpp>
#include <dng/tiff_file.hpp>

namespace cinemadng {
namespace {

constexpr int certain = 100, perhaps = 30;
constexpr uint64_t vc5 = 9; // another bundle's: it is inspected here when no one else is

}  // namespace

int Format::probe(const fg::Probe& probe) {
  const bool called_dng = probe.uri.ends_with(".dng") || probe.uri.ends_with(".DNG");
  if (dng::is_big_tiff(probe.head)) return called_dng ? certain : 0; // to be refused by its name
  const auto named = dng::names_dng_version(probe.head);
  if (named && *named) return dng::raw_compression_in(probe.head) == vc5 ? perhaps : certain;
  if (named) return 0;
  return called_dng ? perhaps : 0; // its first directory lies behind the head
}

std::unique_ptr<fg::Reader> Format::open(const fg::Host& host, const fg::OpenFiles& files) {
  return dng::open_clip(host, files, std::make_shared<dng::Dialect>());
}

void Keys::normalise(const fg::Values& vendor, const fg::Fields& out) { dng::normalise(vendor, "dng.", out); }

}  // namespace cinemadng

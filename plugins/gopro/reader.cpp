// SPDX-License-Identifier: Apache-2.0
//
// GPR, GoPro's raw still, is a DNG with two things of its own:
//   Compression (259) 9: the raw picture's one tile is a VC-5 bitstream, see vc5_picture_layout.hpp
//   DNGPrivateData (50740): "GoPro\n" and a payload of GPMF, see plugins/gpmf; of the files that were seen Fusion's have it
// Sources: gopro/gpr, README and gpr_sdk; cameras' files. The rest is read by the library plugins/dng.
#include "gopro.hpp"
#include "still.hpp"

#include <dng/clip.hpp>
#include <dng/head.hpp>
#include <dng/tiff_file.hpp>

namespace gopro {
namespace {

constexpr int certain = 100, perhaps = 30;

}  // namespace

int Format::probe(const fg::Probe& probe) {
  if (dng::raw_compression_in(probe.head) == vc5_compression) return certain;
  if (!probe.uri.ends_with(".gpr") && !probe.uri.ends_with(".GPR")) return 0;
  const auto named = dng::names_dng_version(probe.head);
  if (named) return *named ? certain : 0;
  return perhaps; // its first directory lies behind the head
}

std::unique_ptr<fg::Reader> Format::open(const fg::Host& host, const fg::OpenFiles& files) {
  return dng::open_clip(host, files, std::make_shared<Still>());
}

}  // namespace gopro

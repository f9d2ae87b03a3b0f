// SPDX-License-Identifier: Apache-2.0
//
// What stays beside a plate's frames: the decode recipe (which plugins with which parameters made the pixels) and the
// manifest (which source bytes went in, which files came out). Neither holds a time or a machine's name, so that the
// same request gives the same bytes. Private to this folder.
#pragma once
#include "clip_session.hpp"
#include "plate_outputs.hpp"
#include "plate_settings.hpp"
#include "plate_tools.hpp"

namespace filmgate {

struct PlatePapers {
  std::string clip;
  const ClipSession& session;
  const PlateTools& tools;
  const PlateSettings& settings;
  const Shape& output;
  std::vector<PlateFrame> frames;
  std::vector<std::pair<int64_t, std::string>> failed; // frame and reason
  std::vector<std::pair<Path, FileHash>> sources;
  std::optional<FileHash> clf; // of the file that defines the encoding
};

[[nodiscard]] Json recipe_of(const PlatePapers& papers);
[[nodiscard]] Json manifest_of(const PlatePapers& papers);

}  // namespace filmgate

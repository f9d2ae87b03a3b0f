// SPDX-License-Identifier: Apache-2.0
//
// Which plugins make a plate of a clip, and what each is told. Sensor data asks for development; developed pixels ask for
// the transform that knows their encoding; reframing comes last and only when something of it was asked for. Private to
// this folder.
#pragma once
#include "catalog/encoding.hpp"
#include "clip_session.hpp"
#include "plate_parameters.hpp"
#include "plate_settings.hpp"

namespace filmgate {

struct PlateStage {
  LoadedPlugin* plugin = nullptr;
  std::string transform;
  PlateTool tool;
};

struct PlateTools {
  PlateTool reader;
  std::vector<PlateStage> stages;
  FrameFacts first;                 // of the first frame that can be described
  int64_t first_index = 0;          // which one that is
  std::optional<Encoding> encoding; // how developed pixels are encoded; none for sensor data
  std::vector<Problem> problems;    // what a person must know of the choice
};

// settings: a profile's choice that none of these tools has is taken out, for it says nothing here.
[[nodiscard]] Result<PlateTools> choose_plate_tools(ClipSession& session, const std::vector<int64_t>& frames, PlateSettings& settings,
                                                    PluginShelf& shelf, const JobContext& context);

}  // namespace filmgate

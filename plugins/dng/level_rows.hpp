// SPDX-License-Identifier: Apache-2.0
//
// Rows whose levels the reader itself applies, because development can not be told them (deltas by line, long black
// patterns) or because opcodes work on linear values. They come out as 16-bit samples: black is level_black, white 65535.
#pragma once
#include "corrections.hpp"
#include "jpeg_rows.hpp"

namespace dng {

constexpr double level_black = 4096; // room for what noise puts below black

// The description and sensor data of such rows.
[[nodiscard]] fg::ImageDesc levelled(const fg::ImageDesc& recorded);
void set_levelled(fg::Sensor& sensor);

// What can be read unpacked to U16 whatever the packing is.
[[nodiscard]] RawImage unpacked(const RawImage& raw);

// recorded(window): U16 samples of those rows, of `raw`, which is unpacked.
using RecordedRows = std::function<void(const fg_image& rows)>;
// keep_on() between blocks of rows: false gives up with FG_E_CANCELLED.
void level_rows(const RawImage& raw, const DngSensor& sensor, const Corrections& corrections, const RecordedRows& recorded, const fg_image& out,
                const std::function<bool()>& keep_on);

}  // namespace dng

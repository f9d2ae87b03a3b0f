// SPDX-License-Identifier: Apache-2.0
//
// What a header says of the pixels: their description, the sensor data that development needs, and what the user has to
// be told of both.
#pragma once
#include "header.hpp"

#include <filmgate/cpp/reader.hpp>

namespace arriraw {

// How the recorded codes lie in their rows and on the mosaic; parameters can overrule the header.
struct Reading {
  uint32_t packing;  // FG_PACK_MSB32_PAIRS (classic) or FG_PACK_LSB (reverse)
  std::string mosaic;
  bool is_assumed;  // the mosaic stands in no header: it is the family's usual one
};
Reading reading_of(const Header& header, const fg::Values& parameters);
const char* packing_name(const Reading& reading);

fg::ImageDesc desc_of(const Header& header, const Reading& reading);
fg::Sensor sensor_of(const Header& header);
void report_doubts(const fg::Host& host, const fg_job* job, const Header& header);

}  // namespace arriraw

// SPDX-License-Identifier: Apache-2.0
//
// What the tests' MXF writer is asked for: one clip, and how it is laid out.
#pragma once
#include "plugins/mxf_bytes.hpp"

#include <fstream>
#include <functional>

namespace mxf {

struct Clip {
  uint32_t frames = 7, width = 1920, height = 1080, rate_num = 25, rate_den = 1, stored_height = 0;
  uint32_t tc_base = 25, tc_start = 10 * 3600 * 25;
  bool tc_drop = false, has_timecode = true;
  std::string company = "Test", product = "Writer", version = "1.0";
  std::string container = "060e2b34.0401010d.0d010301.020c0100", coding = "060e2b34.04010107.04010202.03010101"; // JPEG 2000
  std::string picture_key = "060e2b34.01020101.0d010301.15010500", data_key = "060e2b34.01020101.0d010301.17010201";
  std::string picture_set = "060e2b34.02530101.0d010101.01012800", pattern = "060e2b34.04010101.0d010201.01010900";
  std::vector<Item> picture_items;             // with tags of ST 377-1
  std::vector<Named> picture_named;            // with tags of this file
  std::vector<Set> sub_descriptors, other_sets; // linked to the picture descriptor, and loose
  std::function<uint32_t(uint32_t)> picture_bytes = [](uint32_t) { return 1000u; };
  std::function<Bytes(uint32_t)> picture;      // else bytes of a pattern
  std::function<Bytes(uint32_t)> data = [](uint32_t) { return number(0, 2); };
  bool has_data = true, has_index = true, has_footer = true, index_repeats = false, closed = true;
  uint32_t grid = 0, partition_every = 0, run_in = 0, index_segment_units = 0;
  uint32_t indexed_frames = 0;                 // not 0: the index ends after so many
  uint32_t unit_bytes = 0;                     // not 0: an index of units of one size

  Bytes write() const; // of mxf_writer.hpp
  void write_to(const std::string& path) const {
    const auto all = write();
    std::ofstream(path, std::ios::binary).write(reinterpret_cast<const char*>(all.data()), static_cast<std::streamsize>(all.size()));
  }
};

}  // namespace mxf

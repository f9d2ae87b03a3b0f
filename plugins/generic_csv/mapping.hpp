// SPDX-License-Identifier: Apache-2.0
//
// The mapping file: which column is which field, and how it is written. It is checked whole before the table is read.
#pragma once
#include <filmgate/cpp/host.hpp>

#include <optional>

namespace generic_csv {

struct MappedColumn {
  std::string field, column;
  std::string how; // the unit; of a timecode its rate, "drop" or "non-drop", and what parts its numbers; "" where there is none
};

struct Mapping {
  char separator = ',';
  bool of_frames = false;          // a line a frame; else a line a clip
  std::string clip, reel, frame;   // columns; "" for none
  int64_t first_frame = 0;         // what the first frame's number is
  std::vector<MappedColumn> fields;

  [[nodiscard]] static Mapping read(const fg::File& file);
  [[nodiscard]] const MappedColumn* field(std::string_view name) const;
};

}  // namespace generic_csv

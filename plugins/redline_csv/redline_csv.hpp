// SPDX-License-Identifier: Apache-2.0
//
// What the columns of both tables mean, and the bytes that a Cooke /i lens speaks.
#pragma once
#include <filmgate/cpp/record.hpp>

namespace redline_csv {

// "A001_C066_0303LZ", found in a file's name; else the name up to its first dot, without a segment's number.
[[nodiscard]] std::string clip_of(std::string_view uri);
// The T number that "64/40/40/46/68/48/70/…", packed lens data of a frame, says.
[[nodiscard]] std::optional<double> t_stop_of(std::string_view packed);

struct Keys {
  static constexpr const char* id = "redline_csv";
  static void normalise(const fg::Values& vendor, const fg::Fields& out);
};

}  // namespace redline_csv

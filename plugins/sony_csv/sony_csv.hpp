// SPDX-License-Identifier: Apache-2.0
//
// What the columns mean.
#pragma once
#include <filmgate/cpp/record.hpp>

namespace sony_csv {

// "T 2 3/10", a stop and tenths of a stop above it, as a T number. Nothing when its two readings differ.
[[nodiscard]] std::optional<double> t_stop_of(std::string_view text);

struct Keys {
  static constexpr const char* id = "sony_csv";
  static void normalise(const fg::Values& vendor, const fg::Fields& out);
};

}  // namespace sony_csv

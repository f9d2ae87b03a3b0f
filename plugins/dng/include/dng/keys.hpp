// SPDX-License-Identifier: Apache-2.0
//
// What a DNG's tags mean, as fields of the clip record.
#pragma once
#include <filmgate/cpp/record.hpp>

namespace dng {

void normalise(const fg::Values& vendor, const fg::Fields& out);

}  // namespace dng

// SPDX-License-Identifier: Apache-2.0
//
// What a DNG's tags mean, as fields of the clip record.
#pragma once
#include <filmgate/cpp/record.hpp>

namespace dng {

// prefix: of the keys, that of the dialect.
void normalise(const fg::Values& vendor, const std::string& prefix, const fg::Fields& out);

}  // namespace dng

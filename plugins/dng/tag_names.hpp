// SPDX-License-Identifier: Apache-2.0
//
// Tags, and how pixels are compressed, by the names their specifications give them.
#pragma once
#include <filmgate/cpp/draft/tiff_names.hpp>

namespace dng {

using fg::draft::name_of_tag;
using fg::draft::unit_of_tag;
[[nodiscard]] std::string name_of_compression(uint64_t compression);

}  // namespace dng

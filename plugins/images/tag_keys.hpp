// SPDX-License-Identifier: Apache-2.0
//
// Tags of TIFF, PNG and JPEG as the schema's fields.
#pragma once
#include <filmgate/cpp/metadata.hpp>

namespace images {

void normalise_tags(const fg::Values& vendor, const fg::Fields& out);

}  // namespace images

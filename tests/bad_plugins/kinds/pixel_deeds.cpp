// SPDX-License-Identifier: Apache-2.0
//
// Harm to pixels, and to the memory round them.
#include "deed.hpp"

namespace rogue {

void spoil(const fg_image& out, Drawn& drawn) {
  auto* first = static_cast<uint8_t*>(out.plane[0].data);
  const auto rows = static_cast<int64_t>(out.window.h), stride = out.plane[0].row_stride;
  if (is("writes_behind")) first[(rows - 1) * stride + out.window.w] = 7;
  if (is("writes_before")) first[-1] = 7;
  if (is("writes_between_rows") && rows > 1) first[out.window.w] = 7;
  if (is("depends_on_order")) first[0] = static_cast<uint8_t>(first[0] + drawn.decodes++);
  if (is("bands_disagree")) first[0] = static_cast<uint8_t>(out.window.y);
}

}  // namespace rogue

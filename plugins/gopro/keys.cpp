// SPDX-License-Identifier: Apache-2.0
//
// Tags become the schema's fields as those of any DNG do. What is GoPro's: Software is the camera's firmware, and the bits of
// VC-5's samples are those of WhiteLevel, while BitsPerSample says 16.
#include "gopro.hpp"

#include "still.hpp"

#include <dng/keys.hpp>

#include <bit>

namespace gopro {
namespace {

std::optional<int64_t> whole(const fg::Values& vendor, const char* key) {
  const auto* value = vendor.find(key);
  if (!value || value->type != FG_V_I64) return std::nullopt;
  return value->as.i64;
}

}  // namespace

void Keys::normalise(const fg::Values& vendor, const fg::Fields& out) {
  dng::normalise(vendor, prefix, out);
  const auto* software = vendor.find("gopro.Software");
  if (software && software->type == FG_V_TEXT && software->as.text[0] != 0)
    out.put("cameraFirmwareVersion", std::string(software->as.text), "gopro.Software");
  if (whole(vendor, "gopro.Compression") != int64_t{vc5_compression}) return;
  const auto white = whole(vendor, "gopro.WhiteLevel");
  if (white && *white >= 1 && *white <= 65535)
    out.put("bitDepth", static_cast<int64_t>(std::bit_width(static_cast<uint32_t>(*white))), "gopro.WhiteLevel", FG_FIELD_DERIVED);
}

}  // namespace gopro

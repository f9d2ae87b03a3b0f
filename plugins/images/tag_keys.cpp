// SPDX-License-Identifier: Apache-2.0
#include "tag_keys.hpp"

#include <filmgate/cpp/draft/exif_fields.hpp>

namespace images {
namespace {

std::string name_of_compression(int64_t code) { // TIFF's
  switch (code) {
    case 1: return "uncompressed";
    case 5: return "LZW";
    case 6:
    case 7: return "JPEG";
    case 8:
    case 32946: return "deflate";
    case 32773: return "PackBits";
    case 34925: return "LZMA";
    case 50000: return "Zstandard";
    default: return fg::concat("compression ", code);
  }
}

void put_comment(const fg::Values& vendor, const fg::Fields& out, const char* key) {
  const auto* words = vendor.find(key);
  if (words && words->type == FG_V_TEXT && words->as.text && *words->as.text) out.put("comments", std::string(words->as.text), key);
}

}  // namespace

void normalise_tags(const fg::Values& vendor, const fg::Fields& out) {
  for (const char* prefix : {"tiff.", "png.", "jpeg."}) fg::draft::ExifFields(vendor, prefix, out).put_all();
  if (const auto compression = fg::draft::ExifFields(vendor, "tiff.", out).integer("Compression"))
    out.put("codec", name_of_compression(*compression), "tiff.Compression");
  if (vendor.find("tiff.ImageWidth")) out.put("container", std::string("TIFF"), "tiff.ImageWidth", FG_FIELD_DERIVED);
  if (vendor.find("png.ColourType")) out.put("container", std::string("PNG"), "png.ColourType", FG_FIELD_DERIVED);
  if (const auto* progressive = vendor.find("jpeg.Progressive"); progressive && progressive->type == FG_V_I64) {
    out.put("container", std::string("JPEG"), "jpeg.Progressive", FG_FIELD_DERIVED);
    out.put("codec", std::string(progressive->as.i64 == 0 ? "JPEG" : "progressive JPEG"), "jpeg.Progressive");
  }
  put_comment(vendor, out, "png.Text.Comment");
  put_comment(vendor, out, "png.Text.Description");
  put_comment(vendor, out, "jpeg.Comment");
}

}  // namespace images

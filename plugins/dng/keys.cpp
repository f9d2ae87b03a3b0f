// SPDX-License-Identifier: Apache-2.0
//
// Tags become the schema's fields: those of Exif and DNG as every TIFF's, CinemaDNG's time, and what the file is. Sources: DNG 1.7,
// CinemaDNG 1.1.
#include "dng/keys.hpp"

#include "clip_tags.hpp"
#include "tag_names.hpp"

#include <filmgate/cpp/draft/exif_fields.hpp>

namespace dng {
namespace {

class Tags { // by their names, without the prefix
 public:
  Tags(const fg::Values& vendor, const std::string& prefix) : vendor_(vendor), prefix_(prefix) {}
  [[nodiscard]] const fg_value* find(const char* name) const { return vendor_.find(prefix_ + name); }

 private:
  const fg::Values& vendor_;
  const std::string& prefix_;
};

class TagFields { // whose source keys are tags' names, without the prefix
 public:
  TagFields(const fg::Fields& out, const std::string& prefix) : out_(out), prefix_(prefix) {}
  void put(const char* field, const fg::Value& value, const char* name, int32_t status = FG_FIELD_PRESENT) const {
    out_.put(field, value, (prefix_ + name).c_str(), status);
  }
  void unreadable(const char* field, const char* name) const { out_.unreadable(field, (prefix_ + name).c_str()); }

 private:
  const fg::Fields& out_;
  const std::string& prefix_;
};

std::vector<uint8_t> bytes_of(const fg_value& value) {
  if (value.type == FG_V_BYTES) return {static_cast<const uint8_t*>(value.as.bytes), static_cast<const uint8_t*>(value.as.bytes) + value.count};
  std::vector<uint8_t> out;
  if (value.type == FG_V_I64_ARRAY)
    for (uint32_t i = 0; i < value.count; ++i) out.push_back(static_cast<uint8_t>(value.as.i64s[i]));
  return out;
}

void put_time(const Tags& tags, const TagFields& out) {
  fg_rational rate{0, 0};
  if (const auto* value = tags.find("FrameRate")) {
    if (value->type == FG_V_RATIONAL && value->as.q.num > 0 && value->as.q.den > 0) rate = value->as.q;
    if (rate.num > 0) out.put("framesPerSecond", rate, "FrameRate");
    else out.unreadable("framesPerSecond", "FrameRate");
  }
  if (const auto* value = tags.find("TimeCodes")) {
    const auto timecode = timecode_of(bytes_of(*value), rate);
    if (timecode.frame >= 0) out.put("timeCode", timecode, "TimeCodes");
    else out.unreadable("timeCode", "TimeCodes");
  }
  const auto* exposure = tags.find("ExposureTime");
  const auto seconds = exposure ? fg::draft::first_number(*exposure) : std::nullopt;
  if (!seconds || *seconds <= 0 || rate.num <= 0) return;
  const double angle = 360 * *seconds * static_cast<double>(rate.num) / static_cast<double>(rate.den);
  if (angle <= 360.5) out.put("shutterAngle", angle, "ExposureTime", FG_FIELD_DERIVED);
}

void put_picture(const Tags& tags, const fg::draft::ExifFields& exif, const TagFields& out) {
  if (tags.find("DNGVersion"))
    out.put("container", std::string(tags.find("TimeCodes") || tags.find("FrameRate") ? "CinemaDNG" : "DNG"), "DNGVersion",
            FG_FIELD_DERIVED);
  if (const auto compression = exif.integer("Compression"); compression && *compression >= 0)
    out.put("codec", name_of_compression(static_cast<uint64_t>(*compression)), "Compression");
  const bool own_codec = exif.integer("Compression") == 9; // its samples are not what BitsPerSample says
  if (const auto bits = exif.integer("BitsPerSample"); bits && !own_codec) out.put("bitDepth", *bits, "BitsPerSample");
}

}  // namespace

void normalise(const fg::Values& vendor, const std::string& prefix, const fg::Fields& out) {
  const Tags tags(vendor, prefix);
  const TagFields fields(out, prefix);
  const fg::draft::ExifFields exif(vendor, prefix, out);
  exif.put_all();
  put_time(tags, fields);
  put_picture(tags, exif, fields);
}

}  // namespace dng

// SPDX-License-Identifier: Apache-2.0
//
// Exif's tags as fields: the best of several tags, what a camera does not know, signs of places.
#include <filmgate/cpp/draft/exif_fields.hpp>

#include <catch2/catch.hpp>
#include <map>

namespace {

struct Put { std::string value; int32_t status; std::string source; };

std::map<std::string, Put> fields_of(const std::vector<std::pair<std::string, fg::Value>>& tags) {
  std::vector<fg_kv> lent;
  for (const auto& [key, value] : tags) lent.push_back({key.c_str(), fg::lend(value)});
  std::map<std::string, Put> out;
  const fg_field_sink sink{sizeof(fg_field_sink), &out, [](void* ctx, int64_t, const char* field, const fg_value* value, const char* source, int32_t status) noexcept -> int32_t {
    auto& put = (*static_cast<std::map<std::string, Put>*>(ctx))[field];
    if (value) put.value = value->type == FG_V_TEXT ? value->as.text : std::to_string(fg::number(*value));
    put.status = status, put.source = source;
    return 0;
  }};
  const fg::Fields fields(&sink, -1);
  const fg::Values values(lent.data(), static_cast<uint32_t>(lent.size()));
  fg::draft::ExifFields(values, "x.", fields).put_all();
  return out;
}

}  // namespace

TEST_CASE("the best of several tags is a field, with the tag's own key as its source") {
  const auto fields = fields_of({{"x.UniqueCameraModel", std::string("House C1 rev B")}, {"x.Model", std::string("C1")}, {"x.RecommendedExposureIndex", int64_t{400}}, {"y.Make", std::string("Other")}});
  CHECK(fields.at("cameraModel").value == "C1");
  CHECK(fields.at("cameraModel").source == "x.Model");
  CHECK(fields.at("isoSpeed").source == "x.RecommendedExposureIndex");
  CHECK_FALSE(fields.contains("cameraMake"));
}

TEST_CASE("numbers of 0, of 2^32 - 1 and texts of blanks are absent, and text that is bytes is unreadable") {
  const auto fields = fields_of({{"x.ExposureTime", fg_rational{0, 1}}, {"x.SubjectDistance", fg_rational{4294967295, 1}}, {"x.Make", std::string("  ")}, {"x.LensModel", std::vector<uint8_t>{0xFF}}});
  CHECK(fields.at("expTime").status == FG_FIELD_ABSENT);
  CHECK(fields.at("focus").status == FG_FIELD_ABSENT);
  CHECK(fields.at("cameraMake").status == FG_FIELD_ABSENT);
  CHECK(fields.at("lensModel").status == FG_FIELD_UNREADABLE);
}

TEST_CASE("places south, west and below the sea are negative, offsets of time are seconds") {
  const auto fields = fields_of({{"x.GPSLatitude", std::vector<fg_rational>{{33, 1}, {30, 1}, {0, 1}}}, {"x.GPSLatitudeRef", std::string("S")},
                                 {"x.GPSLongitude", std::vector<fg_rational>{{70, 1}, {15, 1}, {36, 1}}}, {"x.GPSLongitudeRef", std::string("E")},
                                 {"x.GPSAltitude", fg_rational{5, 2}}, {"x.GPSAltitudeRef", int64_t{1}}, {"x.OffsetTimeOriginal", std::string("-03:30")}, {"x.Orientation", int64_t{6}}});
  CHECK(fields.at("latitude").value == "-33.500000");
  CHECK(fields.at("longitude").value == "70.260000");
  CHECK(fields.at("altitude").value == "-2.500000");
  CHECK(fields.at("utcOffset").value == "-12600.000000");
  CHECK(fields.at("orientation").value == "turned by 90 degrees");
}

// SPDX-License-Identifier: Apache-2.0
//
// OpenEXR's attributes become the schema's fields (tags of the others: tag_keys.cpp). Names: SMPTE ST 2065-4 and OpenEXR's standard
// attributes, which most fields are called after; those that ARRI's converter adds ("interim.…"). Empty text and numbers of 0 where 0 can
// not be are absent.
#include "images.hpp"
#include "tag_keys.hpp"

#include <filmgate/cpp/draft/clock.hpp>
#include <filmgate/cpp/draft/finite_number.hpp>

#include <array>
#include <numeric>
#include <span>

namespace images {
namespace {

struct Rule {
  const char* field;
  const char* key;
};
constexpr Rule texts[]{{"reelName", "exr.reelName"},
                       {"cameraMake", "exr.cameraMake"},
                       {"cameraModel", "exr.cameraModel"},
                       {"cameraLabel", "exr.cameraLabel"},
                       {"cameraSerialNumber", "exr.cameraSerialNumber"},
                       {"cameraFirmwareVersion", "exr.cameraFirmwareVersion"},
                       {"cameraUuid", "exr.cameraUuid"},
                       {"cameraIdentifier", "exr.cameraIdentifier"},
                       {"lensMake", "exr.lensMake"},
                       {"lensModel", "exr.lensModel"},
                       {"lensSerialNumber", "exr.lensSerialNumber"},
                       {"lensFirmwareVersion", "exr.lensFirmwareVersion"},
                       {"capDate", "exr.capDate"},
                       {"owner", "exr.owner"},
                       {"comments", "exr.comments"},
                       {"recorderMake", "exr.recorderMake"},
                       {"recorderModel", "exr.recorderModel"},
                       {"recorderSerialNumber", "exr.recorderSerialNumber"},
                       {"storageMediaSerialNumber", "exr.storageMediaSerialNumber"},
                       {"uuid", "exr.uuid"},
                       {"clipName", "exr.interim.clip.cameraClipName"},
                       {"scene", "exr.interim.clip.sceneName"},
                       {"take", "exr.interim.clip.takeName"}};
constexpr Rule numbers[]{{"isoSpeed", "exr.isoSpeed"},
                         {"expTime", "exr.expTime"},
                         {"aperture", "exr.aperture"},
                         {"tStop", "exr.tStop"},
                         {"focus", "exr.focus"},
                         {"nominalFocalLength", "exr.nominalFocalLength"},
                         {"nominalFocalLength", "exr.focalLength"},
                         {"effectiveFocalLength", "exr.effectiveFocalLength"},
                         {"shutterAngle", "exr.shutterAngle"},
                         {"shutterAngle", "exr.interim.camera.shutterAngle"},
                         {"cameraCCTSetting", "exr.cameraCCTSetting"},
                         {"cameraCCTSetting", "exr.interim.camera.wbKelvin"}};
constexpr Rule signed_numbers[]{{"altitude", "exr.altitude"},
                                {"latitude", "exr.latitude"},
                                {"longitude", "exr.longitude"},
                                {"utcOffset", "exr.utcOffset"},
                                {"cameraTintSetting", "exr.cameraTintSetting"}};
constexpr Rule rates[]{{"framesPerSecond", "exr.framesPerSecond"}, {"captureRate", "exr.captureRate"}};

// Calls put(field, key, value) for the first rule of each field whose key is there; rules of one field stand together.
template <class Put>
void each(std::span<const Rule> rules, const fg::Values& vendor, const Put& put) {
  std::string_view given;
  for (const auto& [field, key] : rules) {
    const auto* value = vendor.find(key);
    if (!value || given == field) continue;
    given = field;
    put(field, key, *value);
  }
}

void put_texts(const fg::Values& vendor, const fg::Fields& out) {
  each(texts, vendor, [&](const char* field, const char* key, const fg_value& value) {
    if (value.type != FG_V_TEXT || !value.as.text) return out.unreadable(field, key);
    const std::string words = value.as.text;
    if (words.find_first_not_of(" \t\n") == words.npos)
      out.absent(field, key);
    else
      out.put(field, words, key);
  });
}

// In lowest terms; 0/0 when it is none that a recorder has.
fg_rational rate_in(const fg_value* value) {
  if (!value || value->type != FG_V_RATIONAL || value->as.q.num <= 0 || value->as.q.den <= 0) return {0, 0};
  const auto& [numerator, denominator] = value->as.q;
  if (numerator / denominator > fg::draft::fastest_rate) return {0, 0};
  const auto common = std::gcd(numerator, denominator);
  return {numerator / common, denominator / common};
}

void put_numbers(const fg::Values& vendor, const fg::Fields& out) {
  each(numbers, vendor, [&](const char* field, const char* key, const fg_value& value) {
    const auto number = fg::draft::finite_number(&value);
    if (!number)
      out.unreadable(field, key);
    else if (*number <= 0)
      out.absent(field, key);
    else
      out.put(field, *number, key);
  });
  each(signed_numbers, vendor, [&](const char* field, const char* key, const fg_value& value) {
    const auto number = fg::draft::finite_number(&value);
    if (number)
      out.put(field, *number, key);
    else
      out.unreadable(field, key);
  });
  each(rates, vendor, [&](const char* field, const char* key, const fg_value& value) {
    const auto rate = rate_in(&value);
    if (rate.num > 0)
      out.put(field, rate, key);
    else
      out.unreadable(field, key);
  });
  if (const auto* count = vendor.find("exr.imageCounter"); count && count->type == FG_V_I64)
    out.put("imageCounter", count->as.i64, "exr.imageCounter");
}

int64_t digits(int64_t word, int shift, int64_t tens_mask) {
  const int64_t units = word >> shift & 15, tens = word >> (shift + 4) & tens_mask;
  return units > 9 || tens > 9 ? -1 : tens * 10 + units;
}

// SMPTE ST 12-1 words, counted at timecodeRate where that is told, else at framesPerSecond.
void put_timecode(const fg::Values& vendor, const fg::Fields& out) {
  constexpr const char* key = "exr.timeCode";
  const auto* value = vendor.find(key);
  if (!value) return;
  if (value->type != FG_V_I64_ARRAY || value->count != 2) return out.unreadable("timeCode", key);
  auto rate = rate_in(vendor.find("exr.framesPerSecond"));
  const auto* counted = vendor.find("exr.timecodeRate");
  const bool whole = counted && counted->type == FG_V_I64 && counted->as.i64 > 0 && counted->as.i64 <= 1000;
  if (whole && (rate.num == 0 || fg::draft::counted_rate(rate) != counted->as.i64)) rate = {counted->as.i64, 1};
  const int64_t word = value->as.i64s[0];
  const auto found =
      fg::draft::timecode_of({digits(word, 24, 3), digits(word, 16, 7), digits(word, 8, 7), digits(word, 0, 3)}, rate, (word & 0x40) != 0);
  if (found)
    out.put("timeCode", *found, key);
  else
    out.unreadable("timeCode", key);
}

void put_picture(const fg::Values& vendor, const fg::Fields& out) {
  constexpr std::array compressions{"uncompressed", "RLE", "ZIPS", "ZIP", "PIZ", "PXR24", "B44", "B44A", "DWAA", "DWAB"};
  if (const auto* kind = vendor.find("exr.compression"); kind && kind->type == FG_V_I64) {
    const auto code = kind->as.i64;
    const bool known = code >= 0 && code < static_cast<int64_t>(compressions.size());
    out.put("codec", known ? std::string(compressions[static_cast<size_t>(code)]) : fg::concat("compression ", code), "exr.compression");
  }
  if (const auto* flag = vendor.find("exr.acesImageContainerFlag"); flag && flag->type == FG_V_I64 && flag->as.i64 == 1)
    out.put("container", std::string("ACES (SMPTE ST 2065-4)"), "exr.acesImageContainerFlag");
  else if (vendor.find("exr.version"))
    out.put("container", std::string("OpenEXR"), "exr.version");
}

}  // namespace

void Keys::normalise(const fg::Values& vendor, const fg::Fields& out) {
  put_texts(vendor, out);
  put_numbers(vendor, out);
  put_timecode(vendor, out);
  put_picture(vendor, out);
  normalise_tags(vendor, out);
}

}  // namespace images

// SPDX-License-Identifier: Apache-2.0
#include "opentrackio.hpp"

#include "base/timecode.hpp"

#include <cmath>
#include <optional>

namespace filmgate {
namespace {

constexpr int64_t largest_num = INT32_MAX, largest_den = UINT32_MAX;
constexpr size_t longest_text = 1023; // characters
constexpr int most_frames = 119;      // in a timecode

class Said { // by a frame, or else by its clip
 public:
  Said(const Json& clip, const Json& frame) : clip_(clip), frame_(frame) {}
  [[nodiscard]] const Json& field(std::string_view name) const {
    const auto* own = frame_.find(name);
    return own && !(*own)["value"].is_null() ? *own : clip_[name];
  }
  [[nodiscard]] const Json& operator[](std::string_view name) const { return field(name)["value"]; }
  [[nodiscard]] bool by_frame(std::string_view name) const { return !frame_[name]["value"].is_null(); }

 private:
  const Json &clip_, &frame_;
};

Json fraction(Rational value) {
  const auto reduced = value.known() ? value.reduced() : value;
  if (!reduced.known() || reduced.num < 1 || reduced.num > largest_num || reduced.den > largest_den) return {};
  return Json::object({{"num", reduced.num}, {"denom", reduced.den}});
}

std::optional<Rational> rational_of(const Json& value) {
  const auto out = parse_rational(value.text());
  return out && out->known() ? std::optional(*out) : std::nullopt;
}
Json fraction(const Json& value) {
  const auto rational = rational_of(value);
  return rational ? fraction(*rational) : Json();
}

Json text(const Json& value) {
  const auto& words = value.text();
  if (words.empty()) return {};
  size_t end = 0, characters = 0;
  while (end < words.size() && characters < longest_text) { // whole characters of UTF-8
    ++end, ++characters;
    while (end < words.size() && (static_cast<unsigned char>(words[end]) & 0xC0) == 0x80) ++end;
  }
  return words.substr(0, end);
}

Json positive(const Json& value) { return value.is_number() && value.number() > 0 ? value : Json(); }

Json whole(const Json& value) { // 800.0 is 800; 0 and fractions have no place there
  const double number = value.number();
  return number >= 1 && number <= static_cast<double>(largest_den) && number == std::floor(number) ? Json(static_cast<int64_t>(number)) : Json();
}

// An exposure time is an angle at the rate of the sensor.
Json shutter_angle(const Said& said) {
  constexpr double turn = 360;
  const auto& stated = said["shutterAngle"];
  if (stated.is_number()) return stated.number() > 0 && stated.number() <= turn ? stated : Json();
  const auto rate = rational_of(said["captureRate"]);
  const double angle = rate ? said["expTime"].number() * rate->approximate() * turn : 0;
  return angle > 0 && angle <= turn ? Json(angle) : Json();
}

Json duration(const Said& said) {
  const auto rate = rational_of(said["framesPerSecond"]);
  const auto frames = said["frameCount"].integer();
  if (!rate || frames < 1 || frames > largest_num) return {};
  return fraction(Rational{frames * rate->den, rate->num}); // both below 2^31 and 2^32: no overflow
}

Json resolution(const Said& said) {
  const auto& area = said["activeArea"].items();
  if (area.size() != 4) return {};
  return Json::object({{"height", area[3].integer()}, {"width", area[2].integer()}});
}

// Members that are null are left out, and so is what has none then.
Json object_of(std::initializer_list<Json::Member> members) {
  Json out;
  for (const auto& [key, value] : members)
    if (!value.is_null()) out.set(key, value);
  return out;
}

Json static_values(const Said& said) {
  auto camera = object_of({{"captureFrameRate", fraction(said["captureRate"])}, {"activeSensorResolution", resolution(said)}, {"make", text(said["cameraMake"])},
                           {"model", text(said["cameraModel"])}, {"serialNumber", text(said["cameraSerialNumber"])},
                           {"firmwareVersion", text(said["cameraFirmwareVersion"])}, {"label", text(said["cameraLabel"])},
                           {"anamorphicSqueeze", fraction(said["pixelAspectRatio"])}, {"isoSpeed", whole(said["isoSpeed"])}, {"shutterAngle", shutter_angle(said)}});
  auto lens = object_of({{"make", text(said["lensMake"])}, {"model", text(said["lensModel"])}, {"serialNumber", text(said["lensSerialNumber"])},
                         {"firmwareVersion", text(said["lensFirmwareVersion"])}, {"nominalFocalLength", positive(said["nominalFocalLength"])}});
  return object_of({{"duration", duration(said)}, {"camera", std::move(camera)}, {"lens", std::move(lens)}});
}

Json timecode_json(const Timecode& timecode) {
  if (!timecode.known()) return {};
  const auto parts = parts_of(timecode);
  auto rate = fraction(timecode.base);
  if (parts.frames > most_frames || rate.is_null()) return {};
  return Json::object({{"hours", parts.hours}, {"minutes", parts.minutes}, {"seconds", parts.seconds}, {"frames", parts.frames},
                       {"frameRate", std::move(rate)}, {"dropFrame", timecode.drop}});
}

Timecode timecode_of(const Json& field) {
  const auto rate = rational_of(field["rate"]);
  if (!rate) return {};
  const auto out = parse_timecode(field["value"].text(), *rate);
  return out ? *out : Timecode{};
}

Json sample(const Json& record, const Said& said, const Timecode& timecode, int64_t frame) {
  const auto& files = record["files"].items();
  auto from = object_of({{"clip", record["name"]}, {"file", files.empty() ? Json() : files.front()["path"]}, {"reel", text(said["reelName"])},
                         {"frame", frame < 0 ? Json() : Json(frame)}});
  auto lens = object_of({{"fStop", positive(said["aperture"])}, {"focusDistance", positive(said["focus"])}, {"tStop", positive(said["tStop"])}});
  auto timing = object_of({{"sampleRate", fraction(said["framesPerSecond"])}, {"timecode", timecode_json(timecode)}});
  auto protocol = Json::object({{"name", "OpenTrackIO"}, {"version", Json(Json::Array{1, 0, 1})}});
  return object_of({{"static", static_values(said)}, {"timing", std::move(timing)}, {"lens", std::move(lens)}, {"protocol", std::move(protocol)}, {"filmgate", std::move(from)}});
}

}  // namespace

Json opentrackio_clip(const Json& record) {
  const Json no_frame;
  const Said said(record["fields"], no_frame);
  return sample(record, said, timecode_of(said.field("timeCode")), -1);
}

void opentrackio_frames(const Json& record, const std::function<void(const Json&)>& each) {
  const auto& clip = record["fields"];
  const auto& told = record["frames"].items(); // sorted by their numbers
  const auto start = timecode_of(clip["timeCode"]);
  const Json nothing; // of a frame that says none
  const int64_t count = std::max<int64_t>(clip["frameCount"]["value"].integer(), told.empty() ? 0 : told.back()["frame"].integer() + 1);
  size_t next = 0;
  for (int64_t frame = 0; frame < count; ++frame) {
    const bool speaks = next < told.size() && told[next]["frame"].integer() == frame;
    const Json& own = speaks ? told[next++]["fields"] : nothing;
    const Said said(clip, own);
    const auto timecode = said.by_frame("timeCode") ? timecode_of(said.field("timeCode")) : start.known() ? start.plus(frame) : Timecode{};
    each(sample(record, said, timecode, frame));
  }
}

}  // namespace filmgate

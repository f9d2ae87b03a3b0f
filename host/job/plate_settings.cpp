// SPDX-License-Identifier: Apache-2.0
#include "plate_settings.hpp"

#include "base/spelling.hpp"
#include "catalog/settings.hpp"

#include <algorithm>

namespace filmgate {
namespace {

constexpr int64_t highest_number = 9'999'999'999;

const std::vector<std::string> request_keys{"v", "id", "kind", "clip", "reader", "output", "profile", "frames", "firstNumber",
                                            "demosaic", "colourspace", "container", "compression", "naming", "parameters",
                                            "threads", "attempt", "force", "limits"};

Status check_keys(const Json& request) {
  for (const auto& [key, value] : request.members())
    if (std::find(request_keys.begin(), request_keys.end(), key) == request_keys.end()) {
      const auto near = nearest_name(key, request_keys);
      return failure(Trouble::bad_data, "plate request: unknown key '{}'{}", key, near.empty() ? "" : "; '" + near + "' is meant?");
    }
  return {};
}

Result<Profile> profile_of(const Json& request, const Installation& installation) {
  if (const auto& name = request["profile"].text(); !name.empty()) return read_profile(installation, name);
  FILMGATE_TRY(settings, Settings::load(installation));
  const auto& name = settings.value("plate.profile").text();
  if (name.empty()) return failure(Trouble::configuration, "setting plate.profile is not set; name a profile with --profile");
  return read_profile(installation, name);
}

class Chooser {
 public:
  Chooser(const Json& request, const Profile& profile, std::vector<ChosenValue>& chosen)
      : request_(request), profile_(profile), chosen_(chosen) {}
  Json operator()(const char* request_key, const char* profile_key, Json otherwise) {
    ChosenValue value{profile_key, std::move(otherwise), "default"};
    if (const auto* own = request_.find(request_key)) value.value = *own, value.origin = "request";
    else if (const auto* common = profile_.values.find(profile_key)) value.value = *common, value.origin = "profile " + profile_.name;
    if (!value.value.is_null()) chosen_.push_back(value);
    return value.value;
  }

 private:
  const Json& request_;
  const Profile& profile_;
  std::vector<ChosenValue>& chosen_;
};

void take_parameters(const Json& from, const std::string& origin, PlateSettings& out) {
  for (const auto& [key, value] : from.members()) {
    const auto text = value.is_text() ? value.text() : value.dump();
    out.parameters[key] = text;
    std::erase_if(out.chosen, [&wanted = key](const ChosenValue& one) { return one.key == wanted; }); // clang 14 lends no binding
    out.chosen.push_back({key, Json(text), origin});
  }
}

}  // namespace

Result<PlateSettings> choose_plate_settings(const Json& request, const Installation& installation) {
  FILMGATE_CHECK(check_keys(request));
  FILMGATE_TRY(profile, profile_of(request, installation));
  PlateSettings out;
  out.chosen.push_back({"profile", Json(profile.name), request["profile"].text().empty() ? "setting plate.profile" : "request"});
  Chooser choose(request, profile, out.chosen);
  FILMGATE_TRY(container, parse_container(choose("container", "container", "relaxed").text()));
  // Strict knows one compression: asking for strict alone is a complete wish.
  const bool strict_asked = container == Container::strict && request.find("container") && !request.find("compression");
  FILMGATE_TRY(compression, parse_compression(strict_asked ? "none" : choose("compression", "compression", "zip").text()));
  if (strict_asked) out.chosen.push_back({"compression", Json("none"), "strict container"});
  out.container = container;
  out.compression = compression;
  out.naming = choose("naming", "naming", "{clip}.{frame:04}.exr").text();
  const auto number = choose("firstNumber", "first_number", 1001);
  if (!number.is_integer() || number.integer() < 0 || number.integer() > highest_number)
    return failure(Trouble::usage, "first frame number {} must be a whole number from 0 to {}", number.dump(), highest_number);
  out.first_number = number.integer();
  for (const char* key : {"colourspace", "demosaic"})
    if (const auto value = choose(key, key, nullptr); value.is_text()) out.parameters[key] = value.text();
  take_parameters(profile.values["parameters"], "profile " + profile.name, out);
  take_parameters(request["parameters"], "request", out);
  return out;
}

}  // namespace filmgate

// SPDX-License-Identifier: Apache-2.0
#include "frame_identity.hpp"

namespace filmgate {
namespace {

Json json_of(const ExrAttribute& attribute) {
  const auto value = std::visit(
      [](const auto& v) -> Json {
        using T = std::decay_t<decltype(v)>;
        if constexpr (std::is_same_v<T, ExrRational>) return Json::object({{"num", v.num}, {"den", v.den}});
        else if constexpr (std::is_same_v<T, ExrTimecode>) return Json::object({{"time", v.time_and_flags}, {"user", v.user_data}});
        else if constexpr (std::is_same_v<T, float>) return Json(double{v});
        else return Json(v);
      },
      attribute.value);
  return Json::object({{"name", attribute.name}, {"type", static_cast<int>(attribute.value.index())}, {"value", value}});
}

Json json_of(const ExrHeader& header) {
  auto attributes = Json::array();
  for (const auto& attribute : header.attributes) attributes.push(json_of(attribute));
  return Json::object({{"width", header.width}, {"height", header.height}, {"pixelAspect", double{header.pixel_aspect}},
                       {"container", name_of(header.container)}, {"compression", name_of(header.compression)},
                       {"gamut", static_cast<int>(header.gamut)}, {"attributes", std::move(attributes)}});
}

Json json_of(const ParameterValues& values) {
  auto out = Json::object();
  for (const auto& [key, value] : values) out.set(key, value.value);
  return out;
}

}  // namespace

Result<FrameIdentity> FrameIdentity::make(const Json& recipe, const std::vector<const LoadedPlugin*>& plugins,
                                          const std::vector<FileHash>& sources) {
  auto code = Json::array(), bytes = Json::array();
  for (const auto* plugin : plugins)
    for (const auto& file : {plugin->bundle().library, plugin->bundle().folder / "manifest.toml"}) {
      FILMGATE_TRY(hash, hash_of(file));
      code.push(hash.xxh128);
    }
  for (const auto& source : sources) bytes.push(source.xxh128);
  const auto common = Json::object({{"recipe", recipe}, {"plugins", std::move(code)}, {"sources", std::move(bytes)}});
  return FrameIdentity(xxh128_of(common.dump()));
}

std::string FrameIdentity::fingerprint(const PlateFrame& frame, const ExrHeader& header, const FileHash* own) const {
  const auto all = Json::object({{"common", common_}, {"frame", frame.frame}, {"own", own ? Json(own->xxh128) : Json()},
                                 {"parameters", json_of(frame.effective)}, {"header", json_of(header)}});
  return xxh128_of(all.dump());
}

}  // namespace filmgate

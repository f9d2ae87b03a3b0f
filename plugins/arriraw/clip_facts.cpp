// SPDX-License-Identifier: Apache-2.0
#include "clip_facts.hpp"

#include <algorithm>
#include <cmath>

#include "colour.hpp"
#include "linearise.hpp"

namespace arriraw {
namespace {

constexpr const char* mini = "A-MINI";

// Mosaics of cameras whose header names none, from independent readers; README.md has the evidence.
std::string usual_mosaic(const std::string& family) {
  if (family == "ALEXALF" || family == "ALEXA65") return "GBRG";
  if (family == mini) return "BGGR";
  return "GRBG";
}

fg_rect rect_of(const Area& a) {
  return {static_cast<int32_t>(a.left), static_cast<int32_t>(a.top), static_cast<int32_t>(a.width),
          static_cast<int32_t>(a.height)};
}

fg_rational squeeze_of(const Header& header) {
  const double squeeze = header.view().f32le(at::squeeze);
  if (!(squeeze >= 0.1 && squeeze <= 10)) return {1, 1};
  return fraction_of_thousandths(std::lround(squeeze * 1000));
}

uint8_t orientation_of(uint32_t flip) {  // TIFF's
  switch (flip) {
    case 1:
      return 2;  // horizontal
    case 2:
      return 4;  // vertical
    case 3:
    case 12:
      return 3;  // both
    default:
      return 1;
  }
}

std::optional<std::array<double, 3>> balance_of(const Header& header) {
  const auto view = header.view();
  if (view.u32le(at::balance_applied) == 1) return std::array<double, 3>{1, 1, 1};
  std::array<double, 3> out{};
  for (size_t i = 0; i < 3; ++i) {
    out[i] = view.f32le(at::balance_factors + 4 * i);
    if (!(out[i] >= 0.01 && out[i] <= 100)) return std::nullopt;
  }
  return out;
}

std::optional<double> exposure_index_of(const Header& header) {
  const uint32_t index = header.view().u32le(at::exposure_index);
  if (index == 0 || index > 1'000'000) return std::nullopt;
  return index;
}

}  // namespace

Reading reading_of(const Header& header, const fg::Values& parameters) {
  parameters.allow_only({"packing", "cfa"});
  const auto packing = parameters.text("packing", "auto"), cfa = parameters.text("cfa", "auto");
  Reading out{FG_PACK_MSB32_PAIRS, cfa, false};
  fg::require(packing == "auto" || packing == "classic" || packing == "reverse", FG_E_INVALID_ARGUMENT, "packing '",
              packing, "' is not among auto, classic, reverse");
  if (packing == "reverse" || (packing == "auto" && header.family() == mini)) out.packing = FG_PACK_LSB;
  if (cfa == "auto") {
    out.mosaic = header.colour_order();
    out.is_assumed = out.mosaic.empty();
    if (out.is_assumed) out.mosaic = usual_mosaic(header.family());
  }
  fg::require(is_bayer(out.mosaic), FG_E_INVALID_ARGUMENT, "cfa '", out.mosaic,
              "' is not among auto, GRBG, RGGB, BGGR, GBRG");
  return out;
}

const char* packing_name(const Reading& reading) { return reading.packing == FG_PACK_LSB ? "reverse" : "classic"; }

fg::ImageDesc desc_of(const Header& header, const Reading& reading) {
  fg::ImageDesc desc;
  desc.size(header.width(), header.height()).bayer(reading.mosaic);
  if (header.is_hde())
    desc.samples(FG_SAMPLE_U16, 12);  // as it would be once decoded
  else
    desc.samples(FG_SAMPLE_PACKED, 12, reading.packing);
  // "Full" holds all that was recorded as picture, "active" what the viewfinder framed.
  if (header.has_area(at::full_area))
    desc.active = rect_of(header.area(at::full_area));
  else if (header.has_area(at::active_area))
    desc.active = rect_of(header.area(at::active_area));
  desc.display = header.has_area(at::active_area) ? rect_of(header.area(at::active_area)) : desc.active;
  desc.pixel_aspect = squeeze_of(header);
  desc.orientation = orientation_of(header.view().u32le(at::orientation));
  desc.encoding = "linear.camera";  // once the sensor data have been applied
  const uint32_t version = header.view().u32le(at::processing_version);
  desc.colour_science = version < 1000 ? static_cast<int32_t>(version) : 0;
  return desc;
}

fg::Sensor sensor_of(const Header& header) {
  fg::Sensor sensor;
  sensor.black_level(black).white_level(white);
  sensor.linear = linear_table().data();
  sensor.linear_count = code_count;
  sensor.has |= FG_SENSOR_LINEAR;
  double scale = 1;  // of what the balance does; taken back below, for the factors' own size counts
  if (const auto balance = balance_of(header)) {
    const auto& [r, g, b] = *balance;
    scale = std::min({r, g, b});
    sensor.neutral_rgb(scale / r, scale / g, scale / b);
  }
  if (const auto index = exposure_index_of(header)) sensor.exposure_gain(exposure_gain(*index) * scale);
  if (const auto colour = choose_colour(header); colour.to_ap0) sensor.to_ap0(*colour.to_ap0);
  return sensor;
}

void report_doubts(const fg::Host& host, const fg_job* job, const Header& header) {
  const auto tell = [&](int32_t severity, const char* code, const std::string& text) {
    host.report(job, severity, code, header.file() + ": " + text);
  };
  const uint32_t version = header.view().u32le(at::header_version);
  if (version != known_version)
    tell(FG_SEVERITY_WARNING, "unknown-header-version",
         fg::concat("header version ", version, "; its fields are read as those of version ", known_version));
  if (const auto why = header.undecodable(); !why.empty()) {
    host.report(job, FG_SEVERITY_WARNING, "inspect-only", why);
    return;
  }
  const auto colour = choose_colour(header);
  tell(FG_SEVERITY_INFO, colour.to_ap0 ? "matrix" : "no-matrix", colour.told);
  const auto reading = reading_of(header, fg::Values(nullptr, 0));
  if (reading.is_assumed)
    tell(FG_SEVERITY_INFO, "mosaic-assumed",
         fg::concat("the header names no mosaic; ", reading.mosaic, " is the usual one of '", header.family(),
                    "'; the parameter cfa overrules it"));
  if (!balance_of(header))
    tell(FG_SEVERITY_WARNING, "no-white-balance", "the header states no white balance; the picture is not balanced");
  if (!exposure_index_of(header))
    tell(FG_SEVERITY_WARNING, "no-exposure-index", "the header states no exposure index; exposure is as recorded");
}

}  // namespace arriraw

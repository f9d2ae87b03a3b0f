// SPDX-License-Identifier: Apache-2.0
#include "icc_profile.hpp"

#include <filmgate/cpp/draft/unicode.hpp>
#include <filmgate/cpp/draft/verbatim.hpp>

#include <array>
#include <cmath>
#include <optional>

namespace images {
namespace {

using fg::ByteView;

constexpr uint64_t tags_at = 128, most_tags = 256;

std::optional<ByteView> find(const ByteView& profile, std::string_view name) {
  const uint64_t count = std::min<uint64_t>(profile.u32be(tags_at), most_tags);
  for (uint64_t i = 0; i < count; ++i) {
    const uint64_t row = tags_at + 4 + 12 * i;
    if (profile.starts_with(name, row)) return profile.sub(profile.u32be(row + 4), profile.u32be(row + 8));
  }
  return std::nullopt;
}

double number(const ByteView& view, uint64_t at) { return view.i32be(at) / 65536.0; }

std::string description_of(const ByteView& profile) {
  const auto text = find(profile, "desc");
  if (!text) return "";
  if (text->starts_with("desc"))
    return text->text(12, std::min<uint64_t>(text->u32be(8), text->size() - std::min<uint64_t>(text->size(), 12)));
  if (!text->starts_with("mluc") || text->u32be(8) == 0) return "";
  return fg::draft::utf8_of_utf16be(text->sub(text->u32be(24), text->u32be(20)));
}

// The curve's value at 0 .. 1; none where its form is not known.
std::optional<double> curve_at(const ByteView& curve, double x) {
  if (curve.starts_with("curv")) {
    const uint32_t count = curve.u32be(8);
    if (count == 0) return x;
    if (count == 1) return std::pow(x, curve.u16be(12) / 256.0);
    const double place = x * (count - 1);
    const auto below = static_cast<uint64_t>(place);
    const uint64_t above = std::min<uint64_t>(below + 1, count - 1);
    const double low = curve.u16be(12 + 2 * below), high = curve.u16be(12 + 2 * above);
    return (low + (high - low) * (place - static_cast<double>(below))) / 65535;
  }
  if (!curve.starts_with("para")) return std::nullopt;
  const auto form = curve.u16be(8);
  const auto parameter = [&](uint64_t i) { return number(curve, 12 + 4 * i); };
  if (form == 0) return std::pow(x, parameter(0));
  if (form != 3 && form != 4) return std::nullopt;
  const double above = form == 4 ? parameter(5) : 0, below = form == 4 ? parameter(6) : 0;
  return x >= parameter(4) ? std::pow(parameter(1) * x + parameter(2), parameter(0)) + above : parameter(3) * x + below;
}

bool is_srgb_curve(const ByteView& curve) {
  constexpr double tolerance = 0.001; // tables of 1024 entries are off by less; a gamma of 2.2 by more
  constexpr int steps = 32;
  for (int i = 0; i <= steps; ++i) {
    const double x = static_cast<double>(i) / steps, want = x <= 0.04045 ? x / 12.92 : std::pow((x + 0.055) / 1.055, 2.4);
    const auto got = curve_at(curve, x);
    if (!got || !(std::abs(*got - want) <= tolerance)) return false;
  }
  return true;
}

bool is_srgb(const ByteView& profile) {
  constexpr double tolerance = 0.001;
  // IEC 61966-2-1's primaries, adapted to the D50 of profiles (Bradford), as columns
  constexpr std::pair<const char*, std::array<double, 3>> colorants[]{
      {"rXYZ", {0.43607, 0.22249, 0.01392}}, {"gXYZ", {0.38515, 0.71687, 0.09708}}, {"bXYZ", {0.14307, 0.06061, 0.71410}}};
  if (!profile.starts_with("RGB ", 16) || find(profile, "A2B0")) return false;
  for (const auto& [name, want] : colorants) {
    const auto column = find(profile, name);
    if (!column) return false;
    for (uint64_t i = 0; i < 3; ++i)
      if (std::abs(number(*column, 8 + 4 * i) - want[i]) > tolerance) return false;
  }
  for (const char* name : {"rTRC", "gTRC", "bTRC"}) {
    const auto curve = find(profile, name);
    if (!curve || !is_srgb_curve(*curve)) return false;
  }
  return true;
}

}  // namespace

IccProfile read_icc_profile(const ByteView& bytes) {
  IccProfile out;
  if (!bytes.starts_with("acsp", 36)) return out;
  try {
    if (is_srgb(bytes)) out.encoding = "iec.61966-2-1";
  } catch (const fg::Failure&) { // a profile that ends within its curves names nothing
  }
  try {
    out.description = description_of(bytes);
    if (!fg::draft::is_utf8(out.description)) out.description.clear(); // it is kept in the profile's bytes
  } catch (const fg::Failure&) {
  }
  return out;
}

}  // namespace images

// SPDX-License-Identifier: Apache-2.0
//
// Columns become the schema's fields. The table has no rate, so that timecodes stay as they are written.
#include "sony_csv.hpp"

#include <filmgate/cpp/draft/text_fields.hpp>

namespace sony_csv {
namespace {

using fg::draft::TextFields;

struct LengthRule { const char* column; double units; };
constexpr LengthRule distances[]{{"Focus Distance (ft)", 0.3048}, {"Focus Distance (m)", 1}, {"Focus Distance (mm)", 0.001}};
constexpr LengthRule focal_lengths[]{{"Focal Length (mm)", 1}};

template <size_t count>
void put_length(const TextFields& fields, const char* field, const LengthRule (&rules)[count]) {
  for (const auto& rule : rules)
    fields.put_positive(field, rule.column, [&](std::string_view text) {
      const auto number = fg::draft::number_of(text);
      return number ? std::optional(*number * rule.units) : std::nullopt;
    });
}

}  // namespace

// The first number is a T number ("2": T2), or the number of stops from T1 ("2": T2, "6": T8); both are in use, and
// nothing in the table says which. A decimal one can only be a T number; 2 and 4 are the same in both.
std::optional<double> t_stop_of(std::string_view text) {
  if (!text.starts_with('T')) return std::nullopt;
  const auto stop = fg::draft::measure_of(text.substr(1));
  if (!stop || stop->number <= 0) return std::nullopt;
  double tenths = 0;
  if (!stop->unit.empty()) {
    const auto part = fg::draft::measure_of(stop->unit);
    if (!part || part->unit != "/10" || part->number < 0 || part->number > 9) return std::nullopt;
    tenths = part->number;
  }
  const bool decimal = stop->number != std::floor(stop->number);
  if (!decimal && stop->number != 2 && stop->number != 4) return std::nullopt;
  return stop->number * std::exp2(tenths / 20);
}

void Keys::normalise(const fg::Values& vendor, const fg::Fields& out) {
  const TextFields fields(vendor, out, "sony_csv.");
  fields.put_text("clipName", "Clip Name");
  fields.put_text("cameraModel", "Camera Model");
  fields.put_text("lensModel", "Lens Model");
  fields.put_text("lensSerialNumber", "Lens Serial");
  put_length(fields, "nominalFocalLength", focal_lengths);
  put_length(fields, "focus", distances);
  fields.put_positive("tStop", "Aperture", t_stop_of);
}

}  // namespace sony_csv
